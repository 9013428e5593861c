import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, expect, type Page } from '@playwright/test';
import { chromiumOptions } from '../e2e/harness/chromium.ts';
import { browserDoor } from '../e2e/harness/doors.ts';
import { type Folders, freshFolders } from '../e2e/harness/folders.ts';
import { type Keyring, startKeyring } from '../e2e/harness/keyring.ts';
import { root } from '../e2e/harness/program.ts';
import { type Simulator, startSimulator } from '../e2e/harness/simulator.ts';
import { studioEnv } from '../e2e/harness/surroundings.ts';
import { exportRows, openExport, startDraft } from '../e2e/steps/export.ts';
import { selectScene } from '../e2e/steps/film.ts';
import { addKey } from '../e2e/steps/generators.ts';
import { pickFile } from '../e2e/steps/media.ts';
import { playhead } from '../e2e/steps/playing.ts';
import { shootCatalogue } from './screenshots/catalogue.ts';
import { askReplicate, makeOtherFilms, makeSample } from './screenshots/films.ts';
import { addKeys, shootMoney, shootMoneyless } from './screenshots/money.ts';
import { shoot } from './screenshots/shoot.ts';
import { shootTrouble } from './screenshots/trouble.ts';
import { shootWall } from './screenshots/wall.ts';

// npm run screenshots: every screen in both themes, with the sample film and a simulated vendor. The pictures of the
// README go to docs/images; empty, waiting and failing states go to a temporary folder, to be looked at. It takes
// minutes, since the sample film is really made.

const images = join(root, 'docs/images');
const exportMs = 15 * 60_000;

async function shootStudio(page: Page, { vendor, folders }: Bench, states: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'Open the sample film' })).toBeVisible();
  await shoot(page, states, 'home-empty');
  await makeOtherFilms(page);
  await makeSample(page);
  await page.getByRole('button', { name: 'All films' }).click();
  await expect(page.getByRole('button', { name: 'Open The Lighthouse Keeper' })).toBeVisible();
  await shoot(page, images, 'home');
  await page.getByRole('button', { name: 'Open The Lighthouse Keeper' }).click();
  await shootMoneyless(page, states);
  await addKey(page, 'keychain');
  await askReplicate(page, vendor);
  await shoot(page, states, 'board-running');
  await selectScene(page, 3);
  await shoot(page, states, 'board-failed');
  await selectScene(page, 1);
  await shoot(page, images, 'board');
  await shootCut(page, folders);
  await shootExport(page);
  await page.getByRole('radio', { name: 'Board' }).click();
  await addKeys(page);
  await shootWall(page, vendor, { images, states });
  await shootMoney(page, vendor, { images, states });
  await shootCatalogue(page, { images, states });
  // The pictures of the README; git leaves the others alone.
  for (const name of ['board', 'cut']) await copyFile(join(images, `${name}-dark.png`), join(images, `${name}.png`));
}

async function shootCut(page: Page, folders: Folders): Promise<void> {
  await page.getByRole('radio', { name: 'Cut' }).click();
  const inspector = page.getByRole('complementary', { name: 'Scene' });
  await inspector.getByRole('radio', { name: 'Sound and look' }).click();
  const music = await makeMusic(folders);
  await pickFile(page, () => inspector.getByRole('button', { name: 'Choose music…' }).click(), music);
  await expect(inspector.getByText('harbour.wav')).toBeVisible();
  await page.getByRole('slider', { name: 'Playhead' }).focus();
  for (let second = 0; second < 5; second += 1) await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => playhead(page)).toBe(150);
  await expect(page.getByText('loading')).toBeHidden();
  await shoot(page, images, 'cut');
}

/** Something that swells, so that its shape can be seen. */
async function makeMusic({ home }: Folders): Promise<string> {
  const file = join(home, 'harbour.wav');
  const sound = 'sine=f=110:d=60,tremolo=f=0.25:d=0.9';
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-nostdin', '-f', 'lavfi', '-i', sound, file]);
  return file;
}

/** One export that is finished, and one at work. */
async function shootExport(page: Page): Promise<void> {
  await openExport(page);
  await startDraft(page);
  await expect(exportRows(page).getByText(/^640 × 360 · /)).toBeVisible({ timeout: exportMs });
  await page.keyboard.press('Escape');
  const panel = await openExport(page);
  await panel.getByRole('button', { name: /^Export \d/ }).click();
  await expect(exportRows(page).getByRole('status')).toHaveText(/^[3-9]\d % .+ left$/, { timeout: exportMs });
  await shoot(page, images, 'export');
  await exportRows(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'Close' }).click();
}

type Bench = { readonly folders: Folders; readonly keyring: Keyring; readonly vendor: Simulator };

async function run(bench: Bench): Promise<void> {
  const { folders, keyring, vendor } = bench;
  const browser = await chromium.launch(chromiumOptions);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const door = browserDoor(page, studioEnv({ folders, vendorUrls: vendor.vendorUrls, session: keyring.env }));
  const states = await mkdtemp(join(tmpdir(), 'circle-take-states-'));
  try {
    await door.open();
    await shootStudio(page, bench, states);
    await shootTrouble(page, door, states);
  } finally {
    await browser.close();
    await door.sweep();
  }
}

await mkdir(images, { recursive: true });
const fresh = await freshFolders();
// Its path is to be seen in the pictures.
const folders = { ...fresh, library: join(fresh.home, 'Films') };
const keyring = await startKeyring(folders);
const vendor = await startSimulator({ dir: folders.home, latencyMs: 200, drawn: true });
try {
  await run({ folders, keyring, vendor });
} finally {
  await vendor.end();
  await keyring.end();
  await folders.remove();
}
