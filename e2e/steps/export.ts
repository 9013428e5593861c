import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, type Locator, type Page } from '@playwright/test';
import { z } from 'zod';

export const exportPanel = (page: Page): Locator => page.getByRole('dialog', { name: 'Export' });
export const exportRows = (page: Page): Locator =>
  exportPanel(page).getByRole('region', { name: 'Exports of this film' }).getByRole('listitem');

export async function openExport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const panel = exportPanel(page);
  await expect(fileField(page)).toBeVisible();
  return panel;
}

/** Where the export goes to. */
export const fileField = (page: Page): Locator => exportPanel(page).getByRole('textbox', { name: 'File' });

export async function choosePreset(page: Page, group: 'Share' | 'Master' | 'Quick' | 'Sound', name: string) {
  const preset = exportPanel(page).getByRole('radiogroup', { name: 'Preset' }).getByRole('radio', { name });
  await exportPanel(page).getByRole('radio', { name: group, exact: true }).click();
  await preset.click();
  await expect(preset).toBeChecked();
}

/** Starts what is chosen; gives where it goes to. */
export async function startExport(page: Page): Promise<string> {
  const destination = await fileField(page).inputValue();
  await exportPanel(page)
    .getByRole('button', { name: /^Export \d/ })
    .click();
  return destination;
}

/** Starts an export of the smallest size; gives where it goes to. */
export async function startDraft(page: Page): Promise<string> {
  await choosePreset(page, 'Quick', 'Draft');
  return startExport(page);
}

const fileSchema = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string(),
      codec_name: z.string(),
      width: z.number().optional(),
      height: z.number().optional(),
      nb_read_frames: z.string().optional(),
    }),
  ),
});

/** What ffprobe says about a film, with its frames counted by decoding them. */
export async function probeFilm(file: string) {
  const { stdout } = await promisify(execFile)('ffprobe', [
    ...['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', file],
  ]);
  const { streams } = fileSchema.parse(JSON.parse(stdout));
  const video = streams.find((stream) => stream.codec_type === 'video');
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  return {
    video: video?.codec_name,
    audio: audio?.codec_name,
    size: [video?.width, video?.height],
    frames: Number(video?.nb_read_frames),
  };
}
