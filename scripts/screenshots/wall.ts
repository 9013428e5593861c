import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Page, expect as usualExpect } from '@playwright/test';
import type { Simulator } from '../../e2e/harness/simulator.ts';
import { selectScene } from '../../e2e/steps/film.ts';
import { closePanel } from '../../e2e/steps/panels.ts';
import { openFanOut, tick, wall, wallTakes } from '../../e2e/steps/wall.ts';
import type { Folders } from './money.ts';
import { shoot } from './shoot.ts';

// Outside of a test five seconds are usual: too few for takes on a busy machine.
const expect = usualExpect.configure({ timeout: 60_000 });

const makers = [
  ['Kling 2.5 Turbo Pro', 'Replicate'],
  ['Gen-4.5', 'Runway'],
  ['Veo 3.1 Fast', 'fal'],
  ['Seedance 1 Lite', 'Replicate'],
  ['Hailuo 2.3', 'PiAPI'],
  ['LTX 2 Fast', 'fal'],
] as const;

/** Six generators on one scene, one of which fails and one takes its time; the keys of all vendors must be there. */
export async function shootWall(page: Page, vendor: Simulator, { images, states }: Folders): Promise<void> {
  await vendor.sabotage({ kind: 'fail-content' }, 'runway');
  await vendor.sabotage({ kind: 'slow', ms: 900_000 }, 'piapi');
  await selectScene(page, 2);
  const panel = await openFanOut(page);
  for (const maker of makers) {
    await panel.getByRole('searchbox', { name: 'Search generators' }).fill(maker[0]);
    await tick(panel, maker);
  }
  await panel.getByRole('searchbox', { name: 'Search generators' }).fill('');
  await expect(panel.getByRole('button', { name: /^Make 6 takes · about/ })).toBeEnabled();
  await shoot(page, states, 'fan-out');
  await panel.getByRole('button', { name: /^Make 6 takes/ }).click();
  await expect(wallTakes(page)).toHaveCount(4);
  await page.keyboard.press('1');
  for (let second = 0; second < 2; second += 1) await page.keyboard.press('Shift+ArrowRight');
  await shoot(page, images, 'wall');
  await copyFile(join(images, 'wall-dark.png'), join(images, 'wall.png'));
  await shootJudging(page, states);
}

async function shootJudging(page: Page, dir: string): Promise<void> {
  await page.keyboard.press('w');
  await shoot(page, dir, 'wall-wipe');
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  await expect(wall(page).getByText('Blind: pick the best')).toBeVisible();
  await shoot(page, dir, 'wall-blind');
  await page.keyboard.press('2');
  await shoot(page, dir, 'wall-revealed');
  await page.keyboard.press('b');
  await page.keyboard.press('d');
  await expect(wall(page).getByText(/^Duel 1 of/)).toBeVisible();
  await shoot(page, dir, 'wall-duel');
  for (let duel = 2; duel <= 6; duel += 1) {
    await page.keyboard.press('1');
    await expect(wall(page).getByText(new RegExp(`^Duel ${duel} of`))).toBeVisible();
  }
  await wall(page).getByRole('button', { name: 'Enough' }).click();
  await shoot(page, dir, 'wall-standings');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('verdicts');
  await page.keyboard.press('Enter');
  await shoot(page, dir, 'verdicts');
  await closePanel(page);
  await page.getByRole('radio', { name: 'Board' }).click();
}
