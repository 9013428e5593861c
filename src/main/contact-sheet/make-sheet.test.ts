import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { probeMedia } from '../ffmpeg/probe.ts';
import { tooLarge } from './cell-media.ts';
import { type MadeSheet, makeSheet, type SheetOrder } from './make-sheet.ts';
import type { CellMedia } from './prepare-cell.ts';
import { type Box, layOutSheet } from './sheet-layout.ts';
import { type TestWall, testWall } from './test-wall.ts';

const names = { generator: () => 'Kling 3.0', vendor: () => 'PiAPI' };

type Rest = { readonly signal?: AbortSignal; readonly told?: number[]; readonly sourcePixels?: number };

function make(wall: TestWall, init: Partial<SheetOrder>, rest: Rest = {}) {
  const order: SheetOrder = {
    ...{ takeIds: wall.takes.map(({ id }) => id), form: 'video', names: true, sound: null, replace: false },
    destination: join(wall.root, 'sheet.mp4'),
    ...init,
  };
  return makeSheet(order, {
    ...{ session: wall.session, tools: wall.tools, fontsDir: wall.fontsDir, names, now: new Date() },
    ...(rest.sourcePixels !== undefined && { sourcePixels: rest.sourcePixels }),
    signal: rest.signal,
    onProgress: (fraction) => rest.told?.push(fraction),
  });
}

/** The colours in the middles of boxes, in a file at a time. */
function coloursAt(made: MadeSheet, boxes: readonly Box[], seconds: number): string[] {
  const at = `trim=start=${seconds},scale=in_color_matrix=bt709,format=rgb24`;
  const args = ['-v', 'error', '-i', made.path, '-vf', at, '-frames:v', '1', '-f', 'rawvideo', '-'];
  const frame = execFileSync('ffmpeg', args, { maxBuffer: 1 << 26 });
  return boxes.map(({ x, y, width, height }) => {
    const [column, row] = [x + width / 2, y + height / 2];
    const [red = 0, green = 0, blue = 0] = frame.subarray(3 * (row * made.width + column));
    return [red > 200 && 'red', green > 200 && 'green', blue > 200 && 'blue'].filter(Boolean).join(' ');
  });
}

const cellsOf = (wall: TestWall, lines: number): Box[] =>
  layOutSheet(
    wall.takes.map(({ probe }) => ({ width: probe.width ?? 0, height: probe.height ?? 0 })),
    lines,
  ).cells.map(({ picture }) => picture);

const left = async (wall: TestWall): Promise<string[]> => (await readdir(wall.root)).sort();

test('all takes play from their start in one film, the shorter ones hold their last frame, one is heard', async () => {
  const wall = await testWall();
  const told: number[] = [];
  const made = await make(wall, { sound: wall.takes[0]?.id ?? null }, { told });
  expect(made).toMatchObject({ path: join(wall.root, 'sheet.mp4'), seconds: 2 } satisfies Partial<MadeSheet>);
  const probe = await probeMedia(wall.tools, made.path);
  expect(probe).toMatchObject({
    width: made.width,
    height: made.height,
    videoCodec: 'h264',
    audioCodec: 'aac',
    fps: 30,
  });
  expect(probe.seconds).toBeCloseTo(2, 1);
  expect(coloursAt(made, cellsOf(wall, 2), 0.2)).toEqual(['blue', 'green', 'red green']);
  expect(coloursAt(made, cellsOf(wall, 2), 1.8)).toEqual(['red', 'red green blue', 'red green']);
  expect(told.at(-1)).toBe(1);
  expect(await left(wall)).toEqual(['Film.film', 'sheet.mp4']);
});

test('without names no name is in the file, and nothing is heard', async () => {
  const wall = await testWall();
  const { path } = await make(wall, { names: false });
  expect((await probeMedia(wall.tools, path)).audioCodec).toBeNull();
  const said = execFileSync('ffprobe', ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', path], {
    encoding: 'utf8',
  });
  expect(said).not.toMatch(/kling|piapi/i);
  expect((await readFile(path)).toString('latin1')).not.toMatch(/kling|piapi/i);
});

test('a picture shows the middle of each take, and only replaces a file when that is allowed', async () => {
  const wall = await testWall();
  const destination = join(wall.root, 'sheet.png');
  await writeFile(destination, 'mine');
  const order = { form: 'image', destination } as const;
  await expect(make(wall, order)).rejects.toMatchObject({ code: 'conflict', details: { exists: true } });
  expect(await readFile(destination, 'utf8')).toBe('mine');
  const made = await make(wall, { ...order, replace: true });
  expect(made.seconds).toBeNull();
  expect(await probeMedia(wall.tools, destination)).toMatchObject({ kind: 'image', videoCodec: 'png' });
  expect(coloursAt(made, cellsOf(wall, 2), 0)).toEqual(['red', 'green', 'red green']);
});

test('what is too large to be decoded beside the others is made small first, and looks the same', async () => {
  const wall = await testWall();
  const told: number[] = [];
  const made = await make(wall, {}, { told, sourcePixels: 0 });
  expect(made.seconds).toBe(2);
  expect(coloursAt(made, cellsOf(wall, 2), 0.2)).toEqual(['blue', 'green', 'red green']);
  expect(coloursAt(made, cellsOf(wall, 2), 1.8)).toEqual(['red', 'red green blue', 'red green']);
  expect(told.toSorted((one, other) => one - other)).toEqual(told);
});

test('the largest sources are made small until the rest fits', () => {
  const media = [4, 1, 9, 2].map((width) => ({ facts: { width, height: 1 } }) as CellMedia);
  expect(tooLarge(media, 16)).toEqual([]);
  expect(tooLarge(media, 7)).toEqual([2]);
  expect(tooLarge(media, 5)).toEqual([2, 0]);
});

test('what killed studios left goes first, and two sheets of one film are not made at once', async () => {
  const wall = await testWall();
  const work = await wall.session.cacheDir('sheets');
  await mkdir(join(work, 'work-killed'));
  const part = (id: string) => `.sheet.${id}.part.mp4`;
  const old = ['0198a5a2-9d3c-4f21-8f4b-5d0a1b2c3d4e', '0298a5a2-9d3c-4f21-8f4b-5d0a1b2c3d4e'].map(part);
  const others = ['ex_0123456789', 'notes', '0398a5a2-9d3c-4f21-8f4b-5d0a1b2c3d4e'].map(part);
  const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
  for (const name of [...old, ...others]) {
    await writeFile(join(wall.root, name), 'half');
    if (name !== others[2]) await utimes(join(wall.root, name), longAgo, longAgo);
  }
  const both = ['one.mp4', 'two.mp4'].map((name) => make(wall, { destination: join(wall.root, name) }));
  const made = (await Promise.allSettled(both)).flatMap((one) => (one.status === 'fulfilled' ? one.value.path : []));
  const message = 'Another contact sheet of this film is under way.';
  await expect(Promise.all(both)).rejects.toMatchObject({ code: 'conflict', message });
  expect(await left(wall)).toEqual([...others, 'Film.film', ...made.map((path) => basename(path))].sort());
  expect(made).toHaveLength(1);
  expect(await readdir(work)).toEqual([]);
});

test('stopped half-way, or for a take that is not there, it leaves nothing behind', async () => {
  const wall = await testWall();
  const stop = new AbortController();
  const running = make(wall, {}, { signal: stop.signal });
  const failed = expect(running).rejects.toMatchObject({ code: 'cancelled' });
  const isWriting = async () => (await left(wall)).some((name) => name.startsWith('.sheet.'));
  while (!(await isWriting())) await new Promise((done) => setTimeout(done, 5));
  stop.abort();
  await failed;
  await expect(make(wall, { takeIds: ['tk_00000009'] })).rejects.toMatchObject({ code: 'not-found' });
  await expect(make(wall, { sound: 'tk_00000009' })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(make(wall, { destination: join(wall.session.dir, 'takes', 'x.mp4') })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  expect(await left(wall)).toEqual(['Film.film']);
});
