import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { makeRoom, withWorkFolder } from './cache-room.ts';

function cacheOf(files: Record<string, [bytes: number, usedAt: number]>): string {
  const dir = temporaryFolder();
  for (const [name, [bytes, usedAt]] of Object.entries(files)) {
    writeFileSync(join(dir, name), 'x'.repeat(bytes));
    utimesSync(join(dir, name), usedAt, usedAt);
  }
  return dir;
}

const files: Record<string, [number, number]> = {
  ...{ 'a.mp4': [100, 1000], 'a.json': [10, 1000] },
  // Its record was never touched again.
  ...{ 'b.mp4': [100, 4000], 'b.json': [10, 1] },
  'c.m4a': [100, 2000],
  'd.mp4': [100, 3000],
};

test.each<[number, string[], string[]]>([
  [1000, [], ['a.json', 'a.mp4', 'b.json', 'b.mp4', 'c.m4a', 'd.mp4']],
  [350, [], ['b.json', 'b.mp4', 'c.m4a', 'd.mp4']],
  [250, ['a'], ['a.json', 'a.mp4', 'b.json', 'b.mp4']],
  [0, ['c'], ['c.m4a']],
])('within %i bytes, keeping %j', async (most, keep, left) => {
  const dir = cacheOf(files);
  await makeRoom(dir, most, new Set(keep));
  expect(readdirSync(dir).toSorted()).toEqual(left);
});

test('the work folder goes at the end, and with it what killed exports left', async () => {
  const dir = cacheOf({ 'x.part': [1, 1], '.circle-take-half.tmp': [1, 1], 'whole.mp4': [1, 1] });
  mkdirSync(join(dir, 'work-old'));
  writeFileSync(join(dir, 'work-old', 'half.mp4'), 'x');
  const folder = await withWorkFolder(dir, async (own) => {
    writeFileSync(join(own, 'frames.yuv'), 'x');
    expect(readdirSync(dir).toSorted()).toEqual(['whole.mp4', own.slice(dir.length + 1)].toSorted());
    return own;
  });
  expect(existsSync(folder)).toBe(false);
});

test('one export at a time works in a cache', async () => {
  const dir = temporaryFolder();
  const inner = withWorkFolder(dir, () => withWorkFolder(dir, async () => {}));
  await expect(inner).rejects.toMatchObject({ code: 'conflict' });
  await withWorkFolder(dir, async () => {});
});
