import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { choosePreset, exportPanel, exportRows, openExport, probeFilm, startExport } from './steps/export.ts';
import { inspector, newFilm, saved, selectScene, take } from './steps/film.ts';
import { type MediaName, makeMedia, pickFile } from './steps/media.ts';
import { closePanel } from './steps/panels.ts';
import { plannedFrames, playhead, playing, watchPlaying } from './steps/playing.ts';
import { expect, test } from './test.ts';

const harbour = `---
title: Harbour
fps: 24
---
# Dawn
seconds: 1
prompt: Boats in the fog.

They sail.

# Noon
seconds: 1.5
prompt: The empty quay.

# Dusk
seconds: 1
prompt: Boats with lamps.

They return.
`;

type Media = (name: MediaName) => string;

// The browser's file dialogs are driven here; the desktop's are native.
test.skip(({ door }) => door === 'desktop', 'native file dialogs');

test('the cut: transitions, title, music and look, a draft, exports that redo little, and other editors', async ({
  studio,
}) => {
  const { page } = studio;
  const media = await makeMedia(studio.folders);
  await test.step('scenes from imported media and a local voice', () => fillScenes(page, media));
  await test.step('transitions and a title, by keyboard and mouse', () => shapeScenes(page));
  await test.step('music and look', () => finishFilm(page, media));
  await test.step('play it', () => playLive(page));
  await test.step('see the draft, and go back to live', () => seeDraft(page));
  await test.step('export, with a report', () => exportAll(page));
  await test.step('change one caption, export again', () => exportAgain(page));
  await test.step('pause an export, and go on', () => pauseAndGoOn(page));
  await test.step('hand over as OTIO, and bring it back', () => handOver(page));
});

async function fillScenes(page: Page, media: Media): Promise<void> {
  await newFilm(page, harbour);
  for (const [index, name] of (['clip.mp4', 'still.png', 'hevc.mp4'] as const).entries()) {
    await selectScene(page, index + 1);
    await pickFile(page, () => page.getByRole('button', { name: 'Import a picture or clip…' }).click(), media(name));
    await expect(take(page, 1)).toBeVisible();
  }
  await page.getByRole('button', { name: /^Generate missing · 2/ }).click();
  await expect(page.getByRole('button', { name: /^Generate missing/ })).toBeHidden({ timeout: 60_000 });
}

const block = (page: Page, place: number): Locator =>
  page.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: new RegExp(`^Scene ${place}:`) });
const join = (page: Page, place: number): Locator =>
  page.getByRole('button', { name: new RegExp(`^Transition from scene ${place} to ${place + 1}: `) });

async function choose(page: Page, label: string, option: string): Promise<void> {
  await inspector(page).getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

async function shapeScenes(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Cut' }).click();
  await block(page, 1).click();
  await page.keyboard.press('t');
  await expect(page.getByRole('menuitemradio', { name: 'Cut' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Crossfade' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(join(page, 1)).toHaveAccessibleName(/Crossfade/);
  await block(page, 2).click();
  await choose(page, 'To the next scene', 'Dip to black');
  await expect(join(page, 2)).toHaveAccessibleName(/Dip to black/);
  await inspector(page).getByRole('button', { name: 'Add title' }).click();
  await inspector(page).getByRole('textbox', { name: 'Title 1' }).fill('At the quay');
}

async function finishFilm(page: Page, media: Media): Promise<void> {
  await page.getByRole('radio', { name: 'Sound and look' }).click();
  await pickFile(
    page,
    () => inspector(page).getByRole('button', { name: 'Choose music…' }).click(),
    media('music.wav'),
  );
  await expect(inspector(page).getByText('music.wav')).toBeVisible();
  await choose(page, 'Colours', 'Warm');
  await expect(page.getByText('The look (Warm) is not shown here.')).toBeVisible();
  await saved(page);
}

/** Both clips move, HEVC by its preview; both narrations and the music sound. */
async function playLive(page: Page): Promise<void> {
  await watchPlaying(page);
  await page.getByRole('button', { name: 'To the start' }).click();
  await page.getByRole('button', { name: 'Play the rough cut' }).click();
  await expect.poll(async () => Object.keys((await playing(page)).clips).sort()).toEqual(['Dawn', 'Dusk']);
  await expect(page.getByRole('button', { name: 'Play the rough cut' })).toBeVisible();
  const { voices, captions } = await playing(page);
  expect(Object.keys(voices)).toHaveLength(3);
  expect(Math.min(...Object.values(voices))).toBeGreaterThan(0.005);
  expect(captions).toEqual(['They sail.', 'They return.']);
}

async function seeDraft(page: Page): Promise<void> {
  const side = (name: string) => page.getByRole('radio', { name, exact: true });
  await page.getByRole('slider', { name: 'Playhead' }).focus();
  await page.keyboard.press('d');
  await expect(side('Draft')).toBeChecked();
  await page.getByRole('button', { name: 'To the start' }).click();
  await page.getByRole('button', { name: 'Play the rough cut' }).click();
  await expect.poll(async () => (await playing(page)).clips['Draft render'] ?? 0).toBeGreaterThan(3);
  await expect.poll(() => playhead(page)).toBeGreaterThan(3);
  await page.getByRole('button', { name: 'Pause' }).click();
  await choose(page, 'Colours', 'Cool');
  await expect(page.getByText('Draft is older than the film')).toBeVisible();
  await page.getByRole('radio', { name: 'Board' }).click();
  await page.getByRole('radio', { name: 'Cut' }).click();
  await expect(side('Draft')).toBeChecked();
  await page.keyboard.press('d');
  await expect(side('Live')).toBeChecked();
}

/** The row of an export, by where it goes to. */
const rowOf = (page: Page, file: string): Locator => exportRows(page).filter({ hasText: basename(file) });

/** Exports what is chosen, and opens what was measured. */
async function exported(page: Page, size: string): Promise<{ readonly file: string; readonly row: Locator }> {
  const file = await startExport(page);
  const row = rowOf(page, file);
  await expect(row.getByText(`${size} · `)).toBeVisible({ timeout: 60_000 });
  await row.getByText('Measured: all 8 checks passed').click();
  return { file, row };
}

async function exportAll(page: Page): Promise<void> {
  await openExport(page);
  await choosePreset(page, 'Quick', 'Draft');
  await exportPanel(page).getByRole('combobox', { name: 'Captions' }).click();
  await page.getByRole('option', { name: 'In the picture and beside it' }).click();
  const { file, row } = await exported(page, '640 × 360');
  const { frames } = await probeFilm(file);
  await expect(row.getByText(`${frames} frames, as planned`)).toBeVisible();
  await expect(row.getByText(/LUFS, aimed at -14/)).toBeVisible();
  const stem = file.replace(/\.mp4$/, '');
  expect(await readFile(`${stem} report.txt`, 'utf8')).toContain(`${frames} frames`);
  expect(await readFile(`${stem}.srt`, 'utf8')).toContain('They return.');
  await closePanel(page);
  expect(await plannedFrames(page)).toBe(frames);
}

async function exportAgain(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Takes' }).click();
  await block(page, 3).click();
  await inspector(page).getByRole('textbox', { name: 'Narration' }).fill('They come home.');
  await openExport(page);
  await choosePreset(page, 'Quick', 'Draft');
  const { row } = await exported(page, '640 × 360');
  await expect(row.getByText(/^[12] pieces? rendered, [34] kept from before/)).toBeVisible();
}

async function pauseAndGoOn(page: Page): Promise<void> {
  await exportPanel(page).getByRole('combobox', { name: 'Shape' }).click();
  await page.getByRole('option', { name: '9:16' }).click();
  const file = await startExport(page);
  const row = rowOf(page, file);
  await row.getByRole('button', { name: 'Pause' }).click();
  await expect(row.getByRole('status')).toHaveText(/paused, what was rendered is kept/);
  await row.getByRole('button', { name: 'Go on' }).click();
  await expect(row.getByText('360 × 640 · ')).toBeVisible({ timeout: 60_000 });
  expect((await probeFilm(file)).size).toEqual([360, 640]);
  await closePanel(page);
}

/** What was changed since the hand-over goes back to what was handed over. */
async function handOver(page: Page): Promise<void> {
  const frames = await plannedFrames(page);
  const panel = await openExport(page);
  await panel.getByRole('radio', { name: 'Other editors' }).click();
  await panel.getByRole('radio', { name: 'OpenTimelineIO' }).click();
  await panel.getByRole('button', { name: 'Hand over as OpenTimelineIO' }).click();
  const written = panel.getByRole('region', { name: 'Handed over' });
  await expect(written).toContainText('The film look is left out');
  const file = (await written.getByRole('status').getAttribute('title')) ?? '';
  await closePanel(page);
  await block(page, 2).click();
  for (let pressed = 0; pressed < 3; pressed += 1) await page.keyboard.press('}');
  await expect.poll(() => plannedFrames(page)).toBe(frames + 30);
  await openExport(page);
  await panel.getByRole('radio', { name: 'Other editors' }).click();
  await pickFile(page, () => panel.getByRole('button', { name: 'Bring back…' }).click(), file);
  await expect.poll(() => plannedFrames(page)).toBe(frames);
}
