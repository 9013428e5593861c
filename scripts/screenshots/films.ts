import { expect, type Page } from '@playwright/test';
import type { Simulator } from '../../e2e/harness/simulator.ts';
import { card, circled, inspector, newFilm, selectScene, take } from '../../e2e/steps/film.ts';
import { chooseGenerator, generateButton } from '../../e2e/steps/generators.ts';

/** Sketches take their time: a whole film of them on a busy machine. */
const sketchesMs = 15 * 60_000;

const others: readonly string[] = [
  '---\ntitle: The night market\naspect: 9:16\n---\n# Lanterns\nseconds: 1\nprompt: A street of a city at night, neon signs, rain, a figure with an umbrella\n',
  '---\ntitle: First snow\n---\n# The forest\nseconds: 1\nprompt: A forest in winter, snow falling, blue hour, a deer in the distance\n',
];

/** Scene and its circled take. */
const circles = [
  [1, 2],
  [2, 1],
  [4, 1],
] as const;

/** Two small films beside the sample, each with a poster. */
export async function makeOtherFilms(page: Page): Promise<void> {
  for (const script of others) {
    await newFilm(page, script);
    await selectScene(page, 1);
    await generateButton(page).click();
    await expect(take(page, 1)).toBeVisible({ timeout: sketchesMs });
    await page.getByRole('button', { name: 'All films' }).click();
  }
}

/** The sample film, sketched and spoken, with three takes of its first scene, the second one circled. */
export async function makeSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample film' }).click();
  // Its takes begin by themselves.
  const work = page.getByRole('banner').getByText(/running|wait/);
  await expect(work).toBeVisible();
  await expect(work).toBeHidden({ timeout: sketchesMs });
  await selectScene(page, 1);
  for (const number of [2, 3]) {
    await generateButton(page).click();
    await expect(take(page, number)).toBeVisible({ timeout: sketchesMs });
  }
  for (const [place, number] of circles) {
    await selectScene(page, place);
    await page.keyboard.press(String(number));
    await expect(circled(page, number)).toBeVisible();
  }
}

/** Replicate at work on one scene, and refusing another. */
export async function askReplicate(page: Page, vendor: Simulator): Promise<void> {
  await selectScene(page, 3);
  await chooseGenerator(page, 'Seedance 1 Lite');
  await vendor.sabotage({ kind: 'fail-content' });
  await generateButton(page).click();
  await expect(inspector(page).getByRole('alert')).toBeVisible({ timeout: 60_000 });
  await selectScene(page, 5);
  await chooseGenerator(page, 'Kling 2.5 Turbo Pro');
  await vendor.sabotage({ kind: 'slow', ms: 120_000 });
  await generateButton(page).click();
  await expect(card(page, 5).getByText(/^[3-7]\d % · /)).toBeVisible({ timeout: 120_000 });
}
