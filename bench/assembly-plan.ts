import { execFile } from 'node:child_process';
import { appendFile, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encodingFor } from '../src/main/assembly/exports/encoding-for.ts';
import { planExport } from '../src/main/assembly/exports/export-plan.ts';
import { openFacts } from '../src/main/assembly/segments/facts-store.ts';
import { findSegments } from '../src/main/assembly/segments/segment-cache.ts';
import { planSegments } from '../src/main/assembly/segments/segments.ts';
import { planMix } from '../src/main/assembly/sound/mix.ts';
import { probeMedia } from '../src/main/ffmpeg/probe.ts';
import { createFilmFolder, type FilmSession, openFilmSession } from '../src/main/films/film-session.ts';
import { canvases, newFilm, newScene } from '../src/shared/film.ts';
import { fileTake } from './assembly-film.ts';
import type { Bench } from './assembly-full.ts';
import type { Verdict } from './assembly-rows.ts';
import { median } from './figures.ts';

const run = promisify(execFile);
const scenes = 300;
const mostSeconds = 1;

/**
 * Everything before the first frame is rendered, for 300 scenes with a picture and a voice each: reading the takes,
 * the cut, segments with their names, what is in the cache, the mix, and the facts of all pictures from the last export.
 */
export async function measurePlan(bench: Bench): Promise<Verdict[]> {
  const session = await openFilmSession(await makeManyTakes(bench));
  try {
    const first = await plan(session, bench);
    const times = [];
    for (let turn = 0; turn < Math.max(3, bench.pairs); turn += 1) times.push(await plan(session, bench));
    const seconds = median(times);
    return [
      {
        what: `plan: ${scenes} scenes, ${2 * scenes} takes, probes from before`,
        figure: `${seconds.toFixed(3)} s, aim ${mostSeconds} s (${first.toFixed(2)} s when nothing is known of the files)`,
        passed: seconds <= mostSeconds,
      },
    ];
  } finally {
    await session.close();
  }
}

async function plan(session: FilmSession, { tools }: Bench): Promise<number> {
  const start = performance.now();
  const { cut, preset } = await planExport(session, { preset: 'hd', aspect: null, slates: false, replace: true });
  const encoding = encodingFor(cut, preset, { captions: 'burnt' });
  const segments = planSegments(cut, encoding, { ffmpeg: tools.version, look: null });
  const cacheDir = await session.cacheDir('segments');
  await findSegments(segments, cacheDir);
  planMix(cut, { codec: 'aac', kbps: 192 });
  const resourcesDir = join(import.meta.dirname, '../resources');
  const facts = await openFacts({
    ...{ tools, cacheDir, resourcesDir, fontsDir: join(resourcesDir, 'fonts'), signal: new AbortController().signal },
    ...{ mediaPath: (takeId) => session.takes.mediaPath(takeId), assetPath: (file) => session.assetPath(file) },
  });
  for (const { picture } of cut.scenes) {
    if (picture) await facts.of({ takeId: picture.id, sha256: picture.media.sha256 });
  }
  await facts.save();
  return (performance.now() - start) / 1000;
}

/** Small files, each different, filed as takes by the real store. */
async function makeManyTakes({ dir, tools }: Bench): Promise<string> {
  const [clip, voice] = [join(dir, 'clip.mp4'), join(dir, 'voice.wav')];
  const picture = '-f lavfi -i testsrc2=s=96x54:r=30:d=1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p';
  await run(tools.ffmpeg, ['-v', 'error', '-y', ...picture.split(' '), clip]);
  await run(tools.ffmpeg, ['-v', 'error', '-y', ...'-f lavfi -i sine=d=0.8 -ac 1'.split(' '), voice]);
  const probes = { clip: await probeMedia(tools, clip), voice: await probeMedia(tools, voice) };
  const all = Array.from({ length: scenes }, (_, index) =>
    newScene({
      ...{ title: `Scene ${index + 1}`, narration: `This is number ${index + 1}, and it says a little.` },
      join: index % 2 === 0 ? { kind: 'crossfade', seconds: 0.2 } : { kind: 'cut' },
    }),
  );
  const folder = join(dir, 'Many.film');
  await createFilmFolder(folder, newFilm({ title: 'Many', canvas: canvases['16:9'], scenes: all }));
  const session = await openFilmSession(folder);
  for (const [index, { id }] of all.entries()) {
    const [ownClip, ownVoice] = [join(dir, `${index}.mp4`), join(dir, `${index}.wav`)];
    // A box that players pass over, and bytes after a sound's end, make each file another one.
    await copyFile(clip, ownClip);
    await appendFile(ownClip, Buffer.from([0, 0, 0, 12, ...Buffer.from('free'), 0, 0, index >> 8, index & 255]));
    await copyFile(voice, ownVoice);
    await appendFile(ownVoice, Buffer.from([index >> 8, index & 255]));
    await fileTake(session, id, 'picture', ownClip, tools, probes.clip);
    await fileTake(session, id, 'voice', ownVoice, tools, probes.voice);
  }
  await session.close();
  return folder;
}
