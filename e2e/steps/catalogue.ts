import { expect, type Locator, type Page } from '@playwright/test';

/** The screen with every generator. */
export const catalogue = (page: Page): Locator => page.getByRole('main', { name: 'Catalogue' });

export async function openCatalogue(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Catalogue of generators' }).click();
  await expect(rows(page).first()).toBeVisible();
}

/** Generators in sight; a row that only heads a family has nothing to tick. */
export const rows = (page: Page): Locator =>
  catalogue(page)
    .getByRole('grid', { name: 'Generators' })
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox') });

/** A generator's row, by its name and who offers it; it must be in sight. */
export const row = (page: Page, name: string, vendor: string): Locator =>
  rows(page).filter({ has: page.getByRole('checkbox', { name: `Compare ${name}, ${vendor}`, exact: true }) });

export const searchCatalogue = (page: Page, words: string): Promise<void> =>
  catalogue(page).getByRole('searchbox', { name: 'Search the catalogue' }).fill(words);

/** `12 of 318 generators · 9 usable now`, as numbers. */
export async function counted(page: Page): Promise<{ shown: number; usable: number }> {
  const text = await catalogue(page).getByRole('status').innerText();
  const [, shown, usable] = /^(\d+)(?: of \d+)? generators · (\d+) usable now$/.exec(text) ?? [];
  return { shown: Number(shown), usable: Number(usable) };
}

/** Opens a generator's details; its row must be in sight. */
export async function openDetails(page: Page, name: string, vendor: string): Promise<Locator> {
  await row(page, name, vendor).getByRole('rowheader').click();
  await expect(details(page, name)).toBeVisible();
  return details(page, name);
}

export const details = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('complementary', { name: typeof name === 'string' ? `Details of ${name}` : name, exact: true });
