import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { stillGrowth } from '../../../shared/still-window.ts';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { greyFrames } from './look-at-film.ts';
import { makeTrapMedia } from './make-trap-media.ts';
import { type Exported, exportTraps, type TrapScene, trapEncoding, trapFilm } from './trap-film.ts';

const tools = await findTools({ env: process.env });
const media = temporaryFolder();
const [width, height] = [320, 180];
const motions = ['in', 'out', 'left', 'right'] as const;
const speeds = ['ultrafast', 'veryfast'] as const;
const shown = new Map<string, { readonly film: Exported; readonly frames: readonly Uint8Array[] }>();

/** Each still fades out of black and into it, so that its bodies and its joins can be read alike. */
beforeAll(async () => {
  await makeTrapMedia(media, ['edge.png', 'black.png']);
  const fade: TrapScene['join'] = { kind: 'crossfade', seconds: 0.4 };
  const black: TrapScene = { picture: join(media, 'black.png'), motion: 'none', seconds: 1, join: fade };
  const scenes = motions.flatMap((motion): TrapScene[] => [
    black,
    { title: motion, picture: join(media, 'edge.png'), motion, seconds: 2.4, join: fade },
  ]);
  const canvas = { aspect: '16:9', width, height, fps: '25' } as const;
  const plan = await trapFilm(tools, [...scenes, black], { canvas });
  for (const speed of speeds) {
    const encoding = { ...trapEncoding(plan.cut), speed };
    const film = await exportTraps(plan, tools, temporaryFolder(), { encoding });
    shown.set(speed, { film, frames: greyFrames(film.file, width, height) });
  }
});

/** Where the edge between the white and the black part stands, in pixels; null where it is too dark to be read. */
function edgeOf(frame: Uint8Array): number | null {
  const row = frame.subarray((height / 2) * width, (height / 2 + 1) * width);
  const white = row[2] ?? 0;
  return white < 60 ? null : row.reduce((sum, value) => sum + value, 0) / white;
}

const cases = speeds.flatMap((speed) => motions.map((motion) => [speed, motion] as const));

test.each(cases)('%s: a still that moves %s does so evenly, through its transitions too', (speed, motion) => {
  const { film, frames = [] } = shown.get(speed) ?? {};
  const scene = film?.cut.scenes.find(({ title }) => title === motion);
  const edges = frames.slice(scene?.start, (scene?.start ?? 0) + (scene?.frames ?? 0)).map(edgeOf);
  const seen = edges.flatMap((edge, k) => (edge === null ? [] : [{ k, edge }]));
  expect(seen.length).toBeGreaterThan(50);
  const steps = seen.slice(1).map(({ k, edge }, index) => ({ k, step: edge - (seen[index]?.edge ?? 0) }));
  // The edge stands at a quarter of the picture.
  const way = { in: -0.25, out: 0.25, left: -1, right: 1 }[motion] * width * stillGrowth;
  const ideal = way / (scene?.frames ?? 1);
  const uneven = steps.filter(({ step }) => Math.abs(step - ideal) > 0.25);
  expect(uneven).toEqual([]);
});
