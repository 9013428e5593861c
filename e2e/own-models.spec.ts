import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { rehearsalKey } from './harness/simulator.ts';
import { catalogue, details, openCatalogue, row, searchCatalogue } from './steps/catalogue.ts';
import { newFilm, oneScene, selectScene, take } from './steps/film.ts';
import { generateButton, keeping, keyRow, openSettings, vendorKeys } from './steps/generators.ts';
import { dropText } from './steps/media.ts';
import { closePanel, panel } from './steps/panels.ts';
import { sdxlWorkflow, shownWorkflow } from './steps/workflows.ts';
import { expect, type Studio, test } from './test.ts';

test('models of one’s own: from Replicate, from fal and from a ComfyUI workflow, to takes; changed and taken out', async ({
  studio,
}) => {
  const { page } = studio;
  await newFilm(page, oneScene);
  await selectScene(page, 1);
  await openCatalogue(page);
  await test.step('a Replicate model, by its address', () => addReplicate(page));
  await test.step('a take of it', () => makeTake(studio, { name: 'House flux', by: 'replicate', number: 1 }));
  await test.step('a fal model, without a key', () => addFal(page));
  await test.step('a workflow of ComfyUI', () => addWorkflow(page));
  await test.step('a server for it', () => addServer(studio));
  await test.step('a take of it', () => makeTake(studio, { name: 'My portraits', by: 'comfyui', number: 2 }));
  await test.step('change one', () => change(page));
  await test.step('take one out', () => takeOut(page));
});

const ownModels = (page: Page): Locator => panel(page, 'Own models');
const listed = (page: Page): Locator => ownModels(page).getByRole('list', { name: 'Own models' }).getByRole('listitem');

async function addModel(page: Page, way: 'Replicate' | 'fal' | 'ComfyUI workflow'): Promise<Locator> {
  await catalogue(page).getByRole('button', { name: 'Own models…' }).click();
  await ownModels(page).getByRole('button', { name: 'Add a model…' }).click();
  const form = panel(page, 'Add a model');
  await form.getByRole('radio', { name: way }).click();
  return form;
}

async function lookUp(form: Locator, model: string): Promise<void> {
  await form.getByRole('textbox', { name: 'Id or address of the model' }).fill(model);
  await form.getByRole('button', { name: 'Look it up' }).click();
}

/** Keeps what the form says; gives nothing but the form closed. */
async function keep(page: Page, form: Locator): Promise<void> {
  await form.getByRole('button', { name: 'Keep it in the catalogue' }).click();
  await expect(ownModels(page)).toBeVisible();
}

async function addReplicate(page: Page): Promise<void> {
  const form = await addModel(page, 'Replicate');
  await lookUp(form, 'https://replicate.com/black-forest-labs/flux-schnell');
  await expect(form).toContainText('Replicate describes its models only to those with a key.');
  await form.getByRole('button', { name: 'Add a key…' }).click();
  const ring = vendorKeys(page, 'Replicate');
  await ring.getByLabel('Replicate key').fill(rehearsalKey);
  await ring.getByRole('button', { name: keeping.session }).click();
  await expect(keyRow(page, 'Key 1').getByRole('status')).toHaveText(/^Works: /);
  await panel(page, 'Settings').getByRole('button', { name: 'Close', exact: true }).click();

  await expect(form.getByRole('textbox', { name: 'Id or address of the model' })).toHaveValue(/flux-schnell$/);
  await form.getByRole('button', { name: 'Look it up' }).click();
  await expect(form.getByRole('combobox', { name: 'Prompt' })).toHaveText('Prompt (prompt)');
  await form.getByRole('combobox', { name: 'Go fast' }).click();
  await page.getByRole('option', { name: 'On', exact: true }).click();
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('House flux');
  await form.getByRole('button', { name: 'Keep it in the catalogue' }).click();
  await expect(form).toContainText('Write a number such as 0.05, or 0');
  await form.getByRole('textbox', { name: 'Price, US dollars' }).fill('0.003');
  await keep(page, form);
  await expect(listed(page)).toHaveText([/^House flux · Replicate/]);
  await closePanel(page);
}

type Wanted = { readonly name: string; readonly by: 'replicate' | 'comfyui'; readonly number: number };

/** From its row in the catalogue; then back there. */
async function makeTake({ page, vendor }: Studio, { name, by, number }: Wanted): Promise<void> {
  await searchCatalogue(page, name);
  await row(page, name, by === 'comfyui' ? 'ComfyUI' : 'Replicate')
    .getByRole('rowheader')
    .click();
  await details(page, name).getByRole('button', { name: 'Use for scene 1' }).click();
  await page.getByRole('radio', { name: 'Board' }).click();
  await generateButton(page).click();
  await expect(take(page, number)).toBeVisible();
  expect((await vendor.state(by)).counts.submits).toBe(1);
  await openCatalogue(page);
}

async function addFal(page: Page): Promise<void> {
  const form = await addModel(page, 'fal');
  await lookUp(form, 'fal-ai/no-such-model');
  await expect(form).toContainText('fal has no model “fal-ai/no-such-model”.');
  await lookUp(form, 'https://fal.ai/models/fal-ai/flux/dev/api');
  await expect(form.getByRole('combobox', { name: 'Category' })).toHaveText('Stills from words');
  await form.getByRole('textbox', { name: 'Price, US dollars' }).fill('0.025');
  await keep(page, form);
  await expect(listed(page)).toHaveCount(2);
  await closePanel(page);
  await searchCatalogue(page, 'own flux dev');
  await expect(row(page, 'Flux dev', 'fal')).toContainText('Needs a fal key');
}

async function addWorkflow(page: Page): Promise<void> {
  const form = await addModel(page, 'ComfyUI workflow');
  const choose = form.getByRole('button', { name: 'Choose a workflow…' });
  await dropText(choose, 'as drawn.json', shownWorkflow);
  await expect(form).toContainText("“as drawn.json” is a workflow as ComfyUI's canvas saves it");
  await expect(form).toContainText('choose Workflow, Export (API)');

  await dropText(choose, 'My portraits.json', await sdxlWorkflow());
  await expect(form.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('My portraits');
  await expect(form.getByRole('combobox', { name: 'Seed', exact: true })).toHaveText(/seed/);
  await keep(page, form);
  await closePanel(page);
  await searchCatalogue(page, 'my portraits');
  await expect(row(page, 'My portraits', 'ComfyUI')).toContainText('Needs the address of ComfyUI');
}

async function addServer({ page, vendor }: Studio): Promise<void> {
  // The simulated server asks for the word that a proxy in front of it would ask for.
  const address = /(?:^|,)comfyui=([^,]+)/.exec(vendor.vendorUrls)?.[1] ?? '';
  await openSettings(page);
  const comfyui = vendorKeys(page, 'ComfyUI');
  await comfyui.getByRole('button', { name: 'Add server' }).click();
  await expect(comfyui.getByLabel('Address of ComfyUI')).not.toHaveValue(address);
  await comfyui.getByLabel('Address of ComfyUI').fill(`${address} ${rehearsalKey}`);
  await comfyui.getByRole('button', { name: keeping.session }).click();
  await expect(comfyui.getByRole('status').first()).toHaveText(/^Works: .*0\.38/);
  await closePanel(page);
  await expect(row(page, 'My portraits', 'ComfyUI')).toContainText('Usable now');
}

async function change(page: Page): Promise<void> {
  await catalogue(page).getByRole('button', { name: 'Own models…' }).click();
  await ownModels(page).getByRole('button', { name: 'Edit House flux' }).click();
  const form = panel(page, 'Edit House flux');
  await expect(form.getByRole('textbox', { name: 'Price, US dollars' })).toHaveValue('0.003');
  await expect(form.getByRole('combobox', { name: 'Go fast' })).toHaveText('On');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('House flux, quick');
  await keep(page, form);
  await expect(listed(page)).toHaveCount(3);
  await expect(listed(page).filter({ hasText: 'House flux' })).toHaveText(/^House flux, quick/);
}

async function takeOut(page: Page): Promise<void> {
  const name = 'House flux, quick';
  await ownModels(page)
    .getByRole('button', { name: `Remove ${name}` })
    .click();
  await expect(listed(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(listed(page)).toHaveCount(3);
  await ownModels(page)
    .getByRole('button', { name: `Remove ${name}` })
    .click();
  await expect(listed(page)).toHaveCount(2);
  await closePanel(page);
  await searchCatalogue(page, 'house flux');
  await expect(catalogue(page).getByText('None is like that')).toBeVisible();
  await page.getByRole('radio', { name: 'Board' }).click();
  await expect(take(page, 1)).toBeVisible();
}

test('a catalogue file that was broken by hand keeps nothing from opening, and what is wrong is named', async ({
  studio,
}) => {
  const file = join(studio.folders.data, 'generators.json');
  await studio.close();
  await writeFile(file, '{"version":1,"generators":[{"id":"mine","name":"Mine","vendor":"replicate"}]}');
  await studio.open();
  const { page } = studio;
  await expect(page.getByText(/^Your own catalogue: row 1 \(mine\), maker: /)).toBeVisible();
  await newFilm(page, oneScene);
  await openCatalogue(page);
  await catalogue(page).getByRole('button', { name: 'Own models…' }).click();
  const problems = ownModels(page).getByRole('region', { name: 'Problems' }).getByRole('listitem');
  await expect(problems).toHaveText([/^row 1 \(mine\), maker: /]);
  await expect(ownModels(page)).toContainText(file);

  await writeFile(file, '{"version":1,');
  await ownModels(page).getByRole('button', { name: 'Read again' }).click();
  await expect(problems).toHaveText([/generators\.json cannot be used: it is not JSON/]);
  expect(await readFile(file, 'utf8')).toBe('{"version":1,');
});
