import { expect, type Locator, type Page } from '@playwright/test';
import { rehearsalKey } from '../harness/simulator.ts';
import { inspector } from './film.ts';

/** A vendor in the settings panel, which must be open. */
export const vendorKeys = (page: Page, vendor = 'Replicate'): Locator =>
  page.getByRole('article', { name: vendor, exact: true });

export async function openSettings(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
}

type NewKey = {
  readonly secret: string;
  readonly keep: string | RegExp;
  readonly label?: string;
  readonly vendor?: string;
};

/** Adds a key to a vendor's ring, Replicate's unless another is named; the settings must be open. */
export async function addKeyTo(page: Page, { secret, label, keep, vendor = 'Replicate' }: NewKey): Promise<void> {
  const ring = vendorKeys(page, vendor);
  await ring.getByRole('button', { name: 'Add key' }).click();
  await ring.getByLabel(`${vendor} key`).fill(secret);
  if (label !== undefined) await ring.getByLabel('Name', { exact: true }).fill(label);
  await ring.getByRole('button', { name: keep }).click();
}

/** A key in a vendor's ring, by its name. */
export const keyRow = (page: Page, label: string, vendor = 'Replicate'): Locator =>
  vendorKeys(page, vendor)
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Test ${label}`, exact: true }) });

export async function removeKey(page: Page, label: string): Promise<void> {
  await keyRow(page, label)
    .getByRole('button', { name: `More for ${label}` })
    .click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
}

/** What the buttons say; without a keychain there is only one. */
export const keeping = {
  session: /^(Use for this session|For this session only)$/,
  keychain: 'Keep in the keychain',
} as const;

/** Adds the simulated vendor's key, sees it tested, and closes the settings. */
export async function addKey(page: Page, place: keyof typeof keeping = 'session'): Promise<void> {
  await openSettings(page);
  await addKeyTo(page, { secret: rehearsalKey, keep: keeping[place] });
  await expect(keyRow(page, 'Key 1').getByRole('status')).toHaveText('Works: rehearsal');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeHidden();
}

/** Opens the list of generators of the selected scene; gives it. */
export async function openPicker(page: Page): Promise<Locator> {
  await inspector(page).getByRole('button', { name: 'Generator', exact: true }).click();
  const picker = page.getByRole('dialog').filter({ has: page.getByRole('searchbox', { name: 'Search generators' }) });
  await expect(picker).toBeVisible();
  return picker;
}

/** Finds who makes the picture of the selected scene by name, and chooses that. */
export async function chooseGenerator(page: Page, name: string, vendor = 'Replicate'): Promise<void> {
  const picker = await openPicker(page);
  await picker.getByRole('searchbox', { name: 'Search generators' }).fill(name);
  await picker.getByRole('radio', { name: new RegExp(`^${name}, ${vendor}, `) }).click();
  await expect(inspector(page).getByRole('button', { name: 'Generator', exact: true })).toContainText(name);
}

/** The button that starts the next take, with its price. */
export const generateButton = (page: Page): Locator => inspector(page).getByRole('button', { name: /^Generate take/ });
