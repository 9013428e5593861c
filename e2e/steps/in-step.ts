import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

/** Seconds off the clock, looked at each time that the clock had moved. */
export type Measure = {
  readonly samples: number;
  /** More than one frame of the film away. */
  readonly beyond: number;
  readonly worst: number;
  /** The first of those beyond, in words. */
  readonly bad: readonly string[];
};

/** How all players did while the clock ran. */
export type InStepSeen = {
  /** Real time, seconds. */
  readonly elapsed: number;
  /** Of it, the clock waited. */
  readonly waited: number;
  /** What the clock went, seconds of media. */
  readonly travelled: number;
  readonly loops: number;
  /** Of the players' own clocks, seconds off. */
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly p100: number;
  readonly takes: readonly {
    readonly name: string;
    /** By the players' own clocks. */
    readonly own: Measure;
    /** By the pictures that were put on the screen. */
    readonly shown: Measure;
    /** Those that are over, from their end. */
    readonly held: Measure;
    /** Pictures that were decoded. */
    readonly frames: number;
    readonly dropped: number;
  }[];
};

type Frames = {
  /** One frame of the film, seconds. */
  readonly frame: number;
  /** One frame of the takes. */
  readonly mediaFrame: number;
};

/** Starts to watch all that plays in step; `inStepSeen` reads what there was since. */
export async function watchInStep(page: Page, frames: Frames): Promise<void> {
  const script = await readFile(join(import.meta.dirname, 'watch-in-step.js'), 'utf8');
  await page.evaluate(`document.documentElement.dataset.inStepFrames = '${JSON.stringify(frames)}'; { ${script} }`);
}

export const inStepSeen = (page: Page): Promise<InStepSeen> => page.evaluate('window.inStepSeen()');

/** Seconds. */
export const minute = 60;

/** Of all looks at a player, those that may find it further than a frame away: a machine that does other things stalls it. */
const allowed = { own: 1 / 500, shown: 1 / 50 };
/** But never further than this. Seconds. */
const worst = 0.1;

/** The clock went on, through loops, and nobody was more than a frame away from it. How well it does is the bench's to say. */
export function expectInStep({ elapsed, travelled, loops, waited, takes }: InStepSeen): void {
  expect(travelled).toBeGreaterThan(0.7 * elapsed);
  expect(waited).toBeLessThan(0.2 * elapsed);
  expect(loops).toBeGreaterThanOrEqual(6);
  expect(takes).toHaveLength(8);
  for (const { name, own, shown, held, frames } of takes) {
    expect(own.beyond, `${name}: ${own.bad.join(', ')}`).toBeLessThanOrEqual(own.samples * allowed.own);
    expect(own.worst, name).toBeLessThan(worst);
    expect(held, name).toMatchObject({ beyond: 0, bad: [] });
    expect(shown.beyond, `${name}: ${shown.bad.join(', ')}`).toBeLessThanOrEqual(shown.samples * allowed.shown);
    expect(own.samples, name).toBeGreaterThan(5 * minute);
    expect(frames, name).toBeGreaterThan(0.5 * 24 * minute);
  }
}
