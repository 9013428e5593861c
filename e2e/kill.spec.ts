import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { filesBelow } from './harness/folders.ts';
import { exportPanel, exportRows, openExport, probeFilm, startDraft } from './steps/export.ts';
import { inspector, newFilm, oneScene, openFilm, saved, selectScene, take } from './steps/film.ts';
import { addKey, chooseGenerator, generateButton } from './steps/generators.ts';
import { plannedFrames } from './steps/playing.ts';
import { expect, type Studio, test } from './test.ts';

/** A film whose one scene is made by Replicate, with the key in place. */
async function remoteFilm({ page }: Studio, generator: string): Promise<void> {
  await newFilm(page, oneScene);
  await selectScene(page, 1);
  await addKey(page);
  await chooseGenerator(page, generator);
  await saved(page);
}

test('kill -9 while Replicate works, and no key after it: the same job goes on when the key is there, and is paid once', async ({
  studio,
}) => {
  await remoteFilm(studio, 'Seedance 1 Lite');
  await studio.vendor.sabotage({ kind: 'slow', ms: 5000 });
  await generateButton(studio.page).click();
  await expect.poll(async () => (await studio.vendor.state()).counts.polls).toBeGreaterThan(0);
  await studio.kill();
  const { predictions } = await studio.vendor.state();

  await studio.open();
  await openFilm(studio.page, 'One light');
  await expect(inspector(studio.page).getByRole('alert')).toContainText('Add a key of that account in Settings');
  await addKey(studio.page);
  await expect(take(studio.page, 1)).toBeVisible();
  const after = await studio.vendor.state();
  expect(after.counts).toMatchObject({ submits: 1, charges: 1 });
  expect(after.predictions.map(({ id }) => id)).toEqual(predictions.map(({ id }) => id));
  await expect(inspector(studio.page).getByText('Take 1 of 1 · Seedance 1 Lite via Replicate')).toBeVisible();
});

test('kill -9 during an export: no half file, nothing left over, and a new export works', async ({ studio }) => {
  await remoteFilm(studio, 'Seedance 1 Lite');
  await generateButton(studio.page).click();
  await expect(take(studio.page, 1)).toBeVisible();
  await inspector(studio.page).getByRole('spinbutton', { name: 'Seconds' }).fill('60');
  await studio.page.keyboard.press('Enter');
  await openExport(studio.page);
  const destination = await startDraft(studio.page);
  await expect(exportRows(studio.page).getByRole('status')).toHaveText(/^[1-9]\d* % · renders the scenes/);
  await studio.kill();
  expect(await readdir(dirname(destination))).not.toContain(basename(destination));

  await studio.open();
  await openFilm(studio.page, 'One light');
  await selectScene(studio.page, 1);
  await expect(take(studio.page, 1)).toBeVisible();
  await expect(inspector(studio.page).getByRole('spinbutton', { name: 'Seconds' })).toHaveValue('60');
  await expect.poll(() => halfExports(studio)).toEqual([]);

  await inspector(studio.page).getByRole('spinbutton', { name: 'Seconds' }).fill('1');
  await studio.page.keyboard.press('Enter');
  await expect.poll(() => plannedFrames(studio.page)).toBe(24);
  await openExport(studio.page);
  const second = await startDraft(studio.page);
  await expect(exportPanel(studio.page).getByText(second, { exact: true })).toBeVisible();
  expect(await probeFilm(second)).toMatchObject({ video: 'h264', audio: 'aac', frames: 24 });
  expect(await halfExports(studio)).toEqual([]);
  expect(await halfSegments(studio)).toEqual([]);
});

const halfFiles = async ({ folders }: Studio) =>
  (await filesBelow(folders.library)).filter((file) => /\.part\b/.test(file));
const inCache = (file: string): boolean => file.includes(join('.film', 'cache'));
const halfExports = async (studio: Studio) => (await halfFiles(studio)).filter((file) => !inCache(file));
/** The next export clears them out. */
const halfSegments = async (studio: Studio) => (await halfFiles(studio)).filter(inCache);

test.describe('with a keychain', () => {
  test.skip(process.platform !== 'linux', 'the keychain of the test bench is GNOME Keyring');
  test.use({ keychain: true });

  test('kill -9 before the studio has asked how far the job is: it goes on without anybody’s help', async ({
    studio,
  }) => {
    await newFilm(studio.page, oneScene);
    await selectScene(studio.page, 1);
    await addKey(studio.page, 'keychain');
    await chooseGenerator(studio.page, 'FLUX schnell');
    await studio.vendor.sabotage({ kind: 'hang', on: 'poll' });
    await generateButton(studio.page).click();
    await expect.poll(async () => (await studio.vendor.state()).counts.polls).toBe(1);
    await studio.kill();
    await studio.open();
    await openFilm(studio.page, 'One light');
    await selectScene(studio.page, 1);
    await expect(take(studio.page, 1)).toBeVisible();
    expect((await studio.vendor.state()).counts).toMatchObject({ submits: 1, charges: 1 });
  });
});
