import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Sabotage } from '../src/main/rehearsal/sabotage.ts';
import { filesBelow } from './harness/folders.ts';
import { choosePreset, exportRows, fileField, openExport, probeFilm, startDraft, startExport } from './steps/export.ts';
import { card, inspector, newFilm, oneScene, openFilm, saved, selectScene, take } from './steps/film.ts';
import { addKey, chooseGenerator, generateButton, keyRow, openSettings } from './steps/generators.ts';
import { closePanel } from './steps/panels.ts';
import { expect, type Studio, test } from './test.ts';

const filmDir = ({ folders }: Studio): string => join(folders.library, 'One light.film');
const filmFile = (studio: Studio): string => join(filmDir(studio), 'film.json');

/** A film with one take: a still from the simulated Replicate. */
async function filmWithTake(studio: Studio): Promise<void> {
  const { page } = studio;
  await newFilm(page, oneScene);
  await selectScene(page, 1);
  await addKey(page);
  await chooseGenerator(page, 'FLUX schnell');
  await generateButton(page).click();
  await expect(take(page, 1)).toBeVisible();
  await saved(page);
}

test('a damaged film file: the last good revision is offered and put back', async ({ studio }) => {
  await newFilm(studio.page, oneScene);
  await selectScene(studio.page, 1);
  await inspector(studio.page).getByRole('textbox', { name: 'Narration' }).fill('It burns.');
  await saved(studio.page);
  await studio.close();
  await writeFile(filmFile(studio), '{"format":"circle-take/film","ver');

  await studio.open();
  const { page } = studio;
  await page.getByRole('button', { name: 'Open One light' }).click();
  const problem = page.getByRole('alert');
  await expect(problem.getByRole('heading')).toHaveText('film.json is cut off or garbled.');
  await problem.getByRole('button', { name: 'Open the last good revision' }).click();
  await selectScene(page, 1);
  await expect(inspector(page).getByRole('textbox', { name: 'Prompt' })).toHaveValue('A lamp on a rock at dawn.');
  await expect(inspector(page).getByRole('textbox', { name: 'Narration' })).toHaveValue('It burns.');
  const beside = (await readdir(filmDir(studio))).filter((name) => /damaged/.test(name));
  expect(await Promise.all(beside.map((name) => readFile(join(filmDir(studio), name), 'utf8')))).toEqual([
    '{"format":"circle-take/film","ver',
  ]);
});

test('a film that another studio has open: who has it, and it opens once that one is closed', async ({ studio }) => {
  await newFilm(studio.page, oneScene);
  await saved(studio.page);
  const other = await studio.another();
  await other.getByRole('textbox', { name: 'Open a film folder' }).fill(filmDir(studio));
  await other.getByRole('button', { name: 'Open', exact: true }).click();
  const problem = other.getByRole('alert');
  await expect(problem.getByRole('heading')).toHaveText(/^“One light.film” is open in another studio/);
  await expect(problem).toContainText('Close it there, then open it here.');
  await studio.close();
  await problem.getByRole('button', { name: 'Try again' }).click();
  await expect(other.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('One light');
});

test('a take whose file is gone is said to be, and the scene can have another', async ({ studio }) => {
  await filmWithTake(studio);
  const { page } = studio;
  for (const file of await filesBelow(join(filmDir(studio), 'takes'))) if (!file.endsWith('take.json')) await rm(file);
  await page.reload();
  await selectScene(page, 1);
  await expect(take(page, 1)).toHaveAccessibleName(/gone|missing|not there/);
  await take(page, 1).click();
  await expect(inspector(page).getByRole('alert')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Generate missing · 1/ })).toBeVisible();
  await generateButton(page).click();
  await expect(take(page, 2)).toBeVisible();
  await expect(card(page, 1).getByText('No take yet')).toBeHidden();
});

test('a script that is no text is refused, dropped or pasted', async ({ studio }) => {
  const { page } = studio;
  const bytes = [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0];
  const dropped = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(content)], 'poster.md'));
    return transfer;
  }, bytes);
  const script = page.getByRole('textbox', { name: 'Script, if there is one' });
  for (const type of ['dragenter', 'dragover', 'drop']) await script.dispatchEvent(type, { dataTransfer: dropped });
  await expect(page.getByText('poster.md is not a script: it is no text.')).toBeVisible();
  await expect(page.getByText('Choose a Markdown, Fountain or text file.')).toBeVisible();
  await expect(script).toHaveValue('');

  await script.fill('A lamp\u0000\u0001\u0002 on a rock');
  await page.getByRole('button', { name: 'Create film from script' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: /not a script|no text/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'New film' })).toBeVisible();
});

test('a generator that is not in the catalogue is named, and another can be chosen', async ({ studio }) => {
  await newFilm(studio.page, oneScene);
  await saved(studio.page);
  await studio.close();
  const film = JSON.parse(await readFile(filmFile(studio), 'utf8'));
  film.scenes[0].generator.picture = 'dream-machine-9';
  await writeFile(filmFile(studio), JSON.stringify(film));
  await studio.open();
  await openFilm(studio.page, 'One light');
  await selectScene(studio.page, 1);
  const hindrance = 'has no generator “dream-machine-9” that makes a picture';
  await expect(inspector(studio.page).getByRole('button', { name: hindrance })).toBeVisible();
  await chooseGenerator(studio.page, 'Sketch', 'Sketch');
  await expect(generateButton(studio.page)).toBeEnabled();
});

test.describe('exports', () => {
  test('a file that is in the way stays until the new one is finished', async ({ studio }) => {
    await filmWithTake(studio);
    const { page } = studio;
    const panel = await openExport(page);
    await choosePreset(page, 'Quick', 'Draft');
    const destination = await fileField(page).inputValue();
    await writeFile(destination, 'a film of mine');
    await startExport(page);
    await expect(panel.getByRole('alert')).toContainText('There is already a file named One light.mp4.');
    expect(await readFile(destination, 'utf8')).toBe('a film of mine');
    await panel.getByRole('button', { name: 'Replace One light.mp4' }).click();
    await expect(exportRows(page).getByText(destination, { exact: true })).toBeVisible();
    expect(await probeFilm(destination)).toMatchObject({ video: 'h264', frames: 24 });
  });

  test('a second export to the same file is refused while the first one runs', async ({ studio }) => {
    await filmWithTake(studio);
    const { page } = studio;
    await inspector(page).getByRole('spinbutton', { name: 'Seconds' }).fill('60');
    await page.keyboard.press('Enter');
    const panel = await openExport(page);
    await choosePreset(page, 'Master', '4K');
    const destination = await startExport(page);
    await expect(exportRows(page).getByRole('status')).toHaveText(/%/);
    await fileField(page).fill(destination);
    await startExport(page);
    await expect(panel.getByRole('alert')).toContainText('One light.mp4');
    await exportRows(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(exportRows(page)).toContainText('Stopped. Nothing was left behind.');
    expect((await filesBelow(studio.folders.library)).filter((file) => file.endsWith('.mp4'))).toEqual([]);
  });

  test('a folder that is not there, or cannot be written to, is named', async ({ studio }) => {
    await filmWithTake(studio);
    const panel = await openExport(studio.page);
    for (const { folder, says } of await uselessFolders(studio)) {
      await fileField(studio.page).fill(join(folder, 'One light.mp4'));
      await startDraft(studio.page);
      await expect(panel.getByRole('alert')).toContainText(`The folder ${folder} ${says}`);
      await expect(panel.getByRole('alert')).toContainText('Choose another folder.');
    }
  });
});

async function uselessFolders({ folders }: Studio): Promise<{ folder: string; says: string }[]> {
  const missing = { folder: join(folders.library, 'Nowhere'), says: 'does not exist.' };
  // Root may write everywhere.
  if (process.getuid?.() === 0) return [missing];
  const closed = { folder: join(folders.library, 'Closed'), says: 'cannot be written to.' };
  await mkdir(closed.folder);
  await chmod(closed.folder, 0o555);
  return [missing, closed];
}

type Refusal = {
  readonly mishap: Sabotage;
  /** Who and why. */
  readonly says: string;
  readonly next: string;
  readonly charged: RegExp;
  readonly button: string;
  /** What brings the key back, in the settings. */
  readonly cure?: string;
};

/** Those of the key come last: until it is tested or topped up, it is not used again. */
const refusals: Readonly<Record<string, Refusal>> = {
  'a prompt that is refused': {
    mishap: { kind: 'fail-content' },
    says: 'Replicate refused the content: The input or output was flagged as sensitive.',
    next: 'Edit the prompt.',
    charged: /perhaps charged up to \$0.003/,
    button: 'Try again',
  },
  'a failure at the vendor': {
    mishap: { kind: 'fail-generic' },
    says: 'Replicate: Prediction failed: the model ran out of memory.',
    next: 'Try again, or choose another generator.',
    charged: /perhaps charged up to \$0.003/,
    button: 'Try again',
  },
  'a key that is refused': {
    mishap: { kind: 'unauthorized' },
    says: 'Replicate refused the key.',
    next: 'Check the key in Settings.',
    charged: /not charged/,
    button: 'Open keys',
    cure: 'Test Key 1',
  },
  'no credit': {
    mishap: { kind: 'no-credit' },
    says: 'The Replicate account has no credit left.',
    next: 'Top it up at the vendor.',
    charged: /not charged/,
    button: 'Open keys',
    cure: 'Topped up',
  },
};

test('whatever the vendor refuses: who, why, whether it was charged, and the next step', async ({ studio }) => {
  await filmWithTake(studio);
  const { page, vendor } = studio;
  const failure = inspector(page).getByRole('alert');
  for (const [name, { mishap, says, next, charged, button, cure }] of Object.entries(refusals)) {
    await test.step(name, async () => {
      await vendor.sabotage(mishap);
      await generateButton(page).click();
      await expect(failure).toContainText(says);
      await expect(failure).toContainText(next);
      await expect(failure).toContainText(charged);
      await expect(failure.getByRole('button', { name: button })).toBeVisible();
      await failure.getByRole('button', { name: 'Dismiss' }).click();
      await expect(failure).toBeHidden();
      if (cure) await bringBack(page, cure);
    });
  }
  await test.step('asked to slow down, it waits and goes on by itself', async () => {
    await vendor.sabotage({ kind: 'rate-limited', ms: 3000 });
    await generateButton(page).click();
    await expect(inspector(page).getByText(/^Key 1 cools down after a refusal for pace · 0:\d\d$/)).toBeVisible();
    await expect(take(page, 2)).toBeVisible();
  });
});

async function bringBack(page: Page, cure: string): Promise<void> {
  await openSettings(page);
  await keyRow(page, 'Key 1').getByRole('button', { name: cure }).click();
  await expect(keyRow(page, 'Key 1')).toContainText('ready');
  await closePanel(page);
}
