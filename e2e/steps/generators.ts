import { expect, type Locator, type Page } from '@playwright/test';
import { rehearsalKey } from '../harness/simulator.ts';
import { inspector } from './film.ts';

/** Replicate in the settings panel, which must be open. */
export const replicateKey = (page: Page): Locator => page.getByRole('article', { name: 'Replicate' });

export async function openSettings(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
}

/** What the buttons say; without a keychain there is only one. */
const keeping = {
  session: /^(Use for this session|For this session only)$/,
  keychain: 'Keep in the keychain',
} as const;

/** Adds the simulated vendor's key, sees it tested, and closes the settings. */
export async function addKey(page: Page, place: keyof typeof keeping = 'session'): Promise<void> {
  await openSettings(page);
  const replicate = replicateKey(page);
  await replicate.getByLabel('Replicate key').fill(rehearsalKey);
  await replicate.getByRole('button', { name: keeping[place] }).click();
  await expect(replicate.getByRole('status')).toHaveText('Works: rehearsal');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeHidden();
}

/** Chooses who makes the picture of the selected scene. */
export async function chooseGenerator(page: Page, name: string): Promise<void> {
  await inspector(page).getByRole('button', { name: 'Generator', exact: true }).click();
  await page.getByRole('radio', { name: new RegExp(`^${name}`) }).click();
  await expect(inspector(page).getByRole('button', { name: 'Generator', exact: true })).toContainText(name);
}

/** The button that starts the next take, with its price. */
export const generateButton = (page: Page): Locator => inspector(page).getByRole('button', { name: /^Generate take/ });
