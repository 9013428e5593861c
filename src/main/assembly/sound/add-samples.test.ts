import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { addPiece, fillLevel } from './add-samples.ts';
import type { SoundPiece, SoundRound } from './mix.ts';

const dir = temporaryFolder();
const left = (stereo: Float32Array) => [...stereo.filter((_, index) => index % 2 === 0)];
const flat = { fadeIn: 0, fadeOut: 0 };

/** The left channel of a mix of `present`, both sides the same, after `sound` was added. */
async function added(present: number[], sound: number[], rounds: readonly SoundRound[], level: SoundPiece['level']) {
  const file = async (name: string, samples: number[]) => {
    const handle = await open(join(dir, name), 'w+');
    await handle.write(new Uint8Array(new Float32Array(samples.flatMap((value) => [value, value])).buffer));
    return handle;
  };
  const [mix, decoded] = [await file('mix', present), await file('sound', sound)];
  const source = { kind: 'take', takeId: 'x' } as const;
  const piece = { source, sha256: '', name: 'x', from: 0, seconds: 1, speed: 1, rounds, level };
  await addPiece(mix, piece, decoded, 1);
  const bytes = new Uint8Array((await mix.stat()).size);
  await mix.read(bytes, 0, bytes.length, 0);
  await Promise.all([mix.close(), decoded.close()]);
  return left(new Float32Array(bytes.buffer));
}

const unchanged = [{ sample: 0, gain: 1 }];

test('samples are added where they belong, also past the end', async () => {
  const round = { start: 1, offset: 1, samples: 2, ...flat };
  expect(await added([1, 1], [9, 0.5, 0.25, 9], [round], unchanged)).toEqual([1, 1.5, 0.25]);
});

test('rounds may overlap, and add up to what was there while they cross', async () => {
  const rounds = [
    { start: 0, offset: 0, samples: 8, fadeIn: 0, fadeOut: 4 },
    { start: 4, offset: 0, samples: 8, fadeIn: 4, fadeOut: 0 },
  ];
  const sum = await added([], Array(8).fill(1), rounds, unchanged);
  expect(sum.slice(0, 4)).toEqual([1, 1, 1, 1]);
  expect(sum.slice(4, 8)).toEqual([1, 1, 1, 1]);
  expect(sum.slice(8)).toEqual([1, 1, 1, 1]);
});

test('the last fade is at the end of what is really there', async () => {
  const round = { start: 1, offset: 1, samples: 12, fadeIn: 2, fadeOut: 2 };
  expect(await added(Array(9).fill(0), Array(7).fill(1), [round], unchanged)).toEqual([0, 0, 0.5, 1, 1, 1, 0.5, 0, 0]);
  expect(await added([1, 2], [1], [{ ...round, offset: 5 }], unchanged)).toEqual([1, 2]);
});

test('a level goes straight from point to point and stays beyond its ends', () => {
  const gains = new Float32Array(6);
  const level = [
    { sample: 11, gain: 0 },
    { sample: 13, gain: 1 },
    { sample: 13.5, gain: 0.5 },
  ];
  fillLevel(gains, level, 10);
  expect([...gains]).toEqual([0, 0, 0.5, 1, 0.5, 0.5]);
  fillLevel(gains, level, 12);
  expect(gains[0]).toBe(0.5);
  fillLevel(gains, [], 0);
  expect(gains[0]).toBe(0);
});

test('a long piece is added in blocks without a seam', async () => {
  const long = 150_000;
  const round = { start: 0, offset: 0, samples: long, fadeIn: 100_000, fadeOut: 0 };
  const sum = await added([], Array(long).fill(1), [round], unchanged);
  expect(sum).toHaveLength(long);
  expect(sum[65_536]).toBeCloseTo(0.65536);
  expect(sum[131_072]).toBe(1);
});
