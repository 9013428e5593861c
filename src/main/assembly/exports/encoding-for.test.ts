import { expect, test } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { presets } from '../../../shared/export.ts';
import { canvases, newFilm, newScene } from '../../../shared/film.ts';
import { knownEncoders } from '../segments/encoders.ts';
import { encodersOf, encodingFor, outputSize, requireEncoders } from './encoding-for.ts';
import { findPreset } from './export-plan.ts';
import { hardwareCandidates } from './hardware.ts';

const cut = planCut({ ...newFilm({ title: 'Tea' }), scenes: [newScene()] }, []);
const encoding = (preset: string, captions: 'burnt' | 'beside' | 'both' | 'none' = 'burnt') =>
  encodingFor(cut, findPreset(preset), { captions });

test.each([
  ['hd', { width: 1920, height: 1080, encoder: 'libx264', container: 'mp4', pixelFormat: 'yuv420p', quality: 20 }],
  ['4k', { width: 3840, height: 2160, encoder: 'libx264', quality: 17, speed: 'medium' }],
  ['hevc', { codec: 'hevc', encoder: 'libx265', container: 'mp4' }],
  ['av1', { codec: 'av1', encoder: 'libsvtav1', pixelFormat: 'yuv420p10le' }],
  ['prores', { encoder: 'prores_ks', container: 'mov', pixelFormat: 'yuv422p10le', quality: 2 }],
  ['gif', { encoder: 'prores_ks', width: 480, height: 270, quality: 3 }],
])('%s', (preset, expected) => {
  expect(encoding(preset)).toMatchObject({ fps: '30', aspect: '16:9', burnt: true, ...expected });
});

test('captions are in the picture where they were asked for', () => {
  expect((['burnt', 'beside', 'both', 'none'] as const).map((way) => encoding('hd', way).burnt)).toEqual([
    ...[true, false, true, false],
  ]);
});

test('the machine’s own encoder is another encoding', () => {
  const own = encodingFor(cut, findPreset('hd'), { captions: 'none' }, 'h264_nvenc');
  expect(own).toEqual({ ...encoding('hd', 'none'), encoder: 'h264_nvenc' });
});

test('every encoder that is asked for has its arguments', () => {
  const wished = presets.flatMap((preset) => (preset.picture ? [encoding(preset.id).encoder] : []));
  const hardware = (['linux', 'darwin', 'win32'] as const).flatMap(hardwareCandidates);
  for (const encoder of [...wished, ...hardware.map((each) => each.encoder)]) expect(knownEncoders).toContain(encoder);
});

test('an encoder that FFmpeg lacks is named before any work', () => {
  const built = new Set(presets.flatMap(encodersOf).filter((encoder) => encoder !== 'libsvtav1'));
  for (const { id } of presets.filter((preset) => preset.id !== 'av1')) requireEncoders(findPreset(id), built);
  expect(() => requireEncoders(findPreset('av1'), built)).toThrow(
    expect.objectContaining({ code: 'missing-tool', message: expect.stringContaining('libsvtav1') }),
  );
});

test.each([
  ['16:9', 1080, 1920, 1080],
  ['9:16', 1080, 1080, 1920],
  ['4:5', 360, 360, 450],
  ['1:1', 720, 720, 720],
] as const)('%s at %i lines', (aspect, shortSide, width, height) => {
  expect(outputSize(canvases[aspect], shortSide)).toEqual({ width, height });
});
