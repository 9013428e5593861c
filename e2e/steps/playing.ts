import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

/** What was really seen and heard while the rough cut played. */
export type Playing = {
  /** Titles of the scenes whose clip moved on, with the frames that the decoder gave. */
  readonly clips: Readonly<Record<string, number>>;
  /** Loudest sample that came out of each narration, by the address of its file; 1 is full scale. */
  readonly voices: Readonly<Record<string, number>>;
  readonly captions: readonly string[];
  /** Frames at which the playhead stood. */
  readonly playhead: readonly number[];
};

/** Starts to watch the media of the page; call before playing. `playing` reads what there was so far. */
export async function watchPlaying(page: Page): Promise<void> {
  const script = await readFile(join(import.meta.dirname, 'watch-playing.js'), 'utf8');
  // Evaluated, not added as a script: the page's security policy allows its own scripts only.
  await page.evaluate(`{ ${script} }`);
}

export const playing = (page: Page): Promise<Playing> =>
  page.evaluate(() => (window as unknown as { playingSeen: Playing }).playingSeen);

/** The frame under the playhead. */
export const playhead = async (page: Page): Promise<number> =>
  Number(await page.getByRole('slider', { name: 'Playhead' }).getAttribute('aria-valuenow'));

/** Frames of the whole film as planned. */
export const plannedFrames = async (page: Page): Promise<number> =>
  Number(await page.getByRole('slider', { name: 'Playhead' }).getAttribute('aria-valuemax')) + 1;

/** Sees that the playhead does not move while the page draws twenty frames. */
export async function expectStill(page: Page): Promise<void> {
  const before = await playhead(page);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const count = (left: number): void =>
          void (left > 0 ? requestAnimationFrame(() => count(left - 1)) : resolve());
        count(20);
      }),
  );
  expect(await playhead(page)).toBe(before);
}
