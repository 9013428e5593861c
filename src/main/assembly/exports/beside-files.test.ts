import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { captionFiles, filesOf, reportPath, writeBeside } from './beside-files.ts';
import { reportHead } from './export-report.ts';

const film = { ...newFilm({ title: 'Tea' }), scenes: [newScene({ narration: 'The kettle sings.' })] };
const cut = planCut(film, []);
const silent = planCut({ ...film, scenes: [newScene()] }, []);

test('captions go into SRT and VTT beside the film, when asked for and when there are any', () => {
  const files = captionFiles('/out/Tea.1.mp4', { captions: 'both' }, cut);
  expect(files.map(({ path }) => path)).toEqual(['/out/Tea.1.srt', '/out/Tea.1.vtt']);
  expect(files[0]?.text).toContain('The kettle sings.');
  expect(captionFiles('/out/Tea.mp4', { captions: 'burnt' }, cut)).toEqual([]);
  expect(captionFiles('/out/Tea.mp4', { captions: 'beside' }, silent)).toEqual([]);
});

test('captions are among the files that are looked for beforehand, where they are asked for', () => {
  expect(filesOf('/out/Tea.mp4', { captions: 'both' })).toEqual(['/out/Tea.mp4', '/out/Tea.srt', '/out/Tea.vtt']);
  expect(filesOf('/out/Tea.mp4', { captions: 'burnt' })).toEqual(['/out/Tea.mp4']);
});

test('what appears meanwhile is left alone, and said', async () => {
  const dir = temporaryFolder();
  const path = join(dir, 'Tea.srt');
  const order = { exportId: 'ex_00000000', replace: false };
  expect(await writeBeside(path, 'one', order)).toBeNull();
  expect(await writeBeside(path, 'two', order)).toBe('Tea.srt was left out: There is already a file named Tea.srt.');
  expect(await writeBeside(path, 'three', { ...order, replace: true })).toBeNull();
  expect(await writeBeside(join(dir, 'none', 'x.srt'), 'x', order)).toMatch(/^x.srt was left out/);
  expect(readFileSync(path, 'utf8')).toBe('three');
  expect(readdirSync(dir)).toEqual(['Tea.srt']);
});

test('a report takes the place of an earlier one about the same file, and of nothing else', async () => {
  const dir = temporaryFolder();
  const destination = join(dir, 'Tea.mp4');
  expect(await reportPath(destination)).toEqual({ path: join(dir, 'Tea report.txt'), replace: false });
  writeFileSync(join(dir, 'Tea report.txt'), 'mine');
  mkdirSync(join(dir, 'Tea report 2.txt'));
  expect(await reportPath(destination)).toEqual({ path: join(dir, 'Tea report 3.txt'), replace: false });
  writeFileSync(join(dir, 'Tea report.txt'), reportHead(join(dir, 'Tea.mov')));
  expect(await reportPath(destination)).toMatchObject({ replace: false });
  writeFileSync(join(dir, 'Tea report.txt'), reportHead(destination));
  expect(await reportPath(destination)).toEqual({ path: join(dir, 'Tea report.txt'), replace: true });
});
