import { expect, type Locator, type Page } from '@playwright/test';

/** Three scenes of a second each, two of them spoken. */
export const threeLights = `---
title: Three lights
fps: 24
---
# First light
seconds: 1
prompt: A lamp on a rock at dawn.

It burns.

# Second light
seconds: 1
prompt: A window in the rain at night.

# Third light
seconds: 1
prompt: Stars over a quiet sea.

They stay.
`;

/** One scene of a second, without words: the cheapest film there is. */
export const oneScene = `---
title: One light
fps: 24
---
# Only light
seconds: 1
prompt: A lamp on a rock at dawn.
`;

/** Pastes a script into the home screen and makes a film of it. */
export async function newFilm(page: Page, script: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Script, if there is one' }).fill(script);
  await page.getByRole('button', { name: 'Create film from script' }).click();
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toBeVisible();
}

/** Opens a film from the list of recent films. */
export async function openFilm(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Open ${title}` }).click();
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue(title);
}

/** Waits until nothing is left to write. */
export const saved = (page: Page): Promise<void> =>
  expect(page.getByRole('banner').getByRole('status')).toHaveText('Saved');

/** A card of the storyboard, by its place from 1. */
export const card = (page: Page, place: number): Locator =>
  page.getByRole('article', { name: new RegExp(`^Scene ${place}, `) });

/** On the board, the circles of first takes: one for each scene that has its take. */
export const firstTakes = (page: Page): Locator =>
  page.getByRole('article').getByRole('button', { name: 'Circle take 1' });

/** What shows and changes the selected scene. */
export const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Scene' });

export async function selectScene(page: Page, place: number): Promise<void> {
  await card(page, place)
    .getByRole('button', { name: new RegExp(`^Scene ${place}, `) })
    .click();
}

/** The scenes' titles, in their order. */
export const titles = (page: Page): Locator => page.getByRole('article').getByRole('heading');

/** A take in the strip of the selected scene. */
export const take = (page: Page, number: number): Locator =>
  inspector(page)
    .getByRole('list', { name: 'Takes' })
    .getByRole('button', { name: new RegExp(`^Take ${number}\\b`) });

/** The circle on a take in the selected scene's preview. */
export const circled = (page: Page, number: number): Locator =>
  inspector(page).getByRole('button', { name: `Take ${number} is circled` });
