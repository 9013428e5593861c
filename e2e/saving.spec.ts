import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ownIdentity } from '../src/main/processes/process-identity.ts';
import { newFilm, oneScene, saved, take } from './steps/film.ts';
import { generateButton } from './steps/generators.ts';
import { expect, test } from './test.ts';

const title = (page: Page) => page.getByRole('textbox', { name: 'Title of the film' });
const titleOnDisk = async (dir: string) => JSON.parse(await readFile(join(dir, 'film.json'), 'utf8')).title;

test('a film that one tab leaves can be edited and generated in the other', async ({ studio, context, door }) => {
  test.skip(door === 'desktop', 'the desktop has one window');
  const { page } = studio;
  await newFilm(page, oneScene);
  const two = await context.newPage();
  await two.goto(page.url());
  await expect(title(two)).toHaveValue('One light');
  await page.keyboard.press('Control+Shift+h');
  await expect(title(page)).toBeHidden();
  await title(two).fill('From two');
  await title(two).press('Enter');
  await saved(two);
  await expect.poll(() => titleOnDisk(join(studio.folders.library, 'One light.film'))).toBe('From two');
  await generateButton(two).click();
  await expect(take(two, 1)).toBeVisible({ timeout: 60_000 });
});

test('edits that cannot be saved are kept while the film is left, and saved when they can be', async ({ studio }) => {
  const { page } = studio;
  await newFilm(page, oneScene);
  const dir = join(studio.folders.library, 'One light.film');
  const lock = join(dir, 'film.lock');
  const ours = await readFile(lock, 'utf8');
  const taken = { ...(await ownIdentity()), token: crypto.randomUUID(), since: new Date().toISOString() };
  await writeFile(lock, JSON.stringify(taken));
  await title(page).fill('Edited');
  await title(page).press('Enter');
  await expect(page.getByText(/Not saved:/)).toBeVisible();
  await page.keyboard.press('Control+Shift+h');
  await expect(title(page)).toBeHidden();
  await page.getByRole('button', { name: /Open (One light|Edited)/ }).click();
  await expect(title(page)).toHaveValue('Edited');
  await writeFile(lock, ours);
  // The studio may have tried again by itself meanwhile.
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 1000 });
    expect(await titleOnDisk(dir)).toBe('Edited');
  }).toPass();
  await saved(page);
});
