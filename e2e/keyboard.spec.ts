import type { Locator, Page } from '@playwright/test';
import { exportPanel } from './steps/export.ts';
import { card, circled, inspector, newFilm, threeLights, titles } from './steps/film.ts';
import { generateButton } from './steps/generators.ts';
import { expectReadable, expectRoom, tabTo } from './steps/look.ts';
import { openLost, openPanel } from './steps/panels.ts';
import { expectStill, playhead } from './steps/playing.ts';
import { expect, test } from './test.ts';

const scene = (page: Page, place: number): Locator =>
  card(page, place).getByRole('button', { name: new RegExp(`^Scene ${place}, `) });

test('the whole board without a mouse', async ({ studio: { page } }) => {
  await test.step('write the film', () => writeFilm(page));
  await test.step('move among the scenes, and move them', () => moveScenes(page));
  await test.step('add, copy, delete, and take it back', () => changeScenes(page));
  await test.step('generate and circle', () => circleTake(page));
  await test.step('play', () => playFrames(page));
  await test.step('panels', () => openPanels(page));
});

async function writeFilm(page: Page): Promise<void> {
  await tabTo(page, page.getByRole('textbox', { name: 'Title', exact: true }));
  await page.keyboard.type('By keys');
  await tabTo(page, page.getByRole('textbox', { name: 'Script, if there is one' }));
  await page.keyboard.insertText(threeLights);
  await tabTo(page, page.getByRole('button', { name: 'Create film from script' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('By keys');
}

async function moveScenes(page: Page): Promise<void> {
  await tabTo(page, scene(page, 1));
  await page.keyboard.press('ArrowRight');
  await expect(scene(page, 2)).toBeFocused();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(titles(page)).toHaveText(['First light', 'Third light', 'Second light']);
  await expect(scene(page, 3)).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Move scene 3' }));
  await page.keyboard.press('Space');
  await expect(page.getByText('Now at place 3 of 3.')).toBeAttached();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('Now at place 2 of 3.')).toBeAttached();
  await page.keyboard.press('Space');
  await expect(titles(page)).toHaveText(['First light', 'Second light', 'Third light']);
}

async function changeScenes(page: Page): Promise<void> {
  await page.keyboard.press('Control+d');
  await expect(titles(page)).toHaveCount(4);
  await page.keyboard.press('Delete');
  await expect(titles(page)).toHaveCount(3);
  await page.keyboard.press('n');
  await expect(titles(page)).toHaveCount(4);
  for (const count of [3, 4, 3]) {
    await page.keyboard.press('Control+z');
    await expect(titles(page)).toHaveCount(count);
  }
  await page.keyboard.press('Control+Shift+z');
  await expect(titles(page)).toHaveCount(4);
  await page.keyboard.press('Control+z');
}

async function circleTake(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await expect(generateButton(page)).toHaveText(/^Generate take 2/, { timeout: 60_000 });
  await page.keyboard.press('1');
  await expect(circled(page, 1)).toBeVisible();
  await page.keyboard.press('1');
  await expect(circled(page, 1)).toBeHidden();
}

async function playFrames(page: Page): Promise<void> {
  await page.keyboard.press('Home');
  await page.keyboard.press('t');
  await page.keyboard.press('.');
  await expect.poll(() => playhead(page)).toBe(1);
  await page.keyboard.press(',');
  await expect.poll(() => playhead(page)).toBe(0);
  await page.keyboard.press('l');
  await expect.poll(() => playhead(page)).toBeGreaterThan(2);
  await page.keyboard.press('k');
  await expectStill(page);
  await page.keyboard.press('b');
  await expect(scene(page, 1)).toBeVisible();
}

async function openPanels(page: Page): Promise<void> {
  await page.keyboard.press('Control+e');
  await expect(exportPanel(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(exportPanel(page)).toBeHidden();
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+h');
  await expect(page.getByRole('button', { name: 'Open By keys' })).toBeVisible();
}

test('the keys are listed, commands are found by name, and typing is only typing', async ({ studio }) => {
  const { page } = studio;
  await newFilm(page, threeLights);
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await page.keyboard.press('?');
  await expect(keys.getByRole('heading', { level: 3 })).toHaveText(['Playing', 'Takes', 'Scenes', 'Film', 'Studio']);
  await expect(keys.getByText('Duplicate scene')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: 'Find a command' });
  await expect(palette).toBeFocused();
  await page.keyboard.type('dupl scene');
  await expect(page.getByRole('option', { selected: true })).toHaveText(/^Duplicate scene/);
  await page.keyboard.press('Enter');
  await expect(titles(page)).toHaveCount(4);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zzzz');
  await expect(page.getByText('No command is called that.')).toBeVisible();
  await page.keyboard.press('Escape');

  const prompt = inspector(page).getByRole('textbox', { name: 'Prompt' });
  const singleKeys = 'gnwbt 1 2 ? j k l v , .';
  await prompt.fill('');
  await prompt.pressSequentially(singleKeys);
  await prompt.press('Delete');
  await expect(prompt).toHaveValue(singleKeys);
  await expect(titles(page)).toHaveCount(4);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Board' })).toBeChecked();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
});

for (const theme of ['Dark', 'Light'])
  test(`${theme}: every text can be read and every stop of Tab be seen`, async ({ studio }) => {
    const { page } = studio;
    await expect(page.getByRole('heading', { name: 'New film' })).toBeVisible();
    await page.keyboard.press('Control+,');
    await page.getByRole('radio', { name: 'Studio' }).press('Space');
    await page.getByRole('radio', { name: theme }).press('Space');
    await expect(page.locator('html')).toHaveCSS('color-scheme', theme.toLowerCase());
    await expectReadable(page);
    await page.keyboard.press('Escape');
    await expectReadable(page);
    await newFilm(page, threeLights);
    await expectReadable(page);
    await tabTo(page, inspector(page).getByRole('textbox', { name: 'Narration' }));
    await tabTo(page, generateButton(page));
    await page.getByRole('button', { name: 'Export', exact: true }).press('Enter');
    await expect(exportPanel(page).getByRole('radio', { name: 'Quick' })).toBeVisible();
    await expectReadable(page);
    await tabTo(page, exportPanel(page).getByRole('textbox', { name: 'File' }));
  });

test.describe('where money is in play', () => {
  test.use({ keys: ['piapi', 'replicate'] });

  for (const theme of ['dark', 'light'] as const)
    test(`${theme}: every text can be read and every stop of Tab be seen`, async ({ studio }) => {
      const { page, vendor } = studio;
      await page.emulateMedia({ colorScheme: theme });
      await newFilm(page, twoHouses);
      await vendor.sabotage({ kind: 'drop', on: 'submit' }, 'piapi');
      await vendor.sabotage({ kind: 'fail-content' });
      // Before it is known what is missing the key has nothing to start; before the keys are, it asks first.
      await expect(page.getByRole('button', { name: /^Generate missing · 2/ })).toBeVisible();
      await expect(generateButton(page)).toBeEnabled();
      await page.keyboard.press('Shift+g');
      await expect(page.getByRole('button', { name: 'Lost and found: 1 paid call' })).toBeVisible();
      await expect(card(page, 2).getByText(/refused the content/)).toBeVisible();
      await expectReadable(page);
      await test.step('settings', () => lookAtSettings(page));
      await test.step('panels', () => lookAtPanels(page));
      await test.step('picker and chain', () => lookAtChoices(page));
      await test.step('judgement', () => lookAtBatch(page));
    });
});

const twoHouses = `---
title: Two houses
fps: 24
generator: piapi-flux-schnell
---
# First light
seconds: 1
prompt: A lamp on a rock at dawn.

# Second light
seconds: 1
generator: flux-schnell
prompt: A window in the rain at night.
`;

async function lookAtSettings(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByRole('button', { name: 'Test PIAPI_API_KEY' })).toBeVisible();
  await expectReadable(page);
  await tabTo(page, settings.getByRole('button', { name: 'Change the limits of PiAPI' }));
  for (const name of ['Money', 'Generators']) {
    await settings.getByRole('radio', { name }).press('Space');
    await expect(settings.getByRole('radio', { name })).toBeChecked();
    await expectReadable(page);
  }
  await tabTo(page, settings.getByText('Clips from words'));
  await page.keyboard.press('Escape');
}

/** Keys, title, and the stop of Tab that has to be reached. */
const panels = [
  ['m', 'Spending', 'Save as CSV'],
  ['a', 'Activity', 'Look in lost and found'],
  ['Shift+r', 'Rehearsal', 'Rehearse this film · free'],
  ['f', 'Film settings', 'Pictures by'],
] as const;

async function lookAtPanels(page: Page): Promise<void> {
  for (const [keys, title, stop] of panels) {
    const opened = await openPanel(page, keys, title);
    const button = opened.getByRole('button', { name: stop });
    await expect(button).toBeVisible();
    await expectReadable(page);
    await tabTo(page, button);
    await page.keyboard.press('Escape');
    await expect(opened).toBeHidden();
  }
  const lost = await openLost(page);
  await expectReadable(page);
  await tabTo(page, lost.getByRole('button', { name: 'It was billed' }));
  await page.keyboard.press('Escape');
}

async function lookAtChoices(page: Page): Promise<void> {
  const picker = inspector(page).getByRole('button', { name: 'Generator', exact: true });
  await picker.press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Search generators' })).toBeFocused();
  await expectReadable(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expectReadable(page);
  await page.keyboard.press('Escape');
  await expect(picker).toBeFocused();
  const generator = inspector(page).getByRole('region', { name: 'Generator' });
  const fallback = generator.getByRole('button', { name: /^If it cannot be made: / });
  await fallback.press('Enter');
  const onlyThese = page.getByRole('radio', { name: /^Only these, in this order/ });
  await expect(onlyThese).toBeVisible();
  await expectReadable(page);
  await page.keyboard.press('Escape');
  await expect(onlyThese).toBeHidden();
  // It gives the focus back when it has gone, and would take it from whatever is opened before.
  await expect(fallback).toBeFocused();
}

async function lookAtBatch(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More to generate' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Generate all scenes…' }).press('Enter');
  const batch = page.getByRole('dialog', { name: /^Generate 1 take/ });
  await expect(batch.getByRole('list', { name: 'By generator' })).toBeVisible();
  await expectReadable(page);
  await tabTo(page, batch.getByRole('button', { name: 'Not now' }));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('finish with');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Plan' })).toBeVisible();
  await expectReadable(page);
}

/** The smallest window, and a 1440 × 900 window at 200 %. */
const windows = { '1100 × 700': { width: 1100, height: 700 }, '200 %': { width: 720, height: 450 } };

for (const [name, size] of Object.entries(windows))
  test(`nothing is cut off at ${name}`, async ({ studio }) => {
    const { page } = studio;
    await page.setViewportSize(size);
    const button = (label: string) => page.getByRole('button', { name: label, exact: true });
    await expect(page.getByRole('heading', { name: 'New film' })).toBeVisible();
    await expectRoom(page, {
      always: [button('Settings')],
      scrolled: [button('Create film'), button('Choose a file…')],
    });
    await newFilm(page, threeLights);
    const always = [button('Export'), button('Play the rough cut'), page.getByRole('radio', { name: 'Cut' })];
    const narration = inspector(page).getByRole('textbox', { name: 'Narration' });
    await expectRoom(page, {
      always: name === '200 %' ? always : [...always, generateButton(page), button('Write from a script…')],
      scrolled: [button('Write from a script…'), generateButton(page), narration, card(page, 3).getByRole('heading')],
    });
    await button('Play the rough cut').click();
    const transition = inspector(page).getByRole('combobox', { name: 'To the next scene' });
    await expectRoom(page, { always: [button('Export'), button('Pause')], scrolled: [transition] });
    await button('Export').click();
    const start = exportPanel(page).getByRole('button', { name: /^Export \d/ });
    await expectRoom(page, { always: [exportPanel(page).getByRole('button', { name: 'Close' })], scrolled: [start] });
  });
