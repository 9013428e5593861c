import { inspector, newFilm, openFilm, saved, selectScene, take } from './steps/film.ts';
import { generateButton } from './steps/generators.ts';
import { closePanel, openLost, openSpending, panel } from './steps/panels.ts';
import { expect, type Studio, test } from './test.ts';

test.use({ keys: ['replicate', 'piapi', 'runway'] });

const filmOf = (generator: string): string => `---
title: One light
fps: 24
generator: ${generator}
---
# Only light
seconds: 1
prompt: A lamp on a rock at dawn.
`;

/** A film whose one scene is about to be made. */
async function filmBy({ page }: Studio, generator: string): Promise<void> {
  await newFilm(page, filmOf(generator));
  await selectScene(page, 1);
  await saved(page);
}

/** Says so in the inspector, offers to send it again for its price, and has not. */
async function expectUnknown({ page, vendor }: Studio, at: string, name: string): Promise<void> {
  const failure = inspector(page).getByRole('alert');
  await expect(failure).toContainText(`It is not known whether ${name} took this job.`);
  await expect(failure).toContainText(/perhaps charged up to \$0\.\d+/);
  await expect(failure.getByRole('button', { name: /^Send it again · \$0\.\d+$/ })).toBeVisible();
  await expect(take(page, 1)).toHaveCount(0);
  expect((await vendor.state(at)).counts).toMatchObject({ submits: 1 });
}

test('an answer lost on its way from a vendor that lists its work: found and adopted by itself, and paid once', async ({
  studio,
}) => {
  await filmBy(studio, 'flux-schnell');
  await studio.vendor.sabotage({ kind: 'drop', on: 'submit' });
  await generateButton(studio.page).click();
  await expectUnknown(studio, 'replicate', 'Replicate');
  await expect(take(studio.page, 1)).toBeVisible();
  await expect(studio.page.getByRole('button', { name: /^Lost and found: / })).toBeHidden();
  expect((await studio.vendor.state()).counts).toMatchObject({ submits: 1, charges: 1 });
});

test('an outage while it was sent: the vendor lists nothing of it, the user says so, and its money is free', async ({
  studio,
}) => {
  const { page, vendor } = studio;
  await filmBy(studio, 'flux-schnell');
  await vendor.sabotage({ kind: 'server-error' });
  await generateButton(page).click();
  await expectUnknown(studio, 'replicate', 'Replicate');
  const lost = await openLost(page);
  await expect(lost.getByRole('status')).toContainText(/Replicate lists nothing since .+ that could be it/);
  await lost.getByRole('button', { name: 'It never arrived' }).click();
  await expect(lost.getByText('Nothing is lost')).toBeVisible();
  await page.getByRole('button', { name: 'Generate again' }).click();
  await closePanel(page);
  await expect(take(page, 1)).toBeVisible();
  expect((await vendor.state()).counts).toMatchObject({ submits: 2, charges: 1 });
});

test('an answer lost on its way from a vendor that lists nothing: the facts are shown, and the user decides', async ({
  studio,
}) => {
  const { page, vendor } = studio;
  await filmBy(studio, 'piapi-flux-schnell');
  await vendor.sabotage({ kind: 'drop', on: 'submit' }, 'piapi');
  await generateButton(page).click();
  await expectUnknown(studio, 'piapi', 'PiAPI');
  const entry = (await openLost(page)).getByRole('article', { name: 'Only light, FLUX schnell' });
  await expect(entry).toContainText('PiAPI has no list to be asked for: only you can look.');
  await expect(entry).toContainText('FLUX schnell at PiAPI');
  await expect(entry).toContainText('PIAPI_API_KEY');
  await expect(entry).toContainText(/Sent\d\d:\d\d:\d\d, /);
  await entry.getByRole('button', { name: 'It was billed' }).click();
  await expect(panel(page, 'Lost and found').getByText('Nothing is lost')).toBeVisible();
  await closePanel(page);
  const receipts = (await openSpending(page)).getByRole('region', { name: 'Receipts' });
  await expect(receipts).toContainText('as you said');
  await expect(receipts).toContainText('$0.002');
  expect((await vendor.state('piapi')).counts).toMatchObject({ submits: 1, charges: 1 });
});

test('kill -9 between the order and its receipt: it is lost by name after the restart, and never sent again', async ({
  studio,
}) => {
  await filmBy(studio, 'runway-gen-4-image');
  await studio.vendor.sabotage({ kind: 'hang', on: 'submit' }, 'runway');
  await generateButton(studio.page).click();
  await expect.poll(async () => (await studio.vendor.state('runway')).counts.charges).toBe(1);
  await studio.kill();

  await studio.open();
  const { page } = studio;
  await openFilm(page, 'One light');
  await selectScene(page, 1);
  await expectUnknown(studio, 'runway', 'Runway');
  await expect(page.getByRole('button', { name: 'Lost and found: 1 paid call' })).toHaveText('1 lost');
  await expect(await openLost(page)).toContainText('A lamp on a rock at dawn.');
  expect((await studio.vendor.state('runway')).counts).toMatchObject({ submits: 1, charges: 1 });
});
