import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cut } from '../../../shared/cut.ts';
import { planCut } from '../../../shared/cut.ts';
import { canvases, newFilm, newScene } from '../../../shared/film.ts';
import { srtOf, vttOf } from '../../../shared/subtitles.ts';
import { type FrameRate, frameRates, frameSeconds } from '../../../shared/time.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { findTools } from '../../ffmpeg/tools.ts';

/** Subtitle files as FFmpeg's demuxers read them: a parser that is not ours. */
let dir = '';
const tools = await findTools({ env: process.env });
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'subtitles-'));
});
afterAll(() => rm(dir, { recursive: true }));

function cutOf(texts: readonly string[], fps: FrameRate = '30'): Cut {
  const scenes = texts.map((narration) => newScene({ narration }));
  return planCut(newFilm({ title: 'Test', scenes, canvas: { ...canvases['16:9'], fps } }), []);
}

type Read = { readonly start: string; readonly end: string; readonly text: string };

async function readBy(name: string, text: string): Promise<Read[]> {
  const file = join(dir, name);
  await writeFile(file, text);
  const { output } = await runFfmpeg(tools, ['-i', file, '-f', 'ass', 'pipe:1']);
  return [...output.matchAll(/^Dialogue: \d+,([^,]+),([^,]+),(?:[^,]*,){6}(.*)$/gm)].map((match) => ({
    start: match[1] ?? '',
    end: match[2] ?? '',
    text: (match[3] ?? '').trim(),
  }));
}

const texts = [
  'It\'s "100%": yes, no; {\\b1} C:\\new. 5 < 6 & <i>not markup</i> --> really.',
  'Second scene, with 🎬, مرحبا, 夜明け and a\nline break.',
];

test.each([
  ['srt', srtOf],
  ['vtt', vttOf],
] as const)('FFmpeg reads every caption of the %s file, with its text', async (extension, write) => {
  const cut = cutOf(texts);
  const captions = cut.scenes.flatMap((scene) => scene.captions);
  const read = await readBy(`text.${extension}`, write(cut));
  expect(read).toHaveLength(captions.length);
  const plain = (text: string): string =>
    text
      .replace(/\\N|\s+|\u2060/g, ' ')
      .replace(/\\([{}])/g, '$1')
      .replace(/ +/g, ' ');
  const all = read.map(({ text }) => plain(text)).join(' ');
  for (const part of ['It\'s "100%": yes, no;', '5 < 6 & <', 'i>not markup<', 'مرحبا, 夜明け and a line break.', '🎬'])
    expect(all).toContain(part);
});

test.each(frameRates)('times at %s are those of the frames, and captions follow without overlap', async (fps) => {
  const cut = cutOf(['One two three four. Five six seven eight nine ten.', 'Eleven twelve. Thirteen.'], fps);
  const captions = cut.scenes.flatMap((scene) => scene.captions);
  const times = [...srtOf(cut).matchAll(/(\d\d):(\d\d):(\d\d),(\d{3})/g)].map(
    ([, h, m, s, ms]) => Number(h) * 3600 + Number(m) * 60 + Number(s) + Number(ms) / 1000,
  );
  expect(times).toHaveLength(captions.length * 2);
  captions.forEach(({ start, end }, index) => {
    expect(times[2 * index]).toBeCloseTo(frameSeconds(start, fps), 3);
    expect(times[2 * index + 1]).toBeCloseTo(frameSeconds(end, fps), 3);
  });
  expect(times).toEqual(times.toSorted((one, other) => one - other));
});

test('where two scenes overlap, the earlier caption gives way', () => {
  const cut = cutOf(['One.', 'Two.']);
  const [first, second] = cut.scenes;
  const scenes = [
    { ...first, captions: [{ text: 'One.', start: 0, end: 60 }] },
    { ...second, captions: [{ text: 'Two.', start: 45, end: 90 }] },
  ] as Cut['scenes'];
  const srt = srtOf({ ...cut, frames: 90, scenes });
  expect(srt).toBe('1\r\n00:00:00,000 --> 00:00:01,500\r\nOne.\r\n\r\n2\r\n00:00:01,500 --> 00:00:03,000\r\nTwo.\r\n');
});

test('no byte order mark, CRLF in SRT alone, and hours', () => {
  const cut = cutOf(texts);
  const scenes = cut.scenes.slice(0, 1).map((scene) => ({
    ...scene,
    captions: [{ text: 'Late', start: 3600 * 30 * 101, end: 3600 * 30 * 101 + 45 }],
  }));
  const late = { ...cut, scenes, frames: 3600 * 30 * 102 };
  expect(srtOf(late)).toBe('1\r\n101:00:00,000 --> 101:00:01,500\r\nLate\r\n');
  expect(vttOf(late)).toBe('WEBVTT\n\n101:00:00.000 --> 101:00:01.500\nLate\n');
  expect(srtOf({ ...cut, scenes: [] })).toBe('');
});
