import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Cut, planCut } from '../../../shared/cut.ts';
import type { ExportOptions, Preset } from '../../../shared/export.ts';
import { type Canvas, type Film, newFilm, newScene, type Scene } from '../../../shared/film.ts';
import type { Role, TakeView } from '../../../shared/take.ts';
import { testTake } from '../../../shared/test-take.ts';
import { probeMedia } from '../../ffmpeg/probe.ts';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';

/** For tests only: a film of real media, made by FFmpeg in a temporary folder. */
export const tiny: Canvas = { aspect: '16:9', width: 160, height: 90, fps: '30' };
export const tinyPreset: Preset = {
  ...{ id: 'tiny', name: 'Tiny', about: '', group: 'quick', aspect: null, extension: 'mp4' },
  picture: { codec: 'h264', shortSide: 90, quality: 20, speed: 'ultrafast', mostFps: null },
  sound: { codec: 'aac', kbps: 128 },
};
/** Nothing asked for besides the preset. */
export const plainOptions: ExportOptions = { aspect: null, captions: 'burnt', hardware: false };
export const fontsDir = resolve(import.meta.dirname, '../../../../resources/fonts');

export type TestScene = Partial<Scene> & { readonly picture?: string; readonly voiced?: string };
export type TestFilm = {
  readonly film: Film;
  readonly takes: TakeView[];
  readonly cut: Cut;
  readonly mediaPath: (takeId: string) => Promise<string>;
};

/** A film whose scenes use files of `dir` as their takes, probed as the studio would. */
export async function testFilm(
  tools: FfmpegTools,
  dir: string,
  scenes: readonly TestScene[],
  canvas: Canvas = tiny,
): Promise<TestFilm> {
  const files = new Map<string, string>();
  const takes: TakeView[] = [];
  const film = { ...newFilm({ title: 'Test film', canvas }), scenes: scenes.map((scene) => newScene(scene)) };
  for (const [index, { picture, voiced }] of scenes.entries()) {
    for (const [role, name] of [['picture', picture] as const, ['voice', voiced] as const]) {
      if (!name) continue;
      const take = await takeOf(tools, join(dir, name), film.scenes[index]?.id ?? '', role);
      files.set(take.id, join(dir, name));
      takes.push(take);
    }
  }
  const mediaPath = async (takeId: string): Promise<string> => files.get(takeId) ?? '';
  return { film, takes, cut: planCut(film, takes), mediaPath };
}

async function takeOf(tools: FfmpegTools, file: string, sceneId: string, role: Role): Promise<TakeView> {
  const bytes = readFileSync(file);
  const media = { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  return testTake(sceneId, role, await probeMedia(tools, file), { media });
}
