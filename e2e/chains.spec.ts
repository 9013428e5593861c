import type { Locator, Page } from '@playwright/test';
import { inspector, newFilm, selectScene, take } from './steps/film.ts';
import { generateButton, keyRow, openSettings } from './steps/generators.ts';
import { closePanel } from './steps/panels.ts';
import { expect, type Studio, test } from './test.ts';

test.use({ keys: ['fal', 'replicate'] });

const film = `---
title: Two houses
fps: 24
generator: fal-kling-2.5-turbo-pro
---
# Only light
seconds: 1
prompt: A lamp on a rock at dawn.
`;

const trouble = (page: Page): Locator => inspector(page).getByRole('alert');
const chain = (page: Page): Locator =>
  inspector(page)
    .getByRole('region', { name: 'Generator' })
    .getByRole('button', { name: /^If it cannot be made: / });

test('what becomes of a take that its generator cannot make', async ({ studio }) => {
  const { page } = studio;
  await newFilm(page, film);
  await selectScene(page, 1);
  await expect(chain(page)).toHaveAccessibleName(/goes on to Kling 2\.5 Turbo Pro/);
  await test.step('no credit: goes on by itself, and says what it left behind', () => noCredit(studio));
  await test.step('topped up, the key is used again', () => topUp(studio));
  await test.step('refused content stops; the user lets it go on', () => refused(studio));
  await test.step('a fixed chain with a dearer one says so on the button', () => fixDearer(page));
  await test.step('forbidden, it stops and tells', () => forbid(studio));
});

async function noCredit({ page, vendor }: Studio): Promise<void> {
  await vendor.sabotage({ kind: 'no-credit' }, 'fal');
  await vendor.sabotage({ kind: 'slow', ms: 3000 });
  await generateButton(page).click();
  await expect(inspector(page).getByRole('list', { name: 'Tried before' })).toContainText(
    'Kling 2.5 Turbo Pro had no credit · not charged',
  );
  await expect(take(page, 1)).toBeVisible();
  await expect(inspector(page).getByText('Take 1 of 1 · Kling 2.5 Turbo Pro via Replicate')).toBeVisible();
  expect((await vendor.state('fal')).counts.charges).toBe(0);
  expect((await vendor.state('replicate')).counts.charges).toBe(1);
}

async function topUp({ page, vendor }: Studio): Promise<void> {
  await openSettings(page);
  const key = keyRow(page, 'FAL_KEY', 'fal');
  await expect(key).toContainText('no credit, tried again');
  await key.getByRole('button', { name: 'Topped up' }).click();
  await expect(key).toContainText('ready');
  await closePanel(page);
  await generateButton(page).click();
  await expect(inspector(page).getByText('Take 2 of 2 · Kling 2.5 Turbo Pro via fal')).toBeVisible();
  expect((await vendor.state('fal')).counts.charges).toBe(1);
}

async function refused({ page, vendor }: Studio): Promise<void> {
  await vendor.sabotage({ kind: 'fail-content' }, 'fal');
  await generateButton(page).click();
  await expect(trouble(page)).toContainText('fal refused the content');
  expect((await vendor.state('replicate')).counts.charges).toBe(1);
  await trouble(page)
    .getByRole('button', { name: /^Go on with Kling 2\.5 Turbo Pro · \$0\.\d+$/ })
    .click();
  await expect(inspector(page).getByText('Take 3 of 3 · Kling 2.5 Turbo Pro via Replicate')).toBeVisible();
}

async function fixDearer(page: Page): Promise<void> {
  await expect(generateButton(page)).toHaveText(/^Generate take 4 · about \$0\.35$/);
  await chain(page).click();
  const editor = page.getByRole('dialog', { name: 'If it cannot be made' });
  await editor.getByRole('radio', { name: /^Only these, in this order/ }).click();
  await editor.getByRole('button', { name: 'Add a generator' }).click();
  await page.getByRole('menuitem', { name: /^Veo 3 Fast · Replicate/ }).click();
  await expect(editor.getByRole('list', { name: 'Chain' })).toContainText(/Veo 3 Fast · Replicate\+\$0\.\d+/);
  await page.keyboard.press('Escape');
  await expect(generateButton(page)).toHaveText(/^Generate take 4 · about \$0\.35 to \$0\.\d+$/);
  await page.keyboard.press('Control+z');
}

async function forbid({ page, vendor }: Studio): Promise<void> {
  await chain(page).click();
  await page.getByRole('radio', { name: /^Stop/ }).click();
  await page.keyboard.press('Escape');
  await expect(chain(page)).toHaveAccessibleName('If it cannot be made: stops');
  await vendor.sabotage({ kind: 'fail-generic' }, 'fal');
  await generateButton(page).click();
  await expect(trouble(page)).toContainText('Kling 2.5 Turbo Pro');
  await expect(trouble(page).getByRole('button', { name: /^Go on with/ })).toBeHidden();
  expect((await vendor.state('replicate')).counts.charges).toBe(2);
}
