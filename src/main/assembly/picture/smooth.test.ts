import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type StillMotion, stillWindow } from '../../../shared/still-window.ts';
import type { FrameRate } from '../../../shared/time.ts';
import { ffmpeg, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { pictureChain } from './picture-chain.ts';
import { readSourceFacts } from './source-facts.ts';

const tools = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe', version: 'any' };
const dir = temporaryFolder();
const still = join(dir, 'dot.png');
/** A soft coloured dot on grey, off the middle on both axes; parts of width and height. */
const dot = { x: 0.3, y: 0.7 };
const glow = `exp(-(pow(X+0.5-${dot.x}*W,2)+pow(Y+0.5-${dot.y}*H,2))/200)`;
ffmpeg(
  dir,
  `-f lavfi -i color=black:s=1600x900,format=gbrp,geq=r='60+190*${glow}':g='60+60*${glow}':b='60-50*${glow}' -frames:v 1 dot.png`,
);
const facts = await readSourceFacts(tools, still);

const size = { width: 640, height: 360 };

/** Where the dot is in each frame, in pixels, by its weight in one plane of 4:2:0. */
function dotPlaces(motion: StillMotion, fps: FrameRate, frames: number, plane: 'y' | 'v'): { x: number; y: number }[] {
  const chain = pictureChain(
    { kind: 'still', facts, motion, fit: 'fill', focus: { x: 0.5, y: 0.5 } },
    { from: 0, to: frames, sceneFrames: 150 },
    { ...size, fps, pixelFormat: 'yuv420p', quick: false },
    null,
    { input: 0, label: 'dot', fontsDir: dir, workFile: (name) => join(dir, `${motion}-${name}`) },
  );
  for (const { path, text } of chain.scripts) writeFileSync(path, text);
  const graph = `${chain.graph};[dot]extractplanes=${plane}[plane]`;
  const args = [
    '-v',
    'error',
    ...chain.inputs,
    '-filter_complex',
    graph,
    '-map',
    '[plane]',
    '-fps_mode',
    'passthrough',
  ];
  const raw = execFileSync('ffmpeg', [...args, '-f', 'rawvideo', '-'], { maxBuffer: 1 << 28 });
  const part = plane === 'y' ? 1 : 2;
  const [width, height] = [size.width / part, size.height / part];
  expect(raw.length).toBe(width * height * frames);
  const levels = { y: 75, v: 131 };
  return Array.from({ length: frames }, (_, frame) => {
    let [sum, across, down] = [0, 0, 0];
    raw.subarray(frame * width * height, (frame + 1) * width * height).forEach((value, index) => {
      const weight = Math.max(0, value - levels[plane]);
      sum += weight;
      across += weight * (index % width);
      down += weight * Math.floor(index / width);
    });
    // H.264's chroma samples lie on the left of each pair of pixels, and between two lines.
    return { x: (across / sum) * part + 0.5, y: (down / sum + 0.5) * part };
  });
}

function ideal(motion: StillMotion, frame: number): { x: number; y: number } {
  const { left, top, size: seen } = stillWindow(motion, frame / 150);
  return { x: ((dot.x - left) / seen) * size.width, y: ((dot.y - top) / seen) * size.height };
}

const motions: [StillMotion, FrameRate][] = [
  ['in', '24'],
  ['out', '30000/1001'],
  ['left', '25'],
  ['right', '60'],
  ['up', '30'],
  ['down', '24000/1001'],
];

test.each(motions)('a still that moves %s at %s goes on evenly, by less than a pixel a frame', (motion, fps) => {
  const places = dotPlaces(motion, fps, 60, 'y');
  const off = places.map(({ x, y }, frame) => ({ x: x - ideal(motion, frame).x, y: y - ideal(motion, frame).y }));
  const steps = off
    .slice(1)
    .map(({ x, y }, frame) => Math.max(Math.abs(x - (off[frame]?.x ?? 0)), Math.abs(y - (off[frame]?.y ?? 0))));
  expect(Math.max(...steps)).toBeLessThan(0.05);
});

test('colours stay on what they colour', () => {
  for (const [motion, fps] of motions) {
    const colour = dotPlaces(motion, fps, 12, 'v');
    if (process.env.SHOW)
      console.warn(
        motion,
        colour.slice(0, 4).map(({ x, y }, frame) => [x - ideal(motion, frame).x, y - ideal(motion, frame).y]),
      );
    for (const [frame, { x, y }] of colour.entries()) {
      expect(Math.abs(x - ideal(motion, frame).x)).toBeLessThan(0.15);
      expect(Math.abs(y - ideal(motion, frame).y)).toBeLessThan(0.15);
    }
  }
});
