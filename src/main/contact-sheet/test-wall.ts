import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { newFilm, newScene, type Scene } from '../../shared/film.ts';
import type { Probe, Take, TakeView } from '../../shared/take.ts';
import { probeMedia } from '../ffmpeg/probe.ts';
import { ffmpeg, h264, temporaryFolder as sharedFolder } from '../ffmpeg/test-media.ts';
import { type FfmpegTools, findTools } from '../ffmpeg/tools.ts';
import { createFilmFolder, type FilmSession } from '../films/film-session.ts';
import { createOpenFilms } from '../films/open-films.ts';
import { temporaryFolder } from '../films/testing/sabotage.ts';
import { sampleTake } from '../films/testing/samples.ts';

/** For tests only: a film folder whose takes are real, small and of one colour each. */

const media = sharedFolder();
const made = new Set<string>();

function clip(name: string, args: string): string {
  if (!made.has(name)) ffmpeg(media, `${args} ${name}`);
  made.add(name);
  return join(media, name);
}

/** Who made it, where no file handed on may say so. */
const secret = '-metadata title=Kling -metadata comment=PiAPI';
export const clips = {
  /** Blue for half a second, then red for one and a half. */
  long: () =>
    clip(
      'long.mp4',
      `-f lavfi -i color=blue:s=160x90:r=30:d=0.5 -f lavfi -i color=red:s=160x90:r=30:d=1.5 -f lavfi -i sine=d=2 -filter_complex [0][1]concat=n=2 -map 2:a ${h264} -c:a aac -shortest ${secret}`,
    ),
  /** Lime, and white in its last quarter of a second; another rate, another shape. */
  short: () =>
    clip(
      'short.mp4',
      `-f lavfi -i color=lime:s=120x90:r=24:d=0.75 -f lavfi -i color=white:s=120x90:r=24:d=0.25 -filter_complex [0][1]concat=n=2 ${h264} ${secret}`,
    ),
  still: () => clip('still.png', '-f lavfi -i color=yellow:s=160x90 -frames:v 1'),
};

const probes = new Map<string, Promise<Probe>>();

function probeOnce(tools: FfmpegTools, file: string): Promise<Probe> {
  const probe = probes.get(file) ?? probeMedia(tools, file);
  probes.set(file, probe);
  return probe;
}

export type TestWall = Awaited<ReturnType<typeof testWall>>;

/** A film with one scene of three takes, made by `kling` at PiAPI; `change` alters the scene when the takes are known. */
export async function testWall(change: (scene: Scene, takes: readonly TakeView[]) => Partial<Scene> = () => ({})) {
  const root = await temporaryFolder();
  const tools = await findTools({ env: process.env });
  const dir = join(root, 'Film.film');
  const scene = newScene({ title: 'She winds the lamp', kind: 'testimonial' });
  const film = newFilm({ title: 'Lighthouse', scenes: [scene] });
  await createFilmFolder(dir, film);
  const films = createOpenFilms();
  onTestFinished(() => films.closeAll());
  const session = await films.open(dir, 'window');
  const takes: TakeView[] = [];
  for (const file of [clips.long(), clips.short(), clips.still()]) {
    takes.push(await addTake(session, scene.id, file, { probe: await probeOnce(tools, file) }));
  }
  const changed = { ...film, scenes: [{ ...scene, ...change(scene, takes) }] };
  await session.save(changed, session.current().revision);
  return { root, tools, films, session, film: changed, takes, fontsDir: resolve('resources/fonts') };
}

/** Files a copy of `file` as a take that Kling made for 24 cents in 41 seconds. */
export async function addTake(
  session: FilmSession,
  sceneId: string,
  file: string,
  init: Partial<Take>,
): Promise<TakeView> {
  const staged = join(await session.takes.stage(), file.split('/').at(-1) ?? '');
  await copyFile(file, staged);
  const { number, media: _, poster, createdAt, ...given } = { ...sampleTake(sceneId), ...init } as Take;
  return session.takes.add(
    {
      ...given,
      origin: {
        ...{ kind: 'generated', generator: 'kling-3', vendor: 'piapi', comparisonId: null },
        ...{ jobId: 'jb_00000001', attemptId: 'at_00000001' },
      },
      cost: { micros: 240_000, basis: 'reported' },
      tookMs: 41_200,
    },
    { media: staged, poster: null },
  );
}
