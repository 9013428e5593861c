import { expect, test } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import type { ExportResult } from '../../../shared/export.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import type { Take } from '../../../shared/take.ts';
import { testTake } from '../../../shared/test-take.ts';
import { findPreset } from './export-plan.ts';
import { reportText } from './export-report.ts';
import { plainOptions } from './test-film.ts';

const probe: Take['probe'] = {
  ...{ kind: 'video', seconds: 2, width: 160, height: 90, fps: 30, videoCodec: 'h264', audioCodec: null },
};
const scenes = [newScene({ title: 'Harbour', seconds: 2 }), newScene({ seconds: 1 })];
const film = { ...newFilm({ title: 'Tea' }), scenes };
const origin: Take['origin'] = {
  ...{ kind: 'generated', generator: 'kling', vendor: 'fal', jobId: 'jb_00000000', attemptId: 'at_00000000' },
  comparisonId: null,
};
const take = testTake(scenes[0]?.id ?? '', 'picture', probe, { id: 'tk_00000000', origin, prompt: 'a secret plan' });
const result: ExportResult = {
  ...{
    bytes: 1_234_567,
    seconds: 3,
    frames: 90,
    width: 1920,
    height: 1080,
    encoder: 'libx264',
    rendered: 1,
    reused: 1,
  },
  checks: [
    { name: 'length', ok: true, text: '3.0 s, as planned' },
    { name: 'loudness', ok: false, text: '-17.0 LUFS, aimed at -14' },
  ],
  beside: [],
};

test('says what was made, of what, with what, and what is odd; prompts stay in the film', () => {
  const text = reportText({
    job: { destination: '/out/Tea.mp4', options: plainOptions, createdAt: '2026-11-20T14:52:07.000Z' },
    plan: { title: 'Tea', cut: planCut(film, [take]), preset: findPreset('hd') },
    ...{ result, notes: ['Scene 2 has no picture: a slate stands in its place.'], ffmpegVersion: '5.1.9' },
  });
  expect(text).toBe(`Circle Take: export report

File      Tea.mp4
Film      Tea
Begun     2026-11-20 14:52 UTC
Preset    Full HD, 1920 x 1080, 30 frames a second
Length    3.0 s
Bytes     1,234,567
Encoder   libx264 (FFmpeg 5.1.9)
Captions  in the picture
Pieces    1 rendered, 1 there from before

Checks
  fine  Length    3.0 s, as planned
  look  Loudness  -17.0 LUFS, aimed at -14

Notes
  Scene 2 has no picture: a slate stands in its place.

Scenes
  1. Harbour, at 0:00.0, 2.0 s
     Picture: take 1, kling (fal), tk_00000000
  2. Untitled, at 0:02.0, 1.0 s
     Picture: a slate in its place
     Note: No take yet
`);
});

test('a sound file has no word on pictures', () => {
  const pictureless = { ...result, frames: null, width: null, height: null, encoder: null };
  const text = reportText({
    job: { destination: '/out/Tea.wav', options: plainOptions, createdAt: '2026-11-20T14:52:07.000Z' },
    plan: { title: 'Tea', cut: planCut(film, [take]), preset: findPreset('wav') },
    ...{ result: pictureless, notes: [], ffmpegVersion: '5.1.9' },
  });
  expect(text).toContain('Preset    Sound, WAV\n');
  expect(text).not.toMatch(/Encoder|Captions|Notes/);
});
