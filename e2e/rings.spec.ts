import type { Page } from '@playwright/test';
import { firstTakes, inspector, newFilm, selectScene, take } from './steps/film.ts';
import { generateButton, keyRow, openSettings, vendorKeys } from './steps/generators.ts';
import { closePanel, openActivity } from './steps/panels.ts';
import { expect, type Studio, test } from './test.ts';

test.use({ keys: ['runway', 'runway'] });

const first = 'RUNWAYML_API_SECRET';
const second = 'RUNWAYML_API_SECRET_2';

const sixLights = [
  '---\ntitle: Six lights\nfps: 24\ngenerator: runway-gen-4-image\n---\n',
  ...Array.from({ length: 6 }, (_, at) => `# Light ${at + 1}\nseconds: 1\nprompt: Lamp ${at + 1} on a rock at dawn.\n`),
].join('\n');

test('two keys of two accounts: used in turn inside their windows, and one dies without stopping the film', async ({
  studio,
}) => {
  const { page } = studio;
  await newFilm(page, sixLights);
  await test.step('two calls a minute for each account', () => limitTo(page, '2'));
  await test.step('four go, two wait for the window', () => fillWindows(studio));
  await test.step('with the usual limits the others go on', () => goOn(studio));
  await test.step('one key is refused, the other makes the take', () => refuseOne(studio));
  await test.step('a test brings it back', () => revive(page));
});

async function limitTo(page: Page, calls: string): Promise<void> {
  await openSettings(page);
  const runway = vendorKeys(page, 'Runway');
  await runway.getByRole('button', { name: 'Change the limits of Runway' }).click();
  await runway.getByRole('textbox', { name: 'Calls a minute' }).fill(calls);
  await runway.getByRole('button', { name: 'Use these limits' }).click();
  await expect(runway.getByText(`${calls} a minute · 3 at once · 60 s cool-down · changed`)).toBeVisible();
  await closePanel(page);
}

async function fillWindows({ page, vendor }: Studio): Promise<void> {
  await page.getByRole('button', { name: /^Generate missing · 6/ }).click();
  await expect(firstTakes(page)).toHaveCount(4);
  const activity = await openActivity(page);
  await expect(activity.getByText(/all 2 Runway keys are at 2 calls a minute, next in 0:\d\d/)).toBeVisible();
  await closePanel(page);
  const accounts = (await vendor.state('runway')).predictions.map(({ account }) => account);
  expect(accounts.reverse()).toEqual(['first', 'second', 'first', 'second']);
}

async function goOn({ page }: Studio): Promise<void> {
  await openSettings(page);
  const runway = vendorKeys(page, 'Runway');
  await expect(runway).toContainText('Waits: all 2 Runway keys are at 2 calls a minute');
  await expect(keyRow(page, first, 'Runway').getByText('2 of 2')).toBeVisible();
  await runway.getByRole('button', { name: 'Change the limits of Runway' }).click();
  await runway.getByRole('button', { name: 'Back to usual' }).click();
  await closePanel(page);
  await expect(firstTakes(page)).toHaveCount(6);
}

async function refuseOne({ page, vendor }: Studio): Promise<void> {
  await vendor.sabotage({ kind: 'unauthorized', account: 'first', times: 2 }, 'runway');
  await selectScene(page, 1);
  // Not one after the other: Runway is asked only every five seconds how far it is.
  await generateButton(page).click();
  await expect(inspector(page).getByRole('button', { name: 'Cancel' })).toHaveCount(1);
  await generateButton(page).click();
  for (const number of [2, 3]) await expect(take(page, number)).toBeVisible();
  await expect(inspector(page).getByRole('alert')).toBeHidden();
  const [newest, before] = (await vendor.state('runway')).predictions;
  expect([before?.account, newest?.account]).toEqual(['second', 'second']);
}

async function revive(page: Page): Promise<void> {
  await openSettings(page);
  const refused = keyRow(page, first, 'Runway');
  await expect(refused).toContainText('Runway refused the key.');
  await expect(vendorKeys(page, 'Runway')).toContainText('1 of 2 ready');
  await expect(keyRow(page, second, 'Runway')).toContainText('ready');
  await refused.getByRole('button', { name: `Test ${first}` }).click();
  await expect(refused.getByRole('status')).toHaveText(/^Works: /);
  await expect(vendorKeys(page, 'Runway')).toContainText('2 ready');
  await closePanel(page);
}
