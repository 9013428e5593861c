import type { Page } from '@playwright/test';
import { rehearsalKey } from './harness/simulator.ts';
import {
  catalogue,
  counted,
  details,
  openCatalogue,
  openDetails,
  row,
  rows,
  searchCatalogue,
} from './steps/catalogue.ts';
import { newFilm, oneScene, selectScene, take } from './steps/film.ts';
import { generateButton, keeping, keyRow, vendorKeys } from './steps/generators.ts';
import { closePanel } from './steps/panels.ts';
import { expect, type Studio, test } from './test.ts';

test('the catalogue: every model that people talk about, filters, what is retired, and two side by side', async ({
  studio,
}) => {
  const { page } = studio;
  await openCatalogue(page);
  await test.step('every name is found', () => findAll(page));
  await test.step('filters say how many they leave', () => filter(page));
  await test.step('what is retired leads to what came after', () => followSuccessor(page));
  await test.step('two side by side', () => compare(page));
});

/** What people type, and what a row that they mean says, where that is not the same. */
const asTyped = [
  ...['Wan 2.1', 'Kling', 'Pika', 'Luma', 'Hailuo', 'Gen-4', 'Gen-4.5', 'Veo 2', 'Veo 3', 'Veo 3.1', 'Sora', 'LTX'],
  ...['CogVideoX', 'Open-Sora', 'StarryAI', 'Seedance', 'HunyuanVideo', 'Mochi 1', 'Vidu', 'Pollo', 'Krea', 'Firefly'],
  ...['Haiper 2', 'Qwen image', 'FLUX.1 schnell', 'FLUX.1 dev', 'DALL-E 3', 'SDXL', 'Midjourney', 'Ideogram'],
  ...['Leonardo', 'Playground v2', 'Stable Video Diffusion', 'Vidnoz', 'Elai', 'HeyGen', 'Synthesia', 'DIGEN'],
  ...['Pictory', 'CapCut', 'Lumen5', 'Descript', 'InVideo', 'Canva', 'Edge', 'Kokoro', 'ElevenLabs'],
].map((name) => [name, name] as const);
const inOtherWords = [
  ['Runway Gen-3', 'Gen-3 Alpha'],
  ['FLUX pro', /FLUX\S* \S*\s?pro/],
  ['gpt-image mini', 'GPT Image 1 mini'],
  ['gpt-image', /GPT[- ]Image/i],
  ['SD 3.5', 'Stable Diffusion 3.5'],
  ['DeepBrain', 'AI Studios avatar'],
  ['OpenAI voices', 'GPT-4o mini TTS'],
] as const;

async function findAll(page: Page): Promise<void> {
  for (const [words, says] of [...asTyped, ...inOtherWords]) {
    await searchCatalogue(page, words);
    await expect(rows(page).filter({ hasText: says }).first(), words).toBeVisible();
  }
  await searchCatalogue(page, 'Dream Machine 9000');
  await expect(catalogue(page).getByText('None is like that')).toBeVisible();
  await catalogue(page).getByRole('button', { name: 'Show all', exact: true }).click();
}

async function filter(page: Page): Promise<void> {
  const { shown: all, usable } = await counted(page);
  const filters = catalogue(page).getByRole('group', { name: 'Filters' });
  for (const name of ['Usable now', 'Free or free allowance', 'Stills from words']) {
    const chip = filters.getByRole('button', { name: new RegExp(`^${name} \\d+$`) });
    const promised = Number(/\d+$/.exec(await chip.innerText())?.[0]);
    expect(promised).toBeGreaterThan(0);
    await chip.click();
    await expect.poll(async () => (await counted(page)).shown).toBe(promised);
    expect(promised).toBeLessThan(all);
    if (name === 'Usable now') expect(promised).toBe(usable);
    await chip.click();
  }
  await filters.getByRole('button', { name: 'Status', exact: true }).click();
  const statuses = page.getByRole('dialog', { name: 'Status' });
  await statuses.getByRole('checkbox', { name: 'Retired' }).check();
  await page.keyboard.press('Escape');
  await expect(filters.getByRole('button', { name: 'Status: Retired' })).toBeVisible();
  await expect(rows(page).filter({ hasText: /Retired since|Ends / })).toHaveCount(await rows(page).count());
  expect((await counted(page)).shown).toBeLessThan(all);
}

/** Still among the retired. */
async function followSuccessor(page: Page): Promise<void> {
  await searchCatalogue(page, 'Sora 2 Pro');
  const gone = rows(page).filter({ hasText: 'Sora 2 Pro' });
  await expect(gone).toContainText(/Retired since 24 Sept? 2026/);
  await gone.getByRole('rowheader').click();
  await expect(details(page, 'Sora 2 Pro')).toContainText('OpenAI shut the Sora 2 models');
  await details(page, 'Sora 2 Pro').getByRole('button', { name: 'Look at Veo 3.1' }).click();
  await expect(details(page, 'Veo 3.1')).toContainText('Needs a fal key');
  await catalogue(page).getByRole('button', { name: 'Show all', exact: true }).click();
  await expect(row(page, 'Veo 3.1', 'fal')).toBeVisible();
}

async function compare(page: Page): Promise<void> {
  await searchCatalogue(page, 'gen-4.5');
  await row(page, 'Gen-4.5', 'Runway').getByRole('checkbox').check();
  await searchCatalogue(page, 'veo 3.1');
  await row(page, 'Veo 3.1', 'fal').getByRole('checkbox').check();
  await catalogue(page).getByRole('button', { name: 'Compare 2' }).click();
  const table = catalogue(page).getByRole('table');
  await expect(table.getByRole('columnheader', { name: /^Gen-4\.5 Runway/ })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: /^Veo 3\.1 fal/ })).toBeVisible();
  const quality = table.getByRole('row', { name: /^Quality/ });
  await expect(quality).toContainText('differs');
  await expect(quality.getByRole('cell')).toHaveCount(2);
  await expect(table.getByRole('row', { name: /^Category/ })).not.toContainText('differs');
  await catalogue(page).getByRole('checkbox', { name: 'Only what differs' }).check();
  await expect(table.getByRole('row', { name: /^Category/ })).toBeHidden();
}

test('from a row that needs a key to a take of it, and a price that the user knows better', async ({ studio }) => {
  const { page } = studio;
  await newFilm(page, oneScene);
  await selectScene(page, 1);
  await openCatalogue(page);
  await searchCatalogue(page, 'ideogram 3.0');
  await test.step('add the key that it needs', () => addItsKey(page));
  await test.step('a take of it', () => makeTake(studio));
  await test.step('correct its price', () => correctPrice(page));
});

const ideogram = 'Ideogram 3.0';

async function addItsKey(page: Page): Promise<void> {
  const needy = row(page, ideogram, 'Ideogram');
  await expect(needy).toContainText('Needs an Ideogram key');
  await needy.getByRole('button', { name: 'Add a key for Ideogram' }).click();
  const ring = vendorKeys(page, 'Ideogram');
  await ring.getByLabel('Ideogram key').fill(rehearsalKey);
  await ring.getByRole('button', { name: keeping.session }).click();
  await expect(keyRow(page, 'Key 1', 'Ideogram').getByRole('status')).not.toHaveText('');
  await closePanel(page);
  await expect(needy).toContainText('Usable now');
}

async function makeTake({ page, vendor }: Studio): Promise<void> {
  const pane = await openDetails(page, ideogram, 'Ideogram');
  await expect(pane).toContainText('Never called from here yet.');
  await pane.getByRole('button', { name: 'Use for scene 1' }).click();
  await expect(pane.getByRole('button', { name: 'Makes scene 1' })).toBeDisabled();
  await catalogue(page).getByRole('button', { name: 'Leave the catalogue' }).click();
  await expect(generateButton(page)).toHaveText(/\$0\.06$/);
  await generateButton(page).click();
  await expect(take(page, 1)).toBeVisible();
  expect((await vendor.state('ideogram')).counts.charges).toBe(1);
}

async function correctPrice(page: Page): Promise<void> {
  await openCatalogue(page);
  const pane = details(page, ideogram);
  await expect(pane).toContainText(/1 take/);
  await pane.getByRole('button', { name: 'Correct the price' }).click();
  await pane.getByLabel('US dollars').fill('0.05');
  await pane.getByRole('button', { name: 'Use this price' }).click();
  await expect(pane).toContainText(/Your price\. The catalogue says about \$0\.06/);
  await expect(row(page, ideogram, 'Ideogram')).toContainText('$0.05');
  await page.getByRole('radio', { name: 'Board' }).click();
  await expect(generateButton(page)).toHaveText(/\$0\.05$/);
  await openCatalogue(page);
  await pane.getByRole('button', { name: 'As in the catalogue' }).click();
  await expect(pane).not.toContainText('Your price');
  await page.getByRole('radio', { name: 'Board' }).click();
  await expect(generateButton(page)).toHaveText(/\$0\.06$/);
}
