import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Cut, CutScene } from '../../../shared/cut.ts';
import { frameSeconds } from '../../../shared/time.ts';
import { ffmpeg, h264, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { pictureChain } from '../picture/picture-chain.ts';
import { readSourceFacts } from '../picture/source-facts.ts';
import type { Encoding } from '../segments/encoding.ts';
import { renderCut } from './render-cut.ts';
import { fontsDir, type TestFilm, testFilm } from './test-film.ts';
import { testOrder } from './test-order.ts';

const tools = await findTools({ env: process.env });
const dir = temporaryFolder();

beforeAll(() => {
  ffmpeg(dir, `-f lavfi -i testsrc2=s=320x180:r=24:d=1 ${h264} clip.mp4`);
  ffmpeg(dir, '-f lavfi -i mandelbrot=s=400x300 -frames:v 1 still.png');
});

/** The same film in one graph, each scene whole, nothing cut and nothing encoded: brightness of every pixel. */
async function uncut(film: TestFilm, encoding: Encoding): Promise<Buffer> {
  const { cut } = film;
  const [one, other] = cut.scenes as [CutScene, CutScene];
  const chain = async (scene: CutScene, input: number, label: string) => {
    const { picture, clip, motion, fit, focus } = scene;
    const facts = await readSourceFacts(tools, await film.mediaPath(picture?.id ?? ''));
    const laid = { facts, fit, focus };
    const source = clip ? { kind: 'clip' as const, play: clip, ...laid } : { kind: 'still' as const, motion, ...laid };
    const span = { from: 0, to: scene.frames, sceneFrames: scene.frames };
    const place = { input, label, fontsDir, workFile: (name: string) => join(dir, `${label} ${name}`) };
    return pictureChain(source, span, { ...encoding, quick: true }, null, place);
  };
  const chains = [await chain(one, 0, 'a'), await chain(other, 1, 'b')] as const;
  for (const { path, text } of chains.flatMap(({ scripts }) => scripts)) writeFileSync(path, text);
  const duration = frameSeconds(one.joinFrames + 1, '30').toFixed(6);
  const offset = frameSeconds(one.frames - one.joinFrames - 1, '30').toFixed(6);
  // xfade begins with nothing of the second and ends with nothing of the first: neither frame is in a join of ours.
  const ends = ['tpad=stop=1:stop_mode=clone', 'tpad=start=1:start_mode=clone'];
  const fade = `[a]format=yuv444p,${ends[0]}[aa];[b]format=yuv444p,${ends[1]}[bb];[aa][bb]xfade=duration=${duration}:offset=${offset}`;
  const graph = [...chains.map((each) => each.graph), `${fade},format=gray[out]`].join(';');
  const inputs = chains.flatMap((each) => each.inputs);
  return raw([...inputs, '-filter_complex', graph, '-map', '[out]']);
}

const raw = (args: readonly string[]): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', ...args, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'], {
    maxBuffer: 1 << 26,
  });

const pixels = 160 * 90;

/** Mean difference of each frame, in steps of brightness. */
const differences = (one: Buffer, other: Buffer, frames: Cut['frames']): number[] =>
  Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (let at = frame * pixels; at < (frame + 1) * pixels; at += 1)
      sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
    return sum / pixels;
  });

test('cut into bodies and joins, a film has the same frames as in one piece', async () => {
  const film = await testFilm(tools, dir, [
    { picture: 'clip.mp4', seconds: 0.8, join: { kind: 'crossfade', seconds: 0.3 } },
    { picture: 'still.png', seconds: 0.8 },
  ]);
  const wish = testOrder(tools, dir, film, 'seams', { sound: null });
  // Next to lossless.
  const encoding: Encoding = { ...wish.encoding, quality: 1 };
  await renderCut({ ...wish, encoding });
  const whole = await uncut(film, encoding);
  const made = raw(['-i', wish.output, '-pix_fmt', 'gray']);
  expect([whole.length, made.length]).toEqual([film.cut.frames * pixels, film.cut.frames * pixels]);
  expect(Math.max(...differences(made, whole, film.cut.frames))).toBeLessThan(1);
  // Which a film that is one frame off does not have.
  expect(Math.max(...differences(made.subarray(pixels), whole, film.cut.frames - 1))).toBeGreaterThan(2);
});
