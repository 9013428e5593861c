import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { DoorKind } from './harness/doors.ts';
import { csvCells } from './steps/csv.ts';
import { firstTakes, inspector, newFilm, oneScene, selectScene } from './steps/film.ts';
import { chooseGenerator, generateButton } from './steps/generators.ts';
import { closePanel, openSpending, panel, setBudget } from './steps/panels.ts';
import { expect, type Studio, test } from './test.ts';

test.use({ keys: ['replicate'] });

/** Eight stills at $0.04 each. */
const eightLights = [
  '---\ntitle: Eight lights\nfps: 24\ngenerator: flux-1.1-pro\n---\n',
  ...Array.from({ length: 8 }, (_, at) => `# Light ${at + 1}\nseconds: 1\nprompt: Lamp ${at + 1} on a rock at dawn.\n`),
].join('\n');

const chargedMicros = async ({ vendor }: Studio): Promise<number> =>
  (await vendor.state()).book.reduce((sum, { micros, state }) => sum + (state === 'charged' ? micros : 0), 0);

test('eight scenes cannot pass the budget of their film; the money that is left finishes it, and every cent is accounted for', async ({
  studio,
  door,
}) => {
  const { page } = studio;
  await newFilm(page, eightLights);
  await setBudget(page, '0.20');
  await test.step('judged whole, and nothing is sent', () => meetHurdle(studio));
  const takes = await test.step('finish with what is left', () => finish(studio));
  const lines = await test.step('every call has its receipt', () => readReceipts(studio, takes));
  await test.step('as CSV', () => readCsv(page, door, lines));
});

async function meetHurdle({ page, vendor }: Studio): Promise<void> {
  await page.getByRole('button', { name: /^Generate missing · 8/ }).click();
  const batch = panel(page, 'Generate 8 takes');
  await expect(batch.getByRole('region', { name: 'Before it can start' })).toContainText('$0.12 is missing');
  await expect(batch.getByRole('button', { name: /^Generate 8 takes/ })).toBeDisabled();
  await batch.getByRole('button', { name: 'Finish with what is left…' }).click();
  expect((await vendor.state()).counts.submits).toBe(0);
}

/** Gives how many takes were planned. */
async function finish(studio: Studio): Promise<number> {
  const { page } = studio;
  const plan = panel(page, 'Finish with what is left');
  await expect(plan.getByText('All 8 takes fit into the $0.20 that is left.')).toBeVisible();
  await expect(plan.getByRole('list', { name: 'Plan' }).getByRole('listitem')).toHaveCount(8);
  await plan.getByRole('button', { name: /^Generate 8 takes · \$0\.\d+$/ }).click();
  await expect(firstTakes(page)).toHaveCount(8, { timeout: 60_000 });
  expect((await studio.vendor.state()).counts.charges).toBe(8);
  expect(await chargedMicros(studio)).toBeLessThanOrEqual(200_000);
  return 8;
}

const receipts = (page: Page) =>
  panel(page, 'Spending').getByRole('region', { name: 'Receipts' }).getByRole('listitem');

/** Gives the costs as they are shown. */
async function readReceipts(studio: Studio, calls: number): Promise<number[]> {
  const { page } = studio;
  await openSpending(page);
  await expect(receipts(page)).toHaveCount(calls);
  await expect(receipts(page).filter({ hasText: 'REPLICATE_API_TOKEN' })).toHaveCount(calls);
  const costs = (await receipts(page).allInnerTexts()).map((text) => Number(/\$(\d+\.\d+)/.exec(text)?.[1]));
  expect(Math.round(costs.reduce((sum, cost) => sum + cost * 1_000_000, 0))).toBe(await chargedMicros(studio));
  return costs;
}

async function readCsv(page: Page, door: DoorKind, costs: readonly number[]): Promise<void> {
  const save = panel(page, 'Spending').getByRole('button', { name: 'Save as CSV' });
  // The desktop asks with a dialog of the system.
  if (door === 'desktop') return expect(save).toBeEnabled();
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const [names = [], ...rows] = csvCells(await readFile(await download.path(), 'utf8'));
  const column = names.indexOf('US dollars');
  expect(rows.map((row) => Number(row[column])).sort()).toEqual([...costs].sort());
}

test('what nobody is sure of is asked of the user, and counts as he says', async ({ studio }) => {
  const { page, vendor } = studio;
  await newFilm(page, oneScene);
  await selectScene(page, 1);
  await chooseGenerator(page, 'FLUX schnell');
  await vendor.sabotage({ kind: 'fail-generic' });
  await generateButton(page).click();
  await expect(inspector(page).getByRole('alert')).toContainText('perhaps charged up to $0.003');
  const spending = await openSpending(page);
  await expect(spending.getByText('perhaps $0.003')).toBeVisible();
  await spending.getByRole('button', { name: 'Not billed' }).click();
  await expect(receipts(page)).toContainText('as you said');
  await expect(receipts(page)).toContainText('$0.00');
  await closePanel(page);
});
