import { expect, type Locator, type Page } from '@playwright/test';

/** A panel or dialog by its title. */
export const panel = (page: Page, title: string | RegExp): Locator => page.getByRole('dialog', { name: title });

/** Opens a panel of the open film with its key; the focus must not be in a field. */
export async function openPanel(page: Page, keys: string, title: string): Promise<Locator> {
  await page.keyboard.press(keys);
  await expect(panel(page, title)).toBeVisible();
  return panel(page, title);
}

export const openSpending = (page: Page): Promise<Locator> => openPanel(page, 'm', 'Spending');
export const openActivity = (page: Page): Promise<Locator> => openPanel(page, 'a', 'Activity');
export const openRehearsal = (page: Page): Promise<Locator> => openPanel(page, 'Shift+r', 'Rehearsal');

/** Opens lost and found by the chip that says that something is lost. */
export async function openLost(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Lost and found: / }).click();
  await expect(panel(page, 'Lost and found')).toBeVisible();
  return panel(page, 'Lost and found');
}

/** Closes the panel that is open, and sees it gone. */
export async function closePanel(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).first().click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Sets the budget of the open film, US dollars. */
export async function setBudget(page: Page, usd: string): Promise<void> {
  const settings = await openPanel(page, 'f', 'Film settings');
  await settings.getByRole('textbox', { name: 'Budget of this film, in US dollars' }).fill(usd);
  await page.keyboard.press('Enter');
  await closePanel(page);
}
