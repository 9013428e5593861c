import { filesHolding } from './harness/folders.ts';
import { rehearsalKey } from './harness/simulator.ts';
import { newFilm, oneScene, openFilm } from './steps/film.ts';
import { openSettings, replicateKey } from './steps/generators.ts';
import { expect, type Studio, test } from './test.ts';

const masked = 'rehe…ench';

/** Neither the page, nor what it was sent, nor any file of the studio or the keyring may hold the key. */
async function expectSecret({ page, folders }: Studio, received: readonly string[]): Promise<void> {
  expect(await page.content()).not.toContain(rehearsalKey);
  expect(received.filter((text) => text.includes(rehearsalKey))).toEqual([]);
  expect(await filesHolding(folders.home, rehearsalKey)).toEqual([]);
}

/** Everything that the page receives over its socket from now on. */
function receivedBy({ page }: Studio): string[] {
  const received: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(payload.toString())));
  return received;
}

test.describe('with a keychain', () => {
  test.skip(process.platform !== 'linux', 'the keychain of the test bench is GNOME Keyring');
  test.use({ keychain: true });

  test('a key is kept across restarts, is never shown, is tested, and goes when it is removed', async ({
    studio,
    door,
  }) => {
    const received = receivedBy(studio);
    await studio.page.reload();
    await newFilm(studio.page, oneScene);
    await openSettings(studio.page);
    const replicate = () => replicateKey(studio.page);
    await replicate().getByLabel('Replicate key').fill(rehearsalKey);
    await replicate().getByRole('button', { name: 'Keep in the keychain' }).click();
    await expect(replicate().getByRole('status')).toHaveText('Works: rehearsal');
    await expect(replicate()).toContainText('in the keychain');
    await expect(replicate().getByText(masked, { exact: true })).toBeVisible();
    await expectSecret(studio, received);

    await studio.restart();
    await openSettings(studio.page);
    await expect(replicate().getByText(masked, { exact: true })).toBeVisible();
    await expect(replicate()).toContainText('in the keychain');
    await expectSecret(studio, received);

    await studio.vendor.sabotage({ kind: 'unauthorized', on: 'account' });
    await replicate().getByRole('button', { name: 'Test' }).click();
    await expect(replicate().getByRole('status')).toHaveText('Replicate refused the key.');
    await replicate().getByRole('button', { name: 'Test' }).click();
    await expect(replicate().getByRole('status')).toHaveText('Works: rehearsal');

    await replicate().getByRole('button', { name: 'Remove' }).click();
    await expect(replicate().getByLabel('Replicate key')).toBeVisible();
    await studio.restart();
    await openFilm(studio.page, 'One light');
    await openSettings(studio.page);
    await expect(replicate().getByLabel('Replicate key')).toHaveValue('');
    // The desktop's page has a port of its own, which cannot be listened to.
    if (door === 'browser') expect(received.length).toBeGreaterThan(10);
  });

  test('a key can be kept for the session only', async ({ studio }) => {
    await openSettings(studio.page);
    await replicateKey(studio.page).getByLabel('Replicate key').fill(rehearsalKey);
    await replicateKey(studio.page).getByRole('button', { name: 'For this session only' }).click();
    await expect(replicateKey(studio.page)).toContainText('for this session');
    await studio.restart();
    await openSettings(studio.page);
    await expect(replicateKey(studio.page).getByLabel('Replicate key')).toBeVisible();
  });
});

test('without a keychain it is said plainly, and a key lasts for the session', async ({ studio, door }) => {
  test.skip(door === 'desktop', 'a desktop session has a keychain of its own');
  const received = receivedBy(studio);
  await studio.page.reload();
  await openSettings(studio.page);
  const settings = studio.page.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByRole('note')).toHaveText(
    'No keychain service is running: sign in to a desktop session, or start one. Until then keys are kept for this session only.',
  );
  await replicateKey(studio.page).getByLabel('Replicate key').fill('not-the-key-of-the-bench');
  await replicateKey(studio.page).getByRole('button', { name: 'Use for this session' }).click();
  await expect(replicateKey(studio.page).getByRole('status')).toHaveText('Replicate refused the key.');
  await replicateKey(studio.page).getByRole('button', { name: 'Remove' }).click();

  await replicateKey(studio.page).getByLabel('Replicate key').fill(rehearsalKey);
  await replicateKey(studio.page).getByRole('button', { name: 'Use for this session' }).click();
  await expect(replicateKey(studio.page).getByRole('status')).toHaveText('Works: rehearsal');
  await expect(replicateKey(studio.page)).toContainText('for this session');
  await expectSecret(studio, received);

  await studio.restart();
  await openSettings(studio.page);
  await expect(replicateKey(studio.page).getByLabel('Replicate key')).toBeVisible();
});
