import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ffmpeg, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { planCopy } from '../segments/copy-film.ts';
import { type RenderCut, renderCut } from './render-cut.ts';
import { type TestFilm, type TestScene, testFilm } from './test-film.ts';
import { frameTimes } from './test-measure.ts';
import { testOrder } from './test-order.ts';

const tools = await findTools({ env: process.env });
const dir = temporaryFolder();
const order = (film: TestFilm, name: string): RenderCut => testOrder(tools, dir, film, name);

const marks = '-color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709';
const vendor = `-c:v libx264 -preset veryfast -pix_fmt yuv420p ${marks}`;

beforeAll(() => {
  const tone = '-f lavfi -i sine=d=1:r=44100 -c:a aac';
  ffmpeg(dir, `-f lavfi -i testsrc2=s=160x90:r=30:d=1 ${tone} ${vendor} one.mp4`);
  ffmpeg(dir, `-f lavfi -i testsrc=s=160x90:r=30:d=1 ${vendor} -movflags +faststart two.mp4`);
  ffmpeg(dir, `-f lavfi -i testsrc=s=160x90:r=30:d=1 ${vendor} -refs 4 other.mp4`);
  ffmpeg(dir, `-f lavfi -i testsrc=s=160x90:r=25:d=1 ${vendor} slow.mp4`);
  ffmpeg(dir, '-i two.mp4 -metadata:s:v rotate=180 -c copy turned.mp4');
  for (const [name, trc, primaries] of [
    ['hlg', 'arib-std-b67', 'bt709'],
    ['wide', 'bt709', 'bt2020'],
  ]) {
    const other = `-color_range tv -colorspace bt709 -color_trc ${trc} -color_primaries ${primaries}`;
    const bare = '-f lavfi -i testsrc=s=160x90:r=30:d=1 -c:v libx264 -preset veryfast -pix_fmt yuv420p';
    ffmpeg(dir, `${bare} ${other} ${name}.mp4`);
  }
  const bytes = readFileSync(join(dir, 'two.mp4'));
  bytes.writeUInt32BE(2, bytes.indexOf('stsd') + 8);
  writeFileSync(join(dir, 'two kinds.mp4'), bytes);
  const short = readFileSync(join(dir, 'two.mp4'));
  short[short.indexOf('avcC') + 8] = 0xfd;
  writeFileSync(join(dir, 'short lengths.mp4'), short);
});

const digests = (file: string): string[] =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-map', '0:v', '-f', 'framemd5', '-'], { cwd: dir })
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');

const whole = (picture: string, more: Partial<TestScene> = {}): TestScene => ({ picture, seconds: 1, ...more });

test('takes that conform are copied, frame for frame, under the mix', async () => {
  const film = await testFilm(tools, dir, [whole('one.mp4'), whole('two.mp4'), whole('one.mp4')]);
  const wish = order(film, 'copied');
  expect(await renderCut(wish)).toMatchObject({ encoder: 'copy', frames: 90, rendered: 0, findings: null });
  const [one, two] = [digests('one.mp4'), digests('two.mp4')];
  expect(digests(wish.output)).toEqual([...one, ...two, ...one]);
  const times = frameTimes(wish.output);
  expect(times).toEqual(times.map((_, index) => index * 512));
});

test.each<[string, TestScene]>([
  ['a scene that is encoded in another way', whole('other.mp4')],
  ['another frame rate', whole('slow.mp4')],
  ['a turned clip', whole('turned.mp4')],
  ['words over the picture', whole('two.mp4', { titles: [{ text: 'T', place: 'top', from: 0, seconds: null }] })],
  ['a trim', whole('two.mp4', { seconds: 0.8, trim: { start: 0.2, end: null } })],
  ['a frame more than there is', whole('two.mp4', { seconds: 1.1 })],
])('%s makes the whole film render', async (_, scene) => {
  const { cut, encoding, mediaPath } = order(await testFilm(tools, dir, [whole('one.mp4'), scene]), 'not copied');
  expect(await planCopy(cut, encoding, { tools, mediaPath })).toBeNull();
});

test.each([
  ['brightness of HDR', 'hlg.mp4'],
  ['other primaries', 'wide.mp4'],
  ['two sample descriptions', 'two kinds.mp4'],
  ['lengths of two bytes before its units', 'short lengths.mp4'],
])('clips with %s are not copied, though all are alike', async (_, name) => {
  const film = await testFilm(tools, dir, [whole('two.mp4'), whole('two.mp4')]);
  const { cut, encoding } = order(film, 'alike');
  expect(await planCopy(cut, encoding, { tools, mediaPath: film.mediaPath })).not.toBeNull();
  const mediaPath = async (): Promise<string> => join(dir, name);
  expect(await planCopy(cut, encoding, { tools, mediaPath })).toBeNull();
});
