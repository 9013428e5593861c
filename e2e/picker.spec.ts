import type { Page } from '@playwright/test';
import { card, inspector, newFilm, selectScene } from './steps/film.ts';
import { chooseGenerator, openPicker } from './steps/generators.ts';
import { panel } from './steps/panels.ts';
import { expect, type Studio, test } from './test.ts';

test.use({ keys: ['piapi', 'runway'] });

const film = `---
title: Three wishes
fps: 24
generator: auto
---
# A voice
kind: testimonial
seconds: 1
prompt: Woman smiling, discussing her wellness journey

# A forest
kind: broll
seconds: 1
prompt: A forest in the fog.

# A bottle
kind: product
seconds: 1
prompt: A bottle turns on a table.
`;

test('the ranking: reasons that can be seen, a choice for each scene, and all that stands in the way in one list', async ({
  studio,
}) => {
  const { page } = studio;
  await newFilm(page, film);
  await test.step('reasons', () => readReasons(page));
  await test.step('a best fit for each scene', () => seeBestFits(page));
  await test.step('judged whole', () => judge(studio));
});

/** The reference sentence: Kling is good at testimonials, and it speaks of people. */
async function readReasons(page: Page): Promise<void> {
  await selectScene(page, 1);
  const picker = await openPicker(page);
  const able = picker.getByRole('radio', { name: /, \d+ points$/ });
  await expect(able.first()).toHaveAccessibleName(/^Kling 2\.\d.*, PiAPI, about \$0\.\d+, \d+ points$/);
  await expect(able.first()).toContainText('good at testimonial +50 · people +30 · priority');
  await picker
    .getByRole('button', { name: /^All points of Kling/ })
    .first()
    .click();
  const points = picker.getByRole('list').filter({ hasText: 'good at testimonial' });
  await expect(points.getByRole('listitem').filter({ hasText: 'good at testimonial' })).toContainText('+50');
  await expect(points.getByRole('listitem').filter({ hasText: 'people words: woman, smiling' })).toContainText('+30');
  await page.keyboard.press('Escape');
}

async function seeBestFits(page: Page): Promise<void> {
  await expect(card(page, 1).getByText(/^Best fit · Kling/)).toBeVisible();
  await expect(card(page, 3).getByText(/^Best fit/)).toBeVisible();
  const names = await Promise.all(
    [1, 2, 3].map((place) =>
      card(page, place)
        .getByText(/^Best fit/)
        .innerText(),
    ),
  );
  expect(new Set(names).size).toBeGreaterThan(1);
}

/** A key that is missing and a budget that is too small, at once; nothing is sent. */
async function judge({ page, vendor }: Studio): Promise<void> {
  await selectScene(page, 2);
  await chooseGenerator(page, 'Wan 2.5', 'fal');
  await selectScene(page, 3);
  await chooseGenerator(page, 'Gen-4 Turbo', 'Runway');
  await expect(inspector(page).getByRole('button', { name: /^Gen-4 Turbo / })).toBeVisible();
  await page.getByRole('button', { name: /^Generate missing · 3/ }).click();
  const batch = panel(page, 'Generate 3 takes');
  const hurdles = batch.getByRole('region', { name: 'Before it can start' }).getByRole('listitem');
  await expect(hurdles).toHaveCount(2);
  await expect(
    hurdles.filter({ hasText: 'There is no fal key, and 1 take needs one.' }).getByRole('button', { name: 'Add key' }),
  ).toBeVisible();
  await expect(hurdles.filter({ hasText: 'Gen-4 Turbo needs a still.' })).toBeVisible();
  await expect(batch.getByRole('button', { name: /^Leave these out/ })).toHaveText(/1 take$/);
  await batch.getByRole('button', { name: 'Not now' }).click();
  for (const id of ['piapi', 'runway']) expect((await vendor.state(id)).counts.submits).toBe(0);
}
