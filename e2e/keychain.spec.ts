import { filesHolding } from './harness/folders.ts';
import { rehearsalKey } from './harness/simulator.ts';
import { newFilm, oneScene, openFilm } from './steps/film.ts';
import { addKeyTo, keyRow, openSettings, removeKey, vendorKeys } from './steps/generators.ts';
import { expect, type Studio, test } from './test.ts';

const masked = 'rehe…ench';
const wrongKey = 'not-the-key-of-the-bench';

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

  test('keys are kept across restarts, are never shown, are tested, and go when they are removed', async ({
    studio,
    door,
  }) => {
    const received = receivedBy(studio);
    await studio.page.reload();
    await newFilm(studio.page, oneScene);
    await openSettings(studio.page);
    const key = (label: string) => keyRow(studio.page, label);
    await addKeyTo(studio.page, { secret: rehearsalKey, keep: 'Keep in the keychain' });
    await expect(key('Key 1').getByRole('status')).toHaveText('Works: rehearsal');
    await expect(key('Key 1')).toContainText('in the keychain');
    await addKeyTo(studio.page, { secret: wrongKey, label: 'Studio', keep: 'Keep in the keychain' });
    await expect(key('Studio').getByRole('status')).toHaveText('Replicate refused the key.');
    await expect(key('Key 1').getByText(masked, { exact: true })).toBeVisible();
    await expectSecret(studio, received);

    await studio.restart();
    await openSettings(studio.page);
    await expect(key('Key 1').getByText(masked, { exact: true })).toBeVisible();
    await expect(key('Key 1')).toContainText('in the keychain');
    await expect(key('Studio')).toContainText('Replicate refused the key.');
    await expectSecret(studio, received);

    await studio.vendor.sabotage({ kind: 'unauthorized', on: 'account' });
    await key('Key 1').getByRole('button', { name: 'Test Key 1' }).click();
    await expect(key('Key 1').getByRole('status')).toHaveText('Replicate refused the key.');
    await key('Key 1').getByRole('button', { name: 'Test Key 1' }).click();
    await expect(key('Key 1').getByRole('status')).toHaveText('Works: rehearsal');

    await removeKey(studio.page, 'Key 1');
    await expect(key('Key 1')).toBeHidden();
    await studio.restart();
    await openFilm(studio.page, 'One light');
    await openSettings(studio.page);
    await expect(key('Studio')).toBeVisible();
    await expect(key('Key 1')).toBeHidden();
    // The desktop's page has a port of its own, which cannot be listened to.
    if (door === 'browser') expect(received.length).toBeGreaterThan(10);
  });

  test('a key is not added twice', async ({ studio }) => {
    await openSettings(studio.page);
    await addKeyTo(studio.page, { secret: rehearsalKey, label: 'Studio', keep: 'Keep in the keychain' });
    await expect(keyRow(studio.page, 'Studio').getByRole('status')).toHaveText('Works: rehearsal');
    await addKeyTo(studio.page, { secret: rehearsalKey, keep: 'Keep in the keychain' });
    await expect(vendorKeys(studio.page).getByRole('alert')).toContainText('This key is already here as “Studio”.');
  });

  test('a key can be kept for the session only', async ({ studio }) => {
    await openSettings(studio.page);
    await addKeyTo(studio.page, { secret: rehearsalKey, keep: 'For this session only' });
    await expect(keyRow(studio.page, 'Key 1')).toContainText('for this session');
    await studio.restart();
    await openSettings(studio.page);
    await expect(vendorKeys(studio.page).getByRole('button', { name: 'Add key' })).toBeVisible();
    await expect(keyRow(studio.page, 'Key 1')).toBeHidden();
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
  await addKeyTo(studio.page, { secret: wrongKey, keep: 'Use for this session' });
  await expect(keyRow(studio.page, 'Key 1').getByRole('status')).toHaveText('Replicate refused the key.');
  await removeKey(studio.page, 'Key 1');

  await addKeyTo(studio.page, { secret: rehearsalKey, keep: 'Use for this session' });
  await expect(keyRow(studio.page, 'Key 1').getByRole('status')).toHaveText('Works: rehearsal');
  await expect(keyRow(studio.page, 'Key 1')).toContainText('for this session');
  await expectSecret(studio, received);

  await studio.restart();
  await openSettings(studio.page);
  await expect(vendorKeys(studio.page).getByRole('button', { name: 'Add key' })).toBeVisible();
});
