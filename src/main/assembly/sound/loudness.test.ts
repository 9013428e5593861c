import { expect, test } from 'vitest';
import { corrected, masteringFor, readMeasured } from './loudness.ts';

test.each([
  [-23.4, -14, 9.4],
  [-8, -14, -6],
  [-23.4, -23, 0.4],
  [-60, -14, 30],
  [null, -14, 0],
])('a mix of %s LUFS gets to %d with %f dB', (lufs, target, gainDb) => {
  expect(masteringFor(lufs, target)).toEqual({ gainDb: expect.closeTo(gainDb), limitDb: -1.5 });
});

const measured = { lufs: -14, rangeLu: 3, truePeakDb: -1.4, silences: [], silentSeconds: 0 };

test.each([
  ['at its target', {}, null],
  ['near enough', { lufs: -14.4 }, null],
  ['what the limiter took', { lufs: -15.5 }, { gainDb: 11.5, limitDb: -1.5 }],
  ['a peak that the codec put back', { truePeakDb: -0.4 }, { gainDb: 10, limitDb: expect.closeTo(-2.2) }],
  ['silence', { lufs: null, truePeakDb: null }, null],
])('corrects: %s', (_, changes, mastering) => {
  expect(corrected({ gainDb: 10, limitDb: -1.5 }, { ...measured, ...changes }, -14)).toEqual(mastering);
});

test('a recording that would need more gain than is good stays as it is', () => {
  expect(corrected({ gainDb: 30, limitDb: -1.5 }, { ...measured, lufs: -20 }, -14)).toBeNull();
});

test('reads what FFmpeg measured', () => {
  const log = `[silencedetect @ 0x1] silence_start: 1.5
[silencedetect @ 0x1] silence_end: 4 | silence_duration: 2.5
[silencedetect @ 0x1] silence_start: 8
[Parsed_ebur128_0 @ 0x1] Summary:

  Integrated loudness:
    I:         -14.3 LUFS
    Threshold: -27.2 LUFS

  Loudness range:
    LRA:         7.2 LU
    Threshold: -37.2 LUFS

  True peak:
    Peak:       -1.4 dBFS`;
  expect(readMeasured(log, 10)).toEqual({
    ...{ lufs: -14.3, rangeLu: 7.2, truePeakDb: -1.4, silentSeconds: 4.5 },
    silences: [
      { start: 1.5, end: 4 },
      { start: 8, end: 10 },
    ],
  });
  expect(readMeasured('    I:         -70.0 LUFS\n    LRA:         0.0 LU\n    Peak:        -inf dBFS', 1)).toEqual({
    ...{ lufs: null, rangeLu: null, truePeakDb: null, silences: [], silentSeconds: 0 },
  });
});
