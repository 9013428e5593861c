import { dirname, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Door } from '../../e2e/harness/doors.ts';
import { exportPanel, openExport, startDraft } from '../../e2e/steps/export.ts';
import { holdAnswers } from './hold-answers.ts';
import { shoot } from './shoot.ts';

/** Empty, waiting, refused and lost: what is seen least and must be right all the same. `page` shows a film. */
export async function shootTrouble(page: Page, door: Door, dir: string): Promise<void> {
  const film = page.url();
  await shootEmpty(page, dir);
  await shootWaiting(page, film, dir);
  await goTo(page, film);
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toBeVisible();
  await shootRefused(page, dir);
  await goTo(page, besideFilm(film));
  await expect(page.getByRole('alert')).toBeVisible();
  await shoot(page, dir, 'film-not-found');
  await goTo(page, film);
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toBeVisible();
  await door.kill();
  await expect(page.getByText(/not reachable/)).toBeVisible();
  await shoot(page, dir, 'studio-away');
}

/** The address of a film that is not there, beside the one of this address. */
function besideFilm(film: string): string {
  const dir = new URLSearchParams(new URL(film).hash.slice(1)).get('film') ?? '';
  return film.replace(/#.*/, `#${new URLSearchParams({ film: join(dirname(dir), 'Lost.film') })}`);
}

/** A change of the hash alone is no navigation. */
async function goTo(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.reload();
}

async function shootEmpty(page: Page, dir: string): Promise<void> {
  await page.getByRole('button', { name: 'All films' }).click();
  await page.getByRole('button', { name: 'Create film' }).click();
  await expect(page.getByRole('heading', { name: 'No scenes yet' })).toBeVisible();
  await shoot(page, dir, 'board-empty');
  await page.keyboard.press('Control+e');
  await expect(exportPanel(page)).toBeVisible();
  await shoot(page, dir, 'export-empty');
}

async function shootWaiting(page: Page, film: string, dir: string): Promise<void> {
  const waiting = await page.context().newPage();
  await holdAnswers(waiting);
  const screens = { 'home-loading': film.replace(/#.*/, ''), 'board-loading': film };
  for (const [name, url] of Object.entries(screens)) {
    await goTo(waiting, url);
    await expect(waiting.locator('[aria-busy=true]').first()).toBeVisible();
    await shoot(waiting, dir, name);
  }
  await waiting.close();
}

async function shootRefused(page: Page, dir: string): Promise<void> {
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await shoot(page, dir, 'keys');
  await page.keyboard.press('Escape');
  const panel = await openExport(page);
  await panel.getByRole('textbox', { name: 'File' }).fill('/film.mp4');
  const slates = panel.getByRole('checkbox', { name: /no picture yet/ });
  if (await slates.isVisible()) await slates.check();
  await startDraft(page);
  await expect(panel.getByRole('alert')).toBeVisible();
  await shoot(page, dir, 'export-refused');
}
