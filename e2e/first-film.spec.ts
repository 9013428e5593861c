import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { DoorKind } from './harness/doors.ts';
import { exportPanel, exportRows, openExport, probeFilm, startDraft } from './steps/export.ts';
import { card, circled, inspector, newFilm, saved, selectScene, take, threeLights, titles } from './steps/film.ts';
import { addKey, chooseGenerator, generateButton } from './steps/generators.ts';
import { expectStill, plannedFrames, playhead, playing, watchPlaying } from './steps/playing.ts';
import { expect, type Studio, test } from './test.ts';

test('from a script to a finished MP4, and everything is there after a reload', async ({ studio, door }) => {
  test.slow();
  const { page } = studio;
  await test.step('write the film', () => writeFilm(page));
  await test.step('Replicate for one scene: key, test, choice', () => chooseReplicate(page));
  await test.step('generate all, and see the progress', () => generateAll(studio));
  await test.step('cancel a take', () => cancelTake(studio));
  await test.step('a second take, and the circle by key', () => circleByKey(page));
  await test.step('write, and take it back', () => rewrite(page));
  await test.step('put the last scene first, by keys', () => reorder(page));
  await test.step('play the rough cut', () => playCut(page));
  const frames = await plannedFrames(page);
  const file = await test.step('export', () => exportDraft(page));
  expect(await probeFilm(file)).toEqual({ video: 'h264', audio: 'aac', size: [640, 360], frames });
  await test.step('get the file', () => download(page, file, door));
  await test.step('reload', () => reload(page, file, frames));
});

async function writeFilm(page: Page): Promise<void> {
  await newFilm(page, threeLights);
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('Three lights');
  await expect(titles(page)).toHaveText(['First light', 'Second light', 'Third light']);
}

async function chooseReplicate(page: Page): Promise<void> {
  await selectScene(page, 2);
  await chooseGenerator(page, 'Seedance 1 Lite');
  await expect(inspector(page).getByRole('button', { name: 'Seedance 1 Lite needs a Replicate key' })).toBeVisible();
  await addKey(page);
  await expect(generateButton(page)).toHaveText(/^Generate take 1 · about \$0\.0\d+$/);
}

/** Three pictures and two voices: two sketches, one clip of Replicate's, two narrations spoken here. */
async function generateAll({ page, vendor }: Studio): Promise<void> {
  await vendor.sabotage({ kind: 'slow', ms: 4000 });
  await page.getByRole('button', { name: /^Generate missing · 5/ }).click();
  const working = card(page, 2).filter({ has: page.getByRole('progressbar') });
  await expect(working.getByText(/^\d+ % · \d+:\d\d left$/)).toBeVisible();
  for (const place of [1, 2, 3])
    await expect(card(page, place).getByRole('button', { name: 'Circle take 1' })).toBeVisible({ timeout: 60_000 });
}

async function cancelTake({ page, vendor }: Studio): Promise<void> {
  await vendor.sabotage({ kind: 'slow', ms: 60_000 });
  await generateButton(page).click();
  await expect(inspector(page).getByText("waits in Replicate's queue")).toBeVisible();
  await inspector(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(inspector(page).getByRole('button', { name: 'Cancel' })).toBeHidden();
  await expect.poll(async () => (await vendor.state()).predictions[0]?.state).toBe('cancelled');
  await expect(take(page, 2)).toHaveCount(0);
}

/** Keys, and the take that is circled after them. */
const circlings = [
  ['1', 1],
  ['2', 2],
  ['Control+z', 1],
  ['Control+Shift+z', 2],
  ['Control+z', 1],
] as const;

async function circleByKey(page: Page): Promise<void> {
  await generateButton(page).click();
  await expect(take(page, 2)).toBeVisible();
  await card(page, 2)
    .getByRole('button', { name: /^Scene 2, / })
    .focus();
  for (const [keys, number] of circlings) {
    await page.keyboard.press(keys);
    await expect(circled(page, number)).toBeVisible();
  }
}

async function rewrite(page: Page): Promise<void> {
  const prompt = inspector(page).getByRole('textbox', { name: 'Prompt' });
  await prompt.fill('A window in the snow at night.');
  const marked = card(page, 2).getByText('Changed since');
  await expect(marked).toBeVisible();
  await prompt.press('Control+z');
  await expect(prompt).toHaveValue('A window in the rain at night.');
  await expect(marked).toBeHidden();
  await prompt.press('Control+Shift+z');
  await expect(prompt).toHaveValue('A window in the snow at night.');
  await selectScene(page, 3);
  await inspector(page).getByRole('textbox', { name: 'Title of the scene' }).fill('Last light');
}

async function reorder(page: Page): Promise<void> {
  await card(page, 3)
    .getByRole('button', { name: /^Scene 3, / })
    .focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(titles(page)).toHaveText(['Last light', 'First light', 'Second light']);
  await saved(page);
}

/** All clips move, both narrations are heard, their captions are read, and pausing stops it all. */
async function playCut(page: Page): Promise<void> {
  await watchPlaying(page);
  await page.keyboard.press('Space');
  const clips = async () => Object.keys((await playing(page)).clips).sort();
  await expect.poll(clips).toEqual(['First light', 'Last light', 'Second light']);
  const seen = await playing(page);
  expect(Math.min(...Object.values(seen.clips))).toBeGreaterThan(3);
  expect(Object.keys(seen.voices)).toHaveLength(2);
  expect(Math.min(...Object.values(seen.voices))).toBeGreaterThan(0.02);
  expect(seen.captions).toEqual(['They stay.', 'It burns.']);
  expect(seen.playhead.length).toBeGreaterThan(10);

  const play = page.getByRole('button', { name: 'Play the rough cut' });
  await expect(play).toBeVisible();
  await page.getByRole('button', { name: 'To the start' }).click();
  await play.click();
  await expect.poll(() => playhead(page)).toBeGreaterThan(3);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expectStill(page);
}

async function exportDraft(page: Page): Promise<string> {
  await openExport(page);
  const file = await startDraft(page);
  const working = exportRows(page).filter({ has: page.getByRole('progressbar') });
  await expect(working.getByRole('status')).toHaveText(/^\d+ % · /);
  await expect(exportRows(page).getByText(/^640 × 360 · \d+\.\d s · /)).toBeVisible({ timeout: 60_000 });
  return file;
}

async function download(page: Page, file: string, door: DoorKind): Promise<void> {
  if (door === 'desktop') return expect(exportRows(page).getByRole('button', { name: 'Show in folder' })).toBeVisible();
  const link = exportRows(page).getByRole('link', { name: 'Download' });
  const [got] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(await readFile(await got.path())).toEqual(await readFile(file));
}

async function reload(page: Page, file: string, frames: number): Promise<void> {
  await page.reload();
  await expect(titles(page)).toHaveText(['Last light', 'First light', 'Second light']);
  await selectScene(page, 3);
  await expect(circled(page, 1)).toBeVisible();
  await expect(take(page, 2)).toBeVisible();
  await expect(inspector(page).getByRole('textbox', { name: 'Prompt' })).toHaveValue('A window in the snow at night.');
  expect(await plannedFrames(page)).toBe(frames);
  await openExport(page);
  await expect(exportRows(page)).toHaveCount(1);
  await expect(exportPanel(page).getByText(file, { exact: true })).toBeVisible();
}
