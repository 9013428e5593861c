import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { captionScript } from '../src/shared/ass.ts';
import { type Cut, planCut } from '../src/shared/cut.ts';
import { filmSchema } from '../src/shared/film.ts';
import { filesBelow } from './harness/folders.ts';
import { captionCanvas, drawnByFfmpeg } from './steps/caption-canvas.ts';
import { newFilm, saved } from './steps/film.ts';
import { playhead } from './steps/playing.ts';
import { expect, test } from './test.ts';

const manyTongues = `---
title: Many tongues
fps: 24
---
# One
text: Chapter one

Nobody noticed the boat until it had already reached the middle of the water.

# Two
اشترى أحمد جهاز iPhone 15 بسعر 1,299 دولار.

# Three
夜明けの光が「AI 2026」を越えて。
`;

/** The film is read from its folder, and FFmpeg draws it with the fonts of the export. */
test('the rough cut shows captions and titles where the export burns them in', async ({
  studio: { page, folders },
}) => {
  await newFilm(page, manyTongues);
  await saved(page);
  const file = (await filesBelow(folders.library)).find((path) => path.endsWith('film.json')) ?? '';
  const cut = planCut(filmSchema.parse(JSON.parse(await readFile(file, 'utf8'))), []);
  await page.getByRole('radio', { name: 'Cut' }).click();
  for (const scene of cut.scenes) {
    const [caption] = scene.captions;
    await seek(page, (caption?.start ?? 0) + 12);
    await expect(page.locator('[data-stage] p').first()).toHaveText(caption?.text ?? '');
    await expectSame(page, cut, (caption?.start ?? 0) + 12);
  }
});

async function seek(page: Page, frame: number): Promise<void> {
  const slider = page.getByRole('slider', { name: 'Playhead' });
  await slider.focus();
  for (let left = frame - (await playhead(page)); left !== 0; left -= Math.sign(left))
    await page.keyboard.press(left > 0 ? 'ArrowRight' : 'ArrowLeft');
  expect(await playhead(page)).toBe(frame);
}

async function expectSame(page: Page, cut: Cut, frame: number): Promise<void> {
  const captions = cut.scenes.flatMap((scene) => scene.captions);
  const titles = cut.scenes.flatMap((scene) => scene.titles);
  const script = captionScript(captions, titles, cut.canvas, cut.captionStyle);
  const compare = async (): Promise<number> => {
    const shown = await captionCanvas(page);
    if (!shown) return Number.POSITIVE_INFINITY;
    const drawn = await drawnByFfmpeg(script, { frame, fps: cut.canvas.fps, ...shown });
    return Math.max(...shown.box.map((edge, at) => Math.abs(edge - (drawn?.box[at] ?? Number.POSITIVE_INFINITY))));
  };
  // Pixels of the display.
  await expect.poll(compare).toBeLessThanOrEqual(2);
}

test('where libass cannot run, captions are set all the same', async ({ studio: { page } }) => {
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await page.route('**/assets/jassub-worker*.wasm', (route) => route.abort());
  await newFilm(page, manyTongues);
  await page.getByRole('radio', { name: 'Cut' }).click();
  await seek(page, 12);
  const caption = page.locator('[data-stage] p', { hasText: 'Nobody noticed the boat' });
  await expect(caption).toBeInViewport();
  await expect(caption).not.toHaveClass(/sr-only/);
  expect(warnings.filter((text) => text.startsWith('Captions are shown without libass'))).toHaveLength(1);
});
