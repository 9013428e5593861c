import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { channelOf, frameTicks, numbersOf, onset, streamOf } from './look-at-film.ts';
import { makeTrapMedia } from './make-trap-media.ts';
import { recordingTools } from './recording-tools.ts';
import { startExport } from './start-export.ts';
import { type TrapScene, tiny, trapFilm } from './trap-film.ts';

const real = await findTools({ env: process.env });
const media = temporaryFolder();
const [width, height] = [96, 54];
const perFrame = 48_000 / 25;
beforeAll(() => makeTrapMedia(media, ['long25.mp4', 'voice.wav']));

/** After so many, scenes repeat: the cache renders none twice, and a test does not render 300. bench/ does. */
const distinct = 60;

/** Ten frames each; every fourth fades, every fifteenth speaks, and so does the last one. */
function manyScenes(count: number): TrapScene[] {
  return Array.from({ length: count }, (_, index): TrapScene => {
    const spoken = index % 15 === 14 || index === count - 1;
    return {
      ...{ title: `${index + 1}`, seconds: 0.4, trim: { start: (index % distinct) / 25, end: null } },
      picture: join(media, 'long25.mp4'),
      ...(index % 4 === 1 ? { join: { kind: 'crossfade', seconds: 0.12 } } : {}),
      ...(spoken ? { narration: 'Now.', voiced: join(media, 'voice.wav') } : {}),
    };
  });
}

async function exported(count: number) {
  const dir = temporaryFolder();
  const recording = recordingTools(real, dir);
  const scenes = manyScenes(count);
  const out = join(dir, 'out');
  const { cut, files } = await trapFilm(real, scenes, { canvas: { ...tiny, width, height, fps: '25' } });
  const ended = await startExport({ cut, files, dir: out, ffmpeg: recording.tools.ffmpeg }).ended;
  if (!ended) throw new Error('It was not killed by anybody.');
  return { ...ended, cut, file: join(out, 'film.part.mp4'), runs: recording.runs() };
}

test('300 scenes: picture, sound and plan end together, and all takes in proportion', async () => {
  const [few, many] = [await exported(30), await exported(300)];
  const { cut, file } = many;
  expect(many.frames).toBe(cut.frames);
  expect(frameTicks(file)).toEqual(Array.from({ length: cut.frames }, (_, frame) => frame * 512));
  const [picture, sound] = [streamOf(file, 'v'), streamOf(file, 'a')];
  for (const { duration } of [picture, sound])
    expect(Math.abs(Number(duration) - cut.frames / 25)).toBeLessThan(1 / 25);

  const shown = numbersOf(file);
  const wrong = cut.scenes.flatMap((scene, index) => {
    const before = cut.scenes[index - 1]?.joinFrames ?? 0;
    const [first, last] = [before, scene.frames - scene.joinFrames - 1];
    const found = [first, last].map((k) => shown[scene.start + k]?.number);
    const wanted = [first, last].map((k) => (index % distinct) + k);
    return `${found}` === `${wanted}` ? [] : [{ scene: index + 1, found, wanted }];
  });
  expect(wrong).toEqual([]);

  const heard = channelOf(file, 0);
  for (const { voice } of cut.scenes) {
    if (!voice) continue;
    const late = onset(heard, voice.start * perFrame - 2400, 0.02) - voice.start * perFrame;
    expect(Math.abs(late)).toBeLessThan(200);
  }

  // One program a scene, one a transition, one a narration, and a handful for the film.
  const partsOf = ({ scenes }: typeof cut): number =>
    scenes.slice(0, distinct).reduce((sum, { joinFrames }) => sum + 1 + (joinFrames > 0 ? 1 : 0), 0) +
    scenes.filter(({ voice }) => voice).length;
  expect(few.runs.length).toBeLessThanOrEqual(partsOf(few.cut) + 8);
  // The last scene has no transition and another length than its likes.
  expect(many.runs.length).toBeLessThanOrEqual(partsOf(cut) + 10);
  const most = (runs: typeof few.runs): number => Math.max(...runs.map(({ mebibytes }) => mebibytes));
  expect(most(many.runs)).toBeLessThan(most(few.runs) * 1.3);
  expect(many.mebibytes).toBeLessThan(few.mebibytes + 64);
}, 300_000);
