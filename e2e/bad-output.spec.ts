import type { Sabotage } from '../src/main/rehearsal/sabotage.ts';
import { inspector, newFilm, selectScene, take } from './steps/film.ts';
import { generateButton } from './steps/generators.ts';
import { closePanel, openSpending } from './steps/panels.ts';
import { expect, test } from './test.ts';

test.use({ keys: ['replicate'] });

const film = `---
title: One clip
fps: 24
generator: seedance-1-lite
---
# Only clip
seconds: 1
prompt: A lamp on a rock at dawn.
`;

const spoilt: readonly { readonly mishap: Sabotage; readonly says: RegExp }[] = [
  { mishap: { kind: 'wrong-type', times: 20 }, says: /a web page/ },
  { mishap: { kind: 'empty', times: 20 }, says: /empty/ },
  { mishap: { kind: 'truncated', times: 20 }, says: /cannot be used|broke off|cut off/ },
];

test('what is no clip becomes no take: it says what came, that it was charged, and can be asked for again', async ({
  studio,
}) => {
  const { page, vendor } = studio;
  await newFilm(page, film);
  await selectScene(page, 1);
  const failure = inspector(page).getByRole('alert');
  for (const { mishap, says } of spoilt)
    await test.step(mishap.kind, async () => {
      await vendor.sabotage(mishap);
      await generateButton(page).click();
      await expect(failure).toContainText(says);
      await expect(failure).toContainText(/ charged up to \$0\.\d+/);
      await expect(take(page, 1)).toHaveCount(0);
      await vendor.clear();
      await failure.getByRole('button', { name: 'Dismiss' }).click();
      await expect(failure).toBeHidden();
    });
  expect((await vendor.state()).counts.charges).toBe(spoilt.length);
  const receipts = (await openSpending(page)).getByRole('region', { name: 'Receipts' }).getByRole('listitem');
  await expect(receipts).toHaveCount(spoilt.length);
  await closePanel(page);
});
