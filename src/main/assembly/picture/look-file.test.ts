import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Asset } from '../../../shared/asset.ts';
import { looks } from '../../../shared/looks.ts';
import { ffmpeg, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { lookFile } from './look-file.ts';
import { readCube } from './read-cube.ts';
import { readSourceFacts } from './source-facts.ts';
import { canvasOf, centre, chainOf, rawFrames, testTools } from './test-chain.ts';

const dir = temporaryFolder();
const places = {
  looksDir: join(import.meta.dirname, '../../../../resources/looks'),
  cacheDir: dir,
  assetPath: async (file: string) => join(dir, file),
};
const invert = ['TITLE "Negative"', 'LUT_3D_SIZE 2', '# red first'].join('\n');
const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => `${1 - (bits & 1)} ${1 - ((bits >> 1) & 1)} ${1 - (bits >> 2)}`);
const negative = `${invert}\n${corners.join('\r\n')}\n`;
const own: Asset = {
  ...{ file: '0000000000000000.cube', kind: 'lut', name: 'Negative.cube' },
  ...{ sha256: '0'.repeat(64), bytes: negative.length, seconds: null },
} as const;
writeFileSync(join(dir, own.file), negative);
ffmpeg(dir, '-f lavfi -i color=0x406080:s=64x36,format=rgb24 -frames:v 1 plain.png');
const facts = await readSourceFacts(testTools, join(dir, 'plain.png'));

/** The colour of a plain still under a look. */
function seen(cube: string | undefined, pixelFormat: 'yuv420p' | 'yuv422p10le' = 'yuv420p'): number[] {
  const still = { kind: 'still', facts, motion: 'none', fit: 'fill', focus: centre } as const;
  const chain = chainOf(still, { from: 0, to: 1, sceneFrames: 1 }, canvasOf({ pixelFormat }), cube ? { cube } : null);
  const [frame] = rawFrames(chain, 64 * 36 * 3, 'scale=in_color_matrix=bt709:in_range=tv,format=rgb24');
  return [...(frame ?? []).slice(3000, 3003)];
}

const near = (colour: number[], wanted: number[]): boolean =>
  colour.every((value, i) => Math.abs(value - (wanted[i] ?? 0)) <= 3);

test.each(['yuv420p', 'yuv422p10le'] as const)(
  "a film's own look changes colours as its table says, in %s",
  async (format) => {
    const full = await lookFile({ look: own, strength: 1 }, places);
    const half = await lookFile({ look: own, strength: 0.5 }, places);
    expect([seen(undefined, format), [0x40, 0x60, 0x80]]).toSatisfy(([a, b]: number[][]) => near(a ?? [], b ?? []));
    expect([seen(full?.cube, format), [0xbf, 0x9f, 0x7f]]).toSatisfy(([a, b]: number[][]) => near(a ?? [], b ?? []));
    expect([seen(half?.cube, format), [0x80, 0x80, 0x80]]).toSatisfy(([a, b]: number[][]) => near(a ?? [], b ?? []));
  },
);

test('every look of the studio can be made, and leaves black dark and white bright', async () => {
  for (const { id } of looks) {
    const look = await lookFile({ look: id, strength: 1 }, places);
    const rows = readFileSync(look?.cube ?? '', 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    expect(rows).toHaveLength(33 ** 3);
    const [black, white] = [rows[0], rows.at(-1)].map((row) => (row ?? '').split(' ').map(Number));
    expect(Math.max(...(black ?? []))).toBeLessThan(0.1);
    expect(Math.min(...(white ?? []))).toBeGreaterThan(0.85);
  }
});

test('no look, and a look of no strength, are none', async () => {
  expect(await lookFile({ look: null, strength: 1 }, places)).toBeNull();
  expect(await lookFile({ look: 'warm', strength: 0 }, places)).toBeNull();
  await expect(lookFile({ look: 'sepia', strength: 1 }, places)).rejects.toThrow(/no look named sepia/);
});

test.each([
  ['', /does not say its size/],
  ['LUT_3D_SIZE 2\n0 0 0\n', /1 colours instead of 8/],
  ['LUT_3D_SIZE 400\n', /400 points on a side/],
  ['LUT_3D_SIZE 2\nLUT_3D_SIZE 3\n', /size twice/],
  [negative.replace('1 1 1', '1 1 nan'), /"1 1 nan" is not a colour/],
  [negative.replace('1 1 1', '1 1 1e30'), /is not a colour/],
  [negative.replace('1 1 1', '1 1 1 1'), /is not a colour/],
  [`DOMAIN_MIN 1 1 1\n${negative}`, /domain is empty/],
])('a broken table is refused: %j', (text, message) => {
  expect(() => readCube(text, 'x.cube')).toThrow(message);
});

test('curves and domains are read', () => {
  const curves = readCube('LUT_1D_SIZE 3\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 2 2 2\n0 0 0\n.5 1 0\n1 1 1\n', 'x.cube');
  expect(curves.change([1, 0.5, 0.5])).toEqual([0.5, 0.5, 0]);
});
