import type { Locator, Page } from '@playwright/test';
import { newFilm, selectScene } from './steps/film.ts';
import { expectReadable, expectRoom, tabTo } from './steps/look.ts';
import { closePanel, panel } from './steps/panels.ts';
import { openFanOut, tick, tile, wallTakes } from './steps/wall.ts';
import { expect, type Studio, test } from './test.ts';

test.use({ keys: ['piapi', 'replicate'] });

const film = `---
title: One light
fps: 24
---
# Only light
kind: product
seconds: 1
prompt: A lamp on a rock at dawn.
`;

test('comparing: every text can be read, every stop of Tab be seen, and nothing is cut off', async ({ studio }) => {
  const { page } = studio;
  await newFilm(page, film);
  await test.step('asking several', () => lookAtFanOut(studio));
  await test.step('the wall', () => lookAtWall(page));
  await test.step('wipe and duel', () => lookAtStages(page));
  await test.step('blind', () => lookAtBlind(page));
  await test.step('verdicts', () => lookAtVerdicts(page));
  for (const [name, size] of Object.entries(windows)) await test.step(name, () => lookAtRoom(page, size));
});

/** In both themes. */
async function expectReadableTwice(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectReadable(page);
  }
}

async function lookAtFanOut({ page, vendor }: Studio): Promise<void> {
  await selectScene(page, 1);
  const fan = await openFanOut(page);
  await tick(fan, ['FLUX schnell', 'Replicate']);
  await tick(fan, ['FLUX 1.1 pro', 'Replicate']);
  await tick(fan, ['FLUX schnell', 'PiAPI']);
  const send = fan.getByRole('button', { name: /^Make 3 takes/ });
  await expect(send).toBeEnabled();
  await expectReadableTwice(page);
  await tabTo(page, send);
  await vendor.sabotage({ kind: 'fail-content' }, 'piapi');
  await page.keyboard.press('Enter');
  await expect(wallTakes(page)).toHaveCount(2);
  await expect(tile(page, 3)).toHaveAccessibleName(/, failed$/);
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });

async function lookAtWall(page: Page): Promise<void> {
  await page.keyboard.press('1');
  await expectReadableTwice(page);
  await tabTo(page, button(page, 'Hand on'));
  await tabTo(page, tile(page, 1));
  await tabTo(page, tile(page, 1).getByRole('button', { name: 'All about this take' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeVisible();
  await expectReadableTwice(page);
  await page.keyboard.press('Escape');
  await button(page, 'Hand on').press('Enter');
  await page.getByRole('menuitem', { name: 'Contact sheet, picture…' }).press('Enter');
  const make = panel(page, 'Contact sheet').getByRole('button', { name: 'Make a sheet of 2 takes' });
  await expect(make).toBeVisible();
  await expectReadableTwice(page);
  await tabTo(page, make);
  await page.keyboard.press('Escape');
}

async function lookAtStages(page: Page): Promise<void> {
  await page.keyboard.press('w');
  await expect(page.getByRole('radio', { name: 'Wipe' })).toBeChecked();
  await expectReadableTwice(page);
  await page.keyboard.press('d');
  await expect(page.getByRole('region', { name: 'Duel' })).toBeVisible();
  await expectReadableTwice(page);
  await tabTo(page, button(page, /^B is better/));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Order of the takes' })).toBeVisible();
  await expectReadableTwice(page);
  await page.keyboard.press('Escape');
}

async function lookAtBlind(page: Page): Promise<void> {
  await page.keyboard.press('b');
  await expect(page.getByRole('region', { name: 'Blind verdict' })).toBeVisible();
  await expectReadableTwice(page);
  await tabTo(page, button(page, 'Take B is the best'));
  await page.keyboard.press('Enter');
  const revealed = page.getByRole('region', { name: 'Revealed' });
  await expect(revealed).toBeVisible();
  await expectReadableTwice(page);
  await revealed.getByRole('button', { name: 'Close' }).press('Enter');
}

async function openVerdicts(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('verdicts and what');
  await page.keyboard.press('Enter');
  const verdicts = panel(page, 'Verdicts');
  await expect(verdicts.getByRole('table')).toBeVisible();
  return verdicts;
}

async function lookAtVerdicts(page: Page): Promise<void> {
  const verdicts = await openVerdicts(page);
  await expectReadableTwice(page);
  await tabTo(page, verdicts.getByRole('switch', { name: 'Learn from my verdicts' }));
  await tabTo(page, verdicts.getByRole('button', { name: /^Change or forget: / }).last());
  await page.keyboard.press('Escape');
}

/** The smallest window, and a 1440 × 900 window at 200 %. */
const windows = { '1100 × 700': { width: 1100, height: 700 }, '200 %': { width: 720, height: 450 } };

async function lookAtRoom(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await expectRoom(page, {
    always: [button(page, 'Export'), button(page, 'Play all takes')],
    scrolled: [button(page, 'Blind'), button(page, 'Hand on'), tile(page, 2), tile(page, 3)],
  });
  const verdicts = await openVerdicts(page);
  await expectRoom(page, {
    always: [verdicts.getByRole('button', { name: 'Close' })],
    scrolled: [verdicts.getByRole('switch'), verdicts.getByRole('listitem').last()],
  });
  await closePanel(page);
  await button(page, 'Add generators…').click();
  const fan = panel(page, /^Add to /);
  await expectRoom(page, {
    always: [fan.getByRole('button', { name: 'Close' }), fan.getByRole('button', { name: 'Not now' })],
    scrolled: [fan.getByRole('searchbox'), fan.getByRole('textbox', { name: 'Name' })],
  });
  await closePanel(page);
}
