import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { probeMedia } from '../src/main/ffmpeg/probe.ts';
import type { FfmpegTools } from '../src/main/ffmpeg/tools.ts';
import { createFilmFolder, type FilmSession, openFilmSession } from '../src/main/films/film-session.ts';
import type { Asset } from '../src/shared/asset.ts';
import { type Canvas, type Film, newFilm, newScene, type Scene } from '../src/shared/film.ts';
import { newId } from '../src/shared/ids.ts';
import { usualFilmSound, usualMusic } from '../src/shared/sound.ts';
import type { Probe, Role } from '../src/shared/take.ts';
import type { BenchMedia } from './assembly-media.ts';

/** Frames and pixels of the film; captions, music and crossfades as in the workload, or the plainest film there is. */
export type BenchFilm = {
  readonly scenes: number;
  readonly canvas: Canvas;
  readonly kind: 'full' | 'plain';
};

/** A clip for every second scene, a still for the others. */
export const pictureOf = (media: BenchMedia, index: number): string =>
  (index % 2 === 0 ? media.clips : media.stills)[Math.floor((index % 12) / 2)] ?? '';

/**
 * Writes the workload's film into `dir`: scenes over takes filed by the real store, with narration, captions, ducked
 * music and a crossfade of half a second on every second join. `plain` has cuts only, of clips alone, nothing spoken.
 * Returns the film's folder. Scenes share the takes of the first twelve, but no two show the same: each has its number
 * in its caption, so that nothing is rendered once for two.
 */
export async function makeBenchFilm(
  dir: string,
  { scenes, canvas, kind }: BenchFilm,
  media: BenchMedia,
  tools: FfmpegTools,
): Promise<string> {
  const folder = join(dir, `${kind} ${scenes} ${canvas.width}.film`);
  await createFilmFolder(folder, newFilm({ title: 'The boat', canvas }));
  const session = await openFilmSession(folder);
  try {
    const all = Array.from({ length: scenes }, (_, index) => sceneOf(index, kind, media));
    const circled = await fileTakes(session, all.slice(0, 12), kind, media, tools);
    const film: Film = {
      ...session.current().film,
      scenes: all.map((scene, index) => ({ ...scene, circled: circled[index % 12] ?? scene.circled })),
      sound: {
        ...usualFilmSound,
        music: kind === 'full' ? { ...usualMusic, asset: await addMusic(folder, media) } : null,
      },
    };
    await session.save(film, session.current().revision);
    return folder;
  } finally {
    await session.close();
  }
}

function sceneOf(index: number, kind: BenchFilm['kind'], media: BenchMedia): Scene {
  if (kind === 'plain') return newScene({ title: `Scene ${index + 1}` });
  return newScene({
    title: `Scene ${index + 1}`,
    narration: `${index + 1}. ${media.voices[index % 12]?.text}`,
    join: index % 2 === 0 ? { kind: 'crossfade', seconds: 0.5 } : { kind: 'cut' },
    // A clip's own sound is not part of the workload.
    levels: { voice: { gainDb: 0, muted: false }, clip: { gainDb: 0, muted: true } },
    // No two joins are the same either, though nobody could see it.
    focus: { x: 0.5, y: 0.5 + index * 1e-7 },
  });
}

async function fileTakes(
  session: FilmSession,
  scenes: readonly Scene[],
  kind: BenchFilm['kind'],
  media: BenchMedia,
  tools: FfmpegTools,
): Promise<Scene['circled'][]> {
  const circled: Scene['circled'][] = [];
  for (const [index, scene] of scenes.entries()) {
    const file = async (role: Role, path: string) => fileTake(session, scene.id, role, path, tools);
    const picture = await file(
      'picture',
      kind === 'plain' ? (media.clips[index % media.clips.length] ?? '') : pictureOf(media, index),
    );
    circled.push({ picture, voice: kind === 'plain' ? null : await file('voice', media.voices[index]?.file ?? '') });
  }
  return circled;
}

/** Files a copy of `path` as a take of the scene; returns its id. `known` is what a probe said of it; a poster is moved. */
export async function fileTake(
  session: FilmSession,
  sceneId: string,
  role: Role,
  path: string,
  tools: FfmpegTools,
  known?: Probe,
  poster: string | null = null,
): Promise<string> {
  const staged = join(await session.takes.stage(), basename(path));
  await copyFile(path, staged);
  const origin = { kind: 'imported' as const, originalName: basename(path) };
  const made = { prompt: '', seed: null, inputsDigest: null, remarks: [], measured: null, words: null, warnings: [] };
  const cost = { micros: 0, basis: 'free' as const };
  const probe = known ?? (await probeMedia(tools, path));
  const take = { id: newId('take'), sceneId, role, origin, ...made, probe, cost, tookMs: 0 };
  return (await session.takes.add(take, { media: staged, poster })).id;
}

async function addMusic(folder: string, { music }: BenchMedia): Promise<Asset> {
  const bytes = await readFile(music);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = `${sha256.slice(0, 16)}${extname(music)}`;
  await mkdir(join(folder, 'assets'), { recursive: true });
  await copyFile(music, join(folder, 'assets', file));
  return { file, kind: 'music', name: basename(music), sha256, bytes: bytes.length, seconds: 31 };
}
