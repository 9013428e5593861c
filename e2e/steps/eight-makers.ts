import { expect, type Locator, type Page } from '@playwright/test';
import { takeIn, tile, wall } from './wall.ts';

/** One scene that all of them can make. */
export const lampRoom = `---
title: Lamp room
fps: 30
---
# She winds the lamp
kind: testimonial
seconds: 5
prompt: A woman winds the lamp and tells of her nights.
`;

/** Columns in their order, by vendor. Hailuo and LTX make 6 s, the others 5 s. */
export const makers = [
  ['Kling 2.5 Turbo Pro', 'Replicate'],
  ['Wan 2.1', 'Replicate'],
  ['Seedance 1.5 Pro', 'fal'],
  ['Hailuo 02 Standard', 'fal'],
  ['LTX 2 Fast', 'fal'],
  ['Hunyuan Video 1.5', 'fal'],
  ['Kling 2.5', 'PiAPI'],
  ['Gen-4.5', 'Runway'],
] as const;
export const vendorIds = ['replicate', 'fal', 'piapi', 'runway'] as const;

/** Names of makers by the ids of their takes. */
export type Makers = ReadonlyMap<string, string>;

export async function makersOfTakes(page: Page): Promise<Makers> {
  const ids = await Promise.all(makers.map((_, index) => takeIn(tile(page, index + 1))));
  return new Map(ids.map((id, index) => [id, makers[index]?.[0] ?? '']));
}

/** Neither text nor label, title or address says who made what. */
export async function expectNoNames(page: Page): Promise<void> {
  const html = await wall(page).evaluate((main) => main.outerHTML);
  const secrets = [...makers.flat(), ...vendorIds].map((name) => name.replaceAll('.', '\\.'));
  expect(html.match(new RegExp(`\\b(${secrets.join('|')})\\b`, 'gi')) ?? []).toEqual([]);
}

/** Takes that are shown under letters, and who made them. */
export async function lettersOf(takes: Locator, made: Makers) {
  const all = await takes.all();
  return Promise.all(
    all.map(async (each) => ({
      letter: ((await each.locator('video').first().getAttribute('aria-label')) ?? '').replace('Take ', ''),
      maker: made.get(await takeIn(each)) ?? '',
    })),
  );
}
