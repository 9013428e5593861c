import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import type { Folders } from '../harness/folders.ts';

const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=24:d=1.5'];
const tone = ['-f', 'lavfi', '-i', 'sine=f=440:d=1.5'];
/** Chromium plays its sound without a picture, and says nothing. */
const hevc = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none', '-tag:v', 'hvc1'];

const recipes = {
  'clip.mp4': [...picture, ...tone, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'],
  'hevc.mp4': [...picture, ...tone, ...hevc, '-c:a', 'aac'],
  'still.png': ['-f', 'lavfi', '-i', 'mandelbrot=s=480x360', '-frames:v', '1'],
  'music.wav': ['-f', 'lavfi', '-i', 'sine=f=110:d=3'],
} as const;

export type MediaName = keyof typeof recipes;

/** Makes small media with FFmpeg; gives where they are. */
export async function makeMedia({ home }: Folders): Promise<(name: MediaName) => string> {
  const dir = join(home, 'media');
  const pathOf = (name: MediaName): string => join(dir, name);
  await mkdir(dir);
  const make = ([name, args]: [string, readonly string[]]) =>
    promisify(execFile)('ffmpeg', ['-v', 'error', '-nostdin', ...args, join(dir, name)]);
  await Promise.all(Object.entries(recipes).map(make));
  return pathOf;
}

/** Does what opens the browser's file dialog, and picks a file in it. */
export async function pickFile(page: Page, open: () => Promise<unknown>, file: string): Promise<void> {
  const [dialog] = await Promise.all([page.waitForEvent('filechooser'), open()]);
  await dialog.setFiles(file);
}

/** Drops a file with this text where `target` is, on both doors. */
export async function dropText(target: Locator, name: string, text: string): Promise<void> {
  const dataTransfer = await target.page().evaluateHandle(
    (file) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([file.text], file.name));
      return transfer;
    },
    { name, text },
  );
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer });
}
