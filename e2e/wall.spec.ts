import { readFile } from 'node:fs/promises';
import { filesBelow } from './harness/folders.ts';
import { lampRoom, type Makers, makers, makersOfTakes, vendorIds } from './steps/eight-makers.ts';
import { card, newFilm, openFilm, saved, selectScene } from './steps/film.ts';
import { expectInStep, inStepSeen, minute, watchInStep } from './steps/in-step.ts';
import { judgeDuels, pickBlind, readVerdicts, seeRanking } from './steps/judge.ts';
import { centsIn, columns, openFanOut, takeIn, tick, tickByKeys, tile, wall, wallTakes } from './steps/wall.ts';
import { expect, type Studio, test } from './test.ts';

test.use({ keys: ['replicate', 'fal', 'piapi', 'runway'] });

test('eight generators on one scene: columns that fill by themselves, a minute in step, a blind verdict and duels, and all of it again after a restart', async ({
  studio,
}) => {
  test.setTimeout(300_000);
  const { page } = studio;
  await newFilm(page, lampRoom);
  await test.step('ask eight at once', () => fanOut(studio));
  await test.step('columns fill by themselves', () => fill(studio));
  await test.step('retry the one that failed', () => retry(studio));
  await test.step('circle, star, reject and note by keys', () => markByKeys(studio));
  const made = await makersOfTakes(page);
  await test.step('a minute in step', () => playInStep(studio));
  await test.step('a blind verdict', () => pickBlind(studio, made));
  await test.step('duels', () => judgeDuels(studio, made));
  await test.step('what they taught', () => readVerdicts(page));
  await test.step('and what the ranking makes of it', () => seeRanking(page));
  await test.step('all of it again after a restart', () => reopen(studio, made));
});

async function fanOut({ page, vendor }: Studio): Promise<void> {
  await selectScene(page, 1);
  const panel = await openFanOut(page);
  await tickByKeys(panel, makers.slice(0, 2));
  for (const maker of makers.slice(2)) await tick(panel, maker);
  await expect(columns(panel)).toHaveCount(8);
  const prices = (await columns(panel).allInnerTexts()).map(centsIn);
  expect(Math.min(...prices)).toBeGreaterThan(0);
  const send = panel.getByRole('button', { name: /^Make 8 takes · about \$/ });
  await expect(send).toBeEnabled();
  expect(centsIn(await send.innerText())).toBe(prices.reduce((sum, price) => sum + price, 0));
  await vendor.sabotage({ kind: 'slow', ms: 20_000 });
  await vendor.sabotage({ kind: 'fail-content' }, 'runway');
  await send.dblclick();
  await expect(panel).toBeHidden();
}

async function fill(studio: Studio): Promise<void> {
  const { page } = studio;
  await expect(wall(page).getByRole('article')).toHaveCount(8);
  await expect(wallTakes(page)).toHaveCount(6, { timeout: 60_000 });
  const slow = wall(page).getByRole('article', { name: /, on its way$/ });
  await expect(slow).toHaveCount(1);
  await expect(slow).toContainText(/\d+ % · \d:\d\d left/);
  const failed = tile(page, 8);
  await expect(failed).toHaveAccessibleName('8, Gen-4.5, failed');
  await expect(failed).toContainText('Runway refused the content');
  // Runway bills what its moderation refuses.
  await expect(failed).toContainText('charged up to $0.60');
  expect((await studio.vendor.state('runway')).book.map(({ state }) => state)).toEqual(['charged']);
  expect(await submits(studio)).toEqual({ replicate: 2, fal: 4, piapi: 1, runway: 1 });
}

async function submits({ vendor }: Studio) {
  const states = await Promise.all(vendorIds.map(async (id) => [id, (await vendor.state(id)).counts.submits]));
  return Object.fromEntries(states);
}

async function retry(studio: Studio): Promise<void> {
  const { page } = studio;
  await tile(page, 8)
    .getByRole('button', { name: /^Try again · \$0\.60$/ })
    .click();
  await expect(tile(page, 8)).toHaveAccessibleName(/^8, Gen-4\.5, Runway/);
  await expect(wallTakes(page)).toHaveCount(8, { timeout: 60_000 });
  expect(await submits(studio)).toEqual({ replicate: 2, fal: 4, piapi: 1, runway: 2 });
}

async function playInStep({ page }: Studio): Promise<void> {
  await page.getByRole('button', { name: 'Play all takes' }).click();
  await expect(wall(page).locator('video[data-state=playing]')).toHaveCount(8);
  await watchInStep(page, { frame: 1 / 30, mediaFrame: 1 / 24 });
  const watched = async () => (await inStepSeen(page)).elapsed;
  await expect.poll(watched, { timeout: 2 * minute * 1000, intervals: [5000, 1000] }).toBeGreaterThan(minute);
  const seen = await inStepSeen(page);
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Play all takes' })).toBeVisible();
  await test.info().attach('in step', { body: JSON.stringify(seen, null, 2), contentType: 'application/json' });
  expectInStep(seen);
}

async function markByKeys({ page, folders }: Studio): Promise<void> {
  await page.keyboard.press('3');
  const circle = tile(page, 3).getByRole('button', { name: 'Take 3 is circled' });
  await expect(circle).toBeVisible();
  const { backgroundColor } = await page
    .getByRole('button', { name: 'Export', exact: true })
    .evaluate((button) => ({ backgroundColor: getComputedStyle(button).backgroundColor }));
  await expect(circle).toHaveCSS('border-top-color', backgroundColor);
  await tile(page, 1).focus();
  for (const keys of ['*', 'Alt+ArrowRight', 'x', 'Alt+ArrowRight', 'n']) await page.keyboard.press(keys);
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('Warm light.');
  await page.keyboard.press('Escape');
  await expect(tile(page, 1)).toHaveAccessibleName(/, starred/);
  await expect(tile(page, 2)).toHaveAccessibleName(/, rejected/);
  await expect(tile(page, 3)).toHaveAccessibleName(/, circled, with a note/);
  await saved(page);
  const [starred, rejected, circled] = await Promise.all([1, 2, 3].map((place) => takeIn(tile(page, place))));
  expect(await sceneOnDisk(folders.library)).toMatchObject({
    circled: { picture: circled },
    marks: [
      { takeId: starred, star: true, rejected: false, note: '' },
      { takeId: rejected, star: false, rejected: true, note: '' },
      { takeId: circled, star: false, rejected: false, note: 'Warm light.' },
    ],
  });
  await page.getByRole('radio', { name: 'Board' }).click();
  await expect(card(page, 1).getByRole('button', { name: /^Take \d+ is circled/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Wall' }).click();
  await expect(tile(page, 3)).toHaveAccessibleName(/, circled/);
}

/** The only scene, as film.json has it. */
async function sceneOnDisk(library: string): Promise<unknown> {
  const [file = ''] = (await filesBelow(library)).filter((each) => each.endsWith('film.json'));
  const { scenes } = JSON.parse(await readFile(file, 'utf8'));
  return scenes[0];
}

async function reopen(studio: Studio, made: Makers): Promise<void> {
  const { page } = studio;
  await page.getByRole('button', { name: /^Sort: / }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Cheapest first' }).click();
  await page.keyboard.press('w');
  await expect(page.getByRole('radio', { name: 'Wipe' })).toBeChecked();
  await saved(page);
  await studio.restart();
  await openFilm(page, 'Lamp room');
  await page.getByRole('radio', { name: 'Wall' }).click();
  await page.getByRole('button', { name: 'All takes', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: /^She winds the lamp · / }).click();
  await expect(page.getByRole('radio', { name: 'Wipe' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Sort: price' })).toBeVisible();
  await expect(wallTakes(page)).toHaveCount(8);
  expect(await makersOfTakes(page)).toEqual(made);
  const prices = (await wall(page).getByRole('article').allInnerTexts()).map(centsIn);
  expect(prices).toEqual(prices.toSorted((a, b) => a - b));
}
