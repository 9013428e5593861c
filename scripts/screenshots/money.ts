import { join } from 'node:path';
import { type Page, expect as usualExpect } from '@playwright/test';
import { otherKey, rehearsalKey, type Simulator } from '../../e2e/harness/simulator.ts';
import { inspector, newFilm, selectScene, take } from '../../e2e/steps/film.ts';
import {
  addKeyTo,
  chooseGenerator,
  generateButton,
  keeping,
  keyRow,
  openPicker,
  openSettings,
  vendorKeys,
} from '../../e2e/steps/generators.ts';
import {
  closePanel,
  openActivity,
  openLost,
  openPanel,
  openRehearsal,
  openSpending,
  panel,
  setBudget,
} from '../../e2e/steps/panels.ts';
import { shoot } from './shoot.ts';

// Outside of a test five seconds are usual: too few for takes on a busy machine.
const expect = usualExpect.configure({ timeout: 60_000 });

/** Where the pictures go: those worth showing, and those to be looked at only. */
export type Folders = { readonly images: string; readonly states: string };

/** Everything that guards the money, on a film with takes; the keys of all vendors must be there. */
export async function shootMoney(page: Page, vendor: Simulator, folders: Folders): Promise<void> {
  await shootChoices(page, folders.images);
  await spend(page, vendor);
  await shootPanels(page, folders);
  await shootBatches(page, folders.states);
  await shootRehearsal(page, folders);
}

/** Before any money is in play. */
export async function shootMoneyless(page: Page, dir: string): Promise<void> {
  for (const [keys, title] of [
    ['m', 'Spending'],
    ['a', 'Activity'],
    ['Shift+r', 'Rehearsal'],
  ] as const) {
    await openPanel(page, keys, title);
    await shoot(page, dir, `${title.toLowerCase()}-empty`);
    await closePanel(page);
  }
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: /^Lost and found/ }).click();
  await shoot(page, dir, 'lost-empty');
  await closePanel(page);
  await openSettings(page);
  await shoot(page, dir, 'keys-empty');
  await closePanel(page);
}

const ring = [
  ['fal', rehearsalKey],
  ['PiAPI', rehearsalKey],
  ['Runway', rehearsalKey],
  ['Runway', otherKey],
] as const;

/** Of all vendors but Replicate. */
export async function addKeys(page: Page): Promise<void> {
  await openSettings(page);
  for (const [vendor, secret] of ring) {
    await addKeyTo(page, { vendor, secret, keep: keeping.keychain });
    const label = secret === otherKey ? 'Key 2' : 'Key 1';
    await expect(keyRow(page, label, vendor).getByRole('status')).toHaveText(/^Works/);
  }
  const runway = vendorKeys(page, 'Runway');
  await runway.getByRole('button', { name: 'Change the limits of Runway' }).click();
  await runway.getByRole('textbox', { name: 'Calls a minute' }).fill('2');
  await runway.getByRole('button', { name: 'Use these limits' }).click();
  await closePanel(page);
}

/** The picker with its reasons, and a fixed chain with its prices. */
async function shootChoices(page: Page, dir: string): Promise<void> {
  await selectScene(page, 2);
  const picker = await openPicker(page);
  await picker
    .getByRole('button', { name: /^All points of / })
    .first()
    .click();
  await shoot(page, dir, 'picker');
  await page.keyboard.press('Escape');
  await chooseGenerator(page, 'Kling 2.5 Turbo Pro', 'fal');
  const generator = inspector(page).getByRole('region', { name: 'Generator' });
  await generator.getByRole('button', { name: /^If it cannot be made: / }).click();
  await page.getByRole('radio', { name: /^Only these, in this order/ }).click();
  await page.getByRole('button', { name: 'Add a generator' }).click();
  await page.getByRole('menuitem', { name: /^Veo 3 Fast · Replicate/ }).click();
  await shoot(page, dir, 'chain');
  await page.keyboard.press('Escape');
}

/** A film in the middle of its work: takes, a dry key, a call that is lost, jobs that run and jobs that wait. */
async function spend(page: Page, vendor: Simulator): Promise<void> {
  // What the wall has cost counts too.
  await setBudget(page, '10');
  await vendor.sabotage({ kind: 'no-credit' }, 'fal');
  await generateButton(page).click();
  // The dearest of its chain is above the price from which the studio asks.
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Generate / })
    .click();
  await selectScene(page, 4);
  await chooseGenerator(page, 'Kling 2.5', 'PiAPI');
  await vendor.sabotage({ kind: 'drop', on: 'submit' }, 'piapi');
  await generateButton(page).click();
  await expect(page.getByRole('button', { name: /^Lost and found: / })).toBeVisible();
  await selectScene(page, 1);
  await chooseGenerator(page, 'FLUX 1.1 pro');
  await generateButton(page).click();
  await expect(take(page, 4)).toBeVisible();
  await chooseGenerator(page, 'Gen-4 Image', 'Runway');
  await vendor.sabotage({ kind: 'slow', ms: 300_000, times: 2 }, 'runway');
  for (let order = 0; order < 6; order += 1) {
    await generateButton(page).click();
    await expect
      .poll(async () => (await vendor.state('runway')).counts.submits)
      .toBeGreaterThanOrEqual(Math.min(order + 1, 4));
  }
}

async function shootPanels(page: Page, { images, states }: Folders): Promise<void> {
  await page.getByRole('main').click({ position: { x: 5, y: 5 } });
  await openActivity(page);
  await expect(panel(page, 'Activity').getByText(/next in 0:\d\d/)).toBeVisible();
  await shoot(page, images, 'activity');
  await closePanel(page);
  await openLost(page);
  await shoot(page, images, 'lost');
  await closePanel(page);
  await openSpending(page);
  await expect(panel(page, 'Spending').getByRole('region', { name: 'Receipts' })).toBeVisible();
  await shoot(page, images, 'spending');
  // The README's picture of it: the panel alone, as the last theme shows it.
  await panel(page, 'Spending').screenshot({ path: join(images, 'money.png') });
  await panel(page, 'Spending').getByRole('radio', { name: 'Not sure' }).click();
  await panel(page, 'Spending').getByRole('region', { name: 'Receipts' }).scrollIntoViewIfNeeded();
  await shoot(page, states, 'spending-unsure');
  await closePanel(page);
  await openSettings(page);
  await shoot(page, images, 'keys');
  await panel(page, 'Settings').getByRole('radio', { name: 'Money' }).click();
  await shoot(page, images, 'budgets');
  await panel(page, 'Settings').getByRole('radio', { name: 'Generators' }).click();
  await shoot(page, states, 'generators');
  await closePanel(page);
}

/** A batch that a budget and a key stand in the way of, and the way around it. */
async function shootBatches(page: Page, dir: string): Promise<void> {
  await page.keyboard.press('n');
  await inspector(page).getByRole('textbox', { name: 'Prompt' }).fill('Eleven boats come home at dawn, calm sea');
  await chooseGenerator(page, 'GPT Image 2', 'OpenAI');
  await setBudget(page, '1.20');
  await page.getByRole('button', { name: 'More to generate' }).click();
  await page.getByRole('menuitem', { name: 'Generate all scenes…' }).click();
  await expect(page.getByRole('region', { name: 'Before it can start' }).getByRole('listitem')).toHaveCount(2);
  await shoot(page, dir, 'batch');
  await page.getByRole('button', { name: 'Finish with what is left…' }).click();
  await expect(page.getByRole('list', { name: 'Plan' })).toBeVisible();
  await shoot(page, dir, 'finish');
  await closePanel(page);
}

/** Six clips of Runway's: its limit of calls a minute holds them up. */
const voyage = [
  '---\ntitle: The voyage\ngenerator: runway-gen-4.5\n---\n',
  ...Array.from(
    { length: 6 },
    (_, day) => `# Day ${day + 1}\nseconds: 5\nprompt: A ship on the open sea, day ${day + 1}, cinematic light.\n`,
  ),
].join('\n');

async function shootRehearsal(page: Page, { images, states }: Folders): Promise<void> {
  await page.getByRole('button', { name: 'All films' }).click();
  await newFilm(page, voyage);
  const rehearsal = await openRehearsal(page);
  await rehearsal.getByRole('button', { name: 'Rehearse this film · free' }).click();
  await expect(rehearsal.getByRole('progressbar')).toBeVisible();
  await shoot(page, states, 'rehearsal-running');
  await expect(rehearsal.getByRole('button', { name: 'Play the animatic' })).toBeVisible({ timeout: 15 * 60_000 });
  await shoot(page, images, 'rehearsal');
  await closePanel(page);
}
