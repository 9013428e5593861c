import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { inspector, newFilm, openFilm, saved, selectScene, take } from './steps/film.ts';
import { openPicker } from './steps/generators.ts';
import { makeMedia, pickFile } from './steps/media.ts';
import { closePanel, openSpending, panel, setBudget } from './steps/panels.ts';
import { expect, type Studio, test } from './test.ts';

test.skip(({ door }) => door === 'desktop', 'native file dialogs');

const film = `---
title: By hand
aspect: 9:16
fps: 24
---
# A fox
seconds: 1
prompt: A red fox in fresh snow.
`;

test('what has no API is made by hand: the prompt goes out, two pictures come back as takes, and their cost counts', async ({
  studio,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = studio;
  await newFilm(page, film);
  await setBudget(page, '1');
  await selectScene(page, 1);
  const byHand = await test.step('choose Midjourney', () => chooseMidjourney(page));
  await test.step('the prompt in its manner', () => copyPrompt(page, byHand));
  await test.step('bring two pictures back', () => bringBack(studio, byHand));
  await test.step('they are takes with their origin', () => seeTakes(page));
  await test.step('the cost counts as stated', () => seeCost(page));
  await test.step('still there after a restart', () => reopen(studio));
});

async function chooseMidjourney(page: Page): Promise<Locator> {
  const picker = await openPicker(page);
  await picker.getByRole('searchbox', { name: 'Search generators' }).fill('midjourney');
  await picker.getByRole('radio', { name: /^Midjourney, Midjourney, / }).click();
  const byHand = panel(page, 'By hand: Midjourney');
  await expect(byHand).toContainText('Scene 1 · A fox');
  return byHand;
}

async function copyPrompt(page: Page, byHand: Locator): Promise<void> {
  const prompt = 'A red fox in fresh snow. --ar 9:16';
  await expect(byHand.getByText(prompt, { exact: true })).toBeVisible();
  await expect(byHand.getByRole('link', { name: /www\.midjourney\.com/ })).toHaveAttribute(
    'href',
    'https://www.midjourney.com/imagine',
  );
  await byHand.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(byHand.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(prompt);
}

/** One by the file dialog, one through the watched folder, each for twenty cents. */
async function bringBack({ page, folders }: Studio, byHand: Locator): Promise<void> {
  const media = await makeMedia(folders);
  await byHand.getByRole('textbox', { name: 'What each cost, $' }).fill('0.20');
  const back = byHand.getByRole('list', { name: 'Brought back' }).getByRole('listitem');
  await pickFile(page, () => byHand.getByRole('button', { name: 'Choose a file…' }).click(), media('still.png'));
  await expect(back).toHaveText([/^Take 1.*still\.png · \$0\.20/s]);

  const downloads = join(folders.library, 'downloads');
  await mkdir(downloads);
  const watched = byHand.getByRole('region', { name: 'Watched folder' });
  await watched.getByRole('textbox', { name: 'Watched folder' }).fill(downloads);
  await page.keyboard.press('Enter');
  await expect(watched.getByText('What appears there from now on is listed here.')).toBeVisible();
  await copyFile(media('still.png'), join(downloads, 'fox.png'));
  await watched.getByRole('button', { name: 'Take fox.png' }).click();
  await expect(back).toHaveText([/^Take 1.*still\.png/s, /^Take 2.*fox\.png · \$0\.20/s]);
  await expect(watched.getByRole('listitem').filter({ hasText: 'fox.png' })).toContainText('Take 2');
  await back.nth(1).getByRole('button', { name: 'Circle it' }).click();
  await closePanel(page);
}

async function seeTakes(page: Page): Promise<void> {
  for (const number of [1, 2]) {
    await take(page, number).click();
    await expect(inspector(page).getByText(`Take ${number} of 2 · Midjourney, by hand`)).toBeVisible();
    await expect(inspector(page).getByText(/^\$0\.20/)).toBeVisible();
  }
  await expect(inspector(page).getByRole('button', { name: 'Take 2 is circled' })).toBeVisible();
}

async function seeCost(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Spending: / })).toHaveAccessibleName(/\$0\.40 spent of \$1/);
  const spending = await openSpending(page);
  const receipts = spending.getByRole('region', { name: 'Receipts' }).getByRole('listitem');
  await expect(receipts).toHaveCount(2);
  await expect(receipts.filter({ hasText: 'as you said' }).filter({ hasText: '$0.20' })).toHaveCount(2);
  await expect(receipts.filter({ hasText: 'Midjourney' })).toHaveCount(2);
  await closePanel(page);
}

async function reopen(studio: Studio): Promise<void> {
  await saved(studio.page);
  await studio.restart();
  const { page } = studio;
  await openFilm(page, 'By hand');
  await selectScene(page, 1);
  await seeTakes(page);
  await seeCost(page);
}
