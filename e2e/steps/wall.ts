import { expect, type Locator, type Page } from '@playwright/test';
import { openPanel } from './panels.ts';

export const wall = (page: Page): Locator => page.getByRole('main', { name: 'Wall' });

/** A place of the open wall, by its number or letter. */
export const tile = (page: Page, place: number | string): Locator =>
  wall(page).getByRole('article', { name: new RegExp(`^${place}, `) });

/** Takes that can be circled: those that are there. */
export const wallTakes = (page: Page): Locator =>
  wall(page)
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name: /^(Circle take .+|Take .+ is circled)$/ }) });

/** Opens the panel that asks several generators for the selected scene. */
export const openFanOut = (page: Page): Promise<Locator> => openPanel(page, 'Shift+c', 'Compare generators');

type Maker = readonly [name: string, vendor: string];

const choiceOf = (panel: Locator, [name, vendor]: Maker): Locator =>
  panel.getByRole('checkbox', { name: new RegExp(`^${name.replaceAll('.', '\\.')}, ${vendor}, `) });

/** Ticks a generator of the panel with the mouse. */
export async function tick(panel: Locator, maker: Maker): Promise<void> {
  await choiceOf(panel, maker).click();
  await expect(choiceOf(panel, maker)).toBeChecked();
}

/** Finds generators by name and ticks them, by keys alone. */
export async function tickByKeys(panel: Locator, makers: readonly Maker[]): Promise<void> {
  const page = panel.page();
  const search = panel.getByRole('searchbox', { name: 'Search generators' });
  await search.focus();
  for (const maker of makers) {
    await page.keyboard.type(maker[0]);
    // Several vendors may have it.
    await expect(async () => {
      await page.keyboard.press('ArrowDown');
      await expect(choiceOf(panel, maker)).toBeFocused({ timeout: 100 });
    }).toPass({ timeout: 5_000 });
    await page.keyboard.press('Space');
    await expect(choiceOf(panel, maker)).toBeChecked();
    await search.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
  }
}

/** The rows of the panel: one for each column of the wall to be. */
export const columns = (panel: Locator): Locator =>
  panel.getByRole('region', { name: 'Columns' }).getByRole('listitem');

/** US dollars in a text such as `about $0.35`, in whole cents. */
export const centsIn = (text: string): number => Math.round(Number(/\$(\d+\.\d+)/.exec(text)?.[1]) * 100);

/** Id of the take that plays in a place; all media have it in their address. */
export async function takeIn(place: Locator): Promise<string> {
  const address = await place.locator('video').first().getAttribute('src');
  return address?.split('/').at(-2) ?? '';
}
