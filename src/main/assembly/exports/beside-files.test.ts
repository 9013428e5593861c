import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { captionFiles, checkBeside, reportPath, writeBeside } from './beside-files.ts';
import { reportTitle } from './export-report.ts';

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

test('a file of captions that is there is refused before any work', async () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'Tea.vtt'), 'precious');
  const destination = join(dir, 'Tea.mp4');
  const conflict = { code: 'conflict', message: expect.stringContaining('Tea.vtt') };
  await expect(checkBeside(destination, { captions: 'beside' }, false)).rejects.toMatchObject(conflict);
  await checkBeside(destination, { captions: 'beside' }, true);
  await checkBeside(destination, { captions: 'burnt' }, false);
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

test('a report takes the place of an earlier one, and of nothing else', async () => {
  const dir = temporaryFolder();
  const destination = join(dir, 'Tea.mp4');
  expect(await reportPath(destination)).toEqual({ path: join(dir, 'Tea report.txt'), replace: false });
  writeFileSync(join(dir, 'Tea report.txt'), 'mine');
  mkdirSync(join(dir, 'Tea report 2.txt'));
  expect(await reportPath(destination)).toEqual({ path: join(dir, 'Tea report 3.txt'), replace: false });
  writeFileSync(join(dir, 'Tea report.txt'), `${reportTitle}\n\nFile`);
  expect(await reportPath(destination)).toEqual({ path: join(dir, 'Tea report.txt'), replace: true });
});
