import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { type Box, layOutSheet } from '../src/main/contact-sheet/sheet-layout.ts';
import type { DoorKind } from './harness/doors.ts';
import { csvCells } from './steps/csv.ts';
import { probeFilm } from './steps/export.ts';
import { newFilm } from './steps/film.ts';
import { panel } from './steps/panels.ts';
import { columns, openFanOut, tick, wall, wallTakes } from './steps/wall.ts';
import { expect, type Studio, test } from './test.ts';

test.use({ keys: ['replicate', 'piapi'] });

const film = `---
title: Two rooms
fps: 30
---
# A kitchen
seconds: 5
prompt: A kitchen at night.

# A garden
seconds: 5
prompt: A garden in the rain.
`;

test('two scenes across two generators: a wall that others can read as a film and as a table', async ({
  studio,
  door,
}) => {
  const { page } = studio;
  await newFilm(page, film);
  await test.step('ask for all of them', () => fanOut(studio));
  await test.step('as a film', () => readSheet(page));
  await test.step('as a table', () => readFacts(page, door));
});

async function fanOut({ page, vendor }: Studio): Promise<void> {
  const fan = await openFanOut(page);
  await fan.getByRole('region', { name: 'Scenes' }).getByRole('button', { expanded: false }).click();
  await fan.getByRole('button', { name: 'All', exact: true }).click();
  await tick(fan, ['Kling 2.5 Turbo Pro', 'Replicate']);
  await tick(fan, ['Kling 2.5', 'PiAPI']);
  await expect(columns(fan)).toHaveText([/\$0\.70/, /\$0\.40/]);
  await expect(fan.getByText('2 scenes × 2 generators = 4 takes')).toBeVisible();
  await fan.getByRole('textbox', { name: 'Name' }).fill('Rooms');
  await fan.getByRole('button', { name: 'Make 4 takes · about $1.10' }).click();
  await expect(wallTakes(page)).toHaveCount(4, { timeout: 60_000 });
  await expect(wall(page).getByRole('heading', { level: 3 })).toHaveText(['Kling 2.5 Turbo Pro', 'Kling 2.5']);
  for (const id of ['replicate', 'piapi']) expect((await vendor.state(id)).counts.submits).toBe(2);
}

async function handOn(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Hand on' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function readSheet(page: Page): Promise<void> {
  await handOn(page, 'Contact sheet, film…');
  const sheet = panel(page, 'Contact sheet');
  const file = await sheet.getByRole('textbox', { name: 'File' }).inputValue();
  await sheet.getByRole('button', { name: 'Make a sheet of 4 takes' }).click();
  await expect(sheet.getByRole('status').filter({ hasText: '5.0 s' })).toContainText(/two rooms/i, { timeout: 60_000 });
  const layout = layOutSheet(
    Array.from({ length: 4 }, () => ({ width: 320, height: 180 })),
    2,
  );
  const { width, height, cells } = layout;
  expect(await probeFilm(file)).toEqual({ video: 'h264', audio: undefined, size: [width, height], frames: 150 });
  const [early, late] = await Promise.all([greysAt(file, 0.5), greysAt(file, 4.5)]);
  for (const { picture } of cells) expect(difference(early, late, picture, width)).toBeGreaterThan(5);
  await sheet.getByRole('button', { name: 'Close' }).click();
}

/** A picture of a film as grey bytes, row by row. */
async function greysAt(file: string, seconds: number): Promise<Buffer> {
  const args = ['-v', 'error', '-ss', `${seconds}`, '-i', file, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'gray'];
  const options = { encoding: 'buffer', maxBuffer: 1 << 26 } as const;
  return (await promisify(execFile)('ffmpeg', [...args, '-'], options)).stdout;
}

/** The mean difference of two pictures within a box, 0 to 255. */
function difference(one: Buffer, other: Buffer, box: Box, width: number): number {
  let sum = 0;
  for (let y = box.y; y < box.y + box.height; y += 1)
    for (let at = y * width + box.x; at < y * width + box.x + box.width; at += 1)
      sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / (box.width * box.height);
}

async function readFacts(page: Page, door: DoorKind): Promise<void> {
  // The desktop asks with a dialog of the system.
  if (door === 'desktop') return;
  const [download] = await Promise.all([page.waitForEvent('download'), handOn(page, 'Facts as CSV')]);
  const [names = [], ...rows] = csvCells(await readFile(await download.path(), 'utf8'));
  const facts = ['Scene', 'Generator', 'Vendor', 'Price, US dollars', 'Length, seconds', 'Comparison'];
  expect(rows.map((row) => facts.map((name) => row[names.indexOf(name)]).join(', '))).toEqual([
    'A kitchen, Kling 2.5 Turbo Pro, Replicate, 0.350000, 5, Rooms',
    'A kitchen, Kling 2.5, PiAPI, 0.200000, 5, Rooms',
    'A garden, Kling 2.5 Turbo Pro, Replicate, 0.350000, 5, Rooms',
    'A garden, Kling 2.5, PiAPI, 0.200000, 5, Rooms',
  ]);
}
