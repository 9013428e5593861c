import { readFile } from 'node:fs/promises';
import { exportPanel, exportRows, openExport, probeFilm, startDraft } from './steps/export.ts';
import { card, circled, inspector, newFilm, saved, selectScene, take, threeLights, titles } from './steps/film.ts';
import { addKey, chooseGenerator, generateButton } from './steps/generators.ts';
import { expectStill, plannedFrames, playhead, playing, watchPlaying } from './steps/playing.ts';
import { expect, test } from './test.ts';

test('from a script to a finished MP4, and everything is there after a reload', async ({ studio, door }) => {
  test.slow();
  const { page, vendor } = studio;

  await test.step('write the film', async () => {
    await newFilm(page, threeLights);
    await expect(page.getByRole('textbox', { name: 'Title of the film' })).toHaveValue('Three lights');
    await expect(titles(page)).toHaveText(['First light', 'Second light', 'Third light']);
  });

  await test.step('Replicate for one scene: key, test, choice', async () => {
    await selectScene(page, 2);
    await chooseGenerator(page, 'Seedance 1 Lite');
    await expect(inspector(page).getByRole('button', { name: 'Seedance 1 Lite needs a Replicate key' })).toBeVisible();
    await addKey(page);
    await expect(generateButton(page)).toHaveText(/^Generate take 1 · about \$0\.0\d+$/);
  });

  await test.step('generate all, and see the progress', async () => {
    await vendor.sabotage({ kind: 'slow', ms: 4000 });
    await page.getByRole('button', { name: /^Generate missing · 5/ }).click();
    const working = card(page, 2).filter({ has: page.getByRole('progressbar') });
    await expect(working.getByText(/^\d+ % · \d+:\d\d left$/)).toBeVisible();
    await expect(card(page, 2).getByRole('button', { name: 'Circle take 1' })).toBeVisible();
    for (const place of [1, 3])
      await expect(card(page, place).getByRole('button', { name: 'Circle take 1' })).toBeVisible({ timeout: 60_000 });
  });

  await test.step('cancel a take', async () => {
    await vendor.sabotage({ kind: 'slow', ms: 60_000 });
    await generateButton(page).click();
    await expect(inspector(page).getByText("waits in Replicate's queue")).toBeVisible();
    await inspector(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(inspector(page).getByRole('button', { name: 'Cancel' })).toBeHidden();
    await expect.poll(async () => (await vendor.state()).predictions[0]?.state).toBe('cancelled');
    await expect(take(page, 2)).toHaveCount(0);
  });

  await test.step('a second take, and the circle by key', async () => {
    await generateButton(page).click();
    await expect(take(page, 2)).toBeVisible();
    await card(page, 2)
      .getByRole('button', { name: /^Scene 2, / })
      .press('1');
    await expect(circled(page, 1)).toBeVisible();
    await page.keyboard.press('2');
    await expect(circled(page, 2)).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(circled(page, 1)).toBeVisible();
    await page.keyboard.press('Control+Shift+z');
    await expect(circled(page, 2)).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(circled(page, 1)).toBeVisible();
  });

  await test.step('write, and take it back', async () => {
    const prompt = inspector(page).getByRole('textbox', { name: 'Prompt' });
    await prompt.fill('A window in the snow at night.');
    await expect(card(page, 2).getByText('Prompt changed')).toBeVisible();
    await prompt.press('Control+z');
    await expect(prompt).toHaveValue('A window in the rain at night.');
    await prompt.press('Control+Shift+z');
    await expect(prompt).toHaveValue('A window in the snow at night.');
    await selectScene(page, 3);
    await inspector(page).getByRole('textbox', { name: 'Title of the scene' }).fill('Last light');
  });

  await test.step('put the last scene first, by keys', async () => {
    await card(page, 3)
      .getByRole('button', { name: /^Scene 3, / })
      .focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(titles(page)).toHaveText(['Last light', 'First light', 'Second light']);
    await saved(page);
  });

  await test.step('play the rough cut', async () => {
    await watchPlaying(page);
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await expect
      .poll(async () => Object.keys((await playing(page)).clips).sort())
      .toEqual(['First light', 'Last light', 'Second light']);
    const seen = await playing(page);
    expect(Math.min(...Object.values(seen.clips))).toBeGreaterThan(3);
    expect(Object.keys(seen.voices)).toHaveLength(2);
    expect(Math.min(...Object.values(seen.voices))).toBeGreaterThan(0.02);
    expect(seen.captions).toEqual(['They stay.', 'It burns.']);
    expect(seen.playhead.length).toBeGreaterThan(10);

    await page.getByRole('button', { name: 'To the start' }).click();
    await page.getByRole('button', { name: 'Play the rough cut' }).click();
    await expect.poll(() => playhead(page)).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expectStill(page);
  });

  const frames = await plannedFrames(page);
  const destination = await test.step('export', async () => {
    await openExport(page);
    const file = await startDraft(page);
    await expect(exportRows(page).getByRole('status')).toHaveText(/^\d+ % · /);
    await expect(exportRows(page).getByRole('progressbar')).toBeVisible();
    await expect(exportRows(page).getByText(/^640 × 360 · \d+\.\d s · /)).toBeVisible({ timeout: 60_000 });
    return file;
  });
  expect(await probeFilm(destination)).toEqual({ video: 'h264', audio: 'aac', size: [640, 360], frames });
  if (door === 'browser') {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      exportRows(page).getByRole('link', { name: 'Download' }).click(),
    ]);
    expect(await readFile(await download.path())).toEqual(await readFile(destination));
  }

  await test.step('reload', async () => {
    await page.reload();
    await expect(titles(page)).toHaveText(['Last light', 'First light', 'Second light']);
    await selectScene(page, 3);
    await expect(circled(page, 1)).toBeVisible();
    await expect(take(page, 2)).toBeVisible();
    await expect(inspector(page).getByRole('textbox', { name: 'Prompt' })).toHaveValue(
      'A window in the snow at night.',
    );
    expect(await plannedFrames(page)).toBe(frames);
    await openExport(page);
    await expect(exportRows(page)).toHaveCount(1);
    await expect(exportPanel(page).getByText(destination, { exact: true })).toBeVisible();
  });
});
