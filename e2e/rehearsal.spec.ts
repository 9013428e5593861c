import { inspector, newFilm, titles } from './steps/film.ts';
import { closePanel, openRehearsal, openSpending } from './steps/panels.ts';
import { playhead } from './steps/playing.ts';
import { expect, test } from './test.ts';

test.use({ keys: ['replicate', 'runway'] });

const film = `---
title: Two lights
fps: 24
generator: runway-gen-4-image
---
# First light
seconds: 1
prompt: A lamp on a rock at dawn.

It burns.

# Second light
seconds: 1
generator: flux-schnell
prompt: A window in the rain at night.
`;

test('a rehearsal makes the whole film for nothing: a report, an animatic that plays, and no vendor and no ledger touched', async ({
  studio,
}) => {
  const { page, vendor } = studio;
  await newFilm(page, film);
  const rehearsal = await openRehearsal(page);
  await rehearsal.getByRole('button', { name: 'Rehearse this film · free' }).click();
  await expect(rehearsal.getByText('All 3 takes came.')).toBeVisible({ timeout: 90_000 });
  await expect(rehearsal.getByText('$0.083', { exact: true })).toHaveCount(2);
  await expect(rehearsal.getByText('3 of 3')).toBeVisible();
  await closePanel(page);

  await test.step('the film is as it was, and nothing was spent', async () => {
    await expect(inspector(page).getByText('No take yet')).toBeVisible();
    await expect((await openSpending(page)).getByText('Nothing spent yet')).toBeVisible();
    await closePanel(page);
    for (const id of ['replicate', 'runway'])
      expect((await vendor.state(id)).counts).toMatchObject({ submits: 0, charges: 0, polls: 0 });
  });
  await test.step('the animatic plays', async () => {
    await (await openRehearsal(page)).getByRole('button', { name: 'Play the animatic' }).click();
    await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue(/Two lights.+/);
    await expect(page.getByRole('radio', { name: 'Cut' })).toBeChecked();
    await page.getByRole('button', { name: 'Play the rough cut' }).click();
    await expect.poll(() => playhead(page)).toBeGreaterThan(20);
    await page.getByRole('radio', { name: 'Board' }).click();
    await expect(titles(page)).toHaveText(['First light', 'Second light']);
  });
});
