import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Folders } from './money.ts';
import { shoot } from './shoot.ts';

/** The catalogue, searched and with details of a row; the film stays open behind it. */
export async function shootCatalogue(page: Page, { images, states }: Folders): Promise<void> {
  await page.getByRole('button', { name: 'Catalogue' }).click();
  const search = page.getByRole('searchbox', { name: /^Search/ });
  await shoot(page, states, 'catalogue-whole');
  await search.fill('kling');
  await page.getByText('Kling 2.5 Turbo Pro', { exact: true }).first().click();
  await shoot(page, images, 'catalogue');
  await copyFile(join(images, 'catalogue-dark.png'), join(images, 'catalogue.png'));
  await search.fill('');
}
