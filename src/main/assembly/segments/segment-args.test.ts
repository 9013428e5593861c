import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { frameRates } from '../../../shared/time.ts';
import { layIn, slowZoom } from '../picture/picture-filters.ts';
import { pictureFacts, type SourceFacts } from '../picture/source-facts.ts';
import { timescaleOf } from './segment-args.ts';

test('timescales are multiples of their rates', () => {
  expect(frameRates.map(timescaleOf)).toEqual([24_000, 12_288, 12_800, 30_000, 15_360, 12_800, 60_000, 15_360]);
});

const stream = (facts: object) => pictureFacts({ index: 0, ...facts } as Parameters<typeof pictureFacts>[0]);

test.each([
  [{ pix_fmt: 'yuv420p', height: 1080 }, { matrix: 'bt709' }],
  [{ pix_fmt: 'yuv420p', height: 480 }, { matrix: 'smpte170m' }],
  [{ pix_fmt: 'yuv420p', height: 480, color_space: 'bt709' }, { matrix: 'bt709' }],
  [
    { pix_fmt: 'yuvj420p', height: 4000, color_space: 'bt470bg' },
    { matrix: 'smpte170m', alpha: false },
  ],
  [{ pix_fmt: 'rgba' }, { matrix: 'auto', alpha: true }],
  [
    { pix_fmt: 'yuv420p10le', color_space: 'bt2020nc', color_transfer: 'smpte2084' },
    { matrix: 'bt2020', hdr: true },
  ],
  [{ pix_fmt: 'yuv420p', field_order: 'tt' }, { interlaced: true }],
  [{ pix_fmt: 'yuv420p', field_order: 'progressive' }, { interlaced: false }],
  [{ sample_aspect_ratio: '16:11' }, { pixelAspect: 16 / 11 }],
  [{ sample_aspect_ratio: '0:1' }, { pixelAspect: 1 }],
  [{}, { matrix: 'auto', hdr: false, interlaced: false, alpha: false, pixelAspect: 1 }],
])('%j', (facts, expected) => {
  expect(stream(facts)).toMatchObject(expected);
});

const facts: SourceFacts = {
  ...{ file: '/x', container: { demuxer: 'mov', still: false }, matrix: 'bt709', hdr: false, interlaced: false },
  ...{ alpha: false, pixelAspect: 1 },
};
const size = { width: 160, height: 90 };

test('fill crops, fit pads; both end in square 4:2:0', () => {
  expect(layIn(facts, size, 'fill', 'bicubic')).toEqual([
    'scale=w=160:h=90:flags=bicubic+accurate_rnd:force_original_aspect_ratio=increase:in_color_matrix=bt709:out_color_matrix=bt709:out_range=tv',
    'format=yuv420p',
    'crop=w=160:h=90',
    'setsar=1',
    'format=yuv420p',
  ]);
  expect(layIn(facts, size, 'fit', 'lanczos').join()).toContain('pad=w=160:h=90:x=(ow-iw)/2:y=(oh-ih)/2');
});

test('alpha, HDR and oblong pixels get their own steps', () => {
  expect(layIn({ ...facts, alpha: true }, size, 'fill', 'bicubic').join()).toContain('premultiply');
  expect(layIn({ ...facts, hdr: true }, size, 'fill', 'bicubic').join()).toContain('tonemap');
  expect(layIn({ ...facts, pixelAspect: 1.5 }, size, 'fill', 'bicubic')[0]).toBe('scale=w=trunc(iw*1.5/2)*2:h=ih');
});

test('the zoom of a join goes on where the body ended', () => {
  const zoom = (from: number): string => slowZoom({ from, sceneFrames: 100, inward: true, quick: false });
  expect(zoom(0).replaceAll('on+0', 'on+40')).toBe(zoom(40));
  expect(zoom(0)).toContain('interpolation=cubic');
});

/** Where a dot is in each frame of a zoom, in pixels from the left, weighed by brightness. */
function dotPositions(zoom: string): number[] {
  const dot =
    'color=black:s=640x360:r=30,drawbox=x=100:y=75:w=9:h=9:color=white:t=fill,format=yuv420p,trim=end_frame=60';
  const source = `${dot},${zoom},crop=80:60:65:45,format=gray`;
  const args = ['-v', 'error', '-f', 'lavfi', '-i', source, '-f', 'rawvideo', '-'];
  const raw = execFileSync('ffmpeg', args, { maxBuffer: 1 << 24 });
  return Array.from({ length: raw.length / 4800 }, (_, frame) => {
    const pixels = [...raw.subarray(frame * 4800, (frame + 1) * 4800)].map((value) => Math.max(0, value - 20));
    const weighed = pixels.reduce((sum, value, index) => sum + value * (index % 80), 0);
    return weighed / pixels.reduce((sum, value) => sum + value, 0);
  });
}

test('the zoom moves on with every frame, without jitter', () => {
  const places = dotPositions(slowZoom({ from: 0, sceneFrames: 100, inward: true, quick: false }));
  const steps = places.slice(1).map((place, index) => (places[index] ?? 0) - place);
  expect(steps).toHaveLength(59);
  expect(Math.min(...steps)).toBeGreaterThan(0.02);
  expect(Math.max(...steps)).toBeLessThan(0.35);
});
