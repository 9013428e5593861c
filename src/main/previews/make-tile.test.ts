import { execFileSync } from 'node:child_process';
import { copyFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createErrands } from '../errands.ts';
import { probeMedia } from '../ffmpeg/probe.ts';
import { ffmpeg, h264, temporaryFolder } from '../ffmpeg/test-media.ts';
import { findTools } from '../ffmpeg/tools.ts';
import { createFilmFolder } from '../films/film-session.ts';
import { createOpenFilms } from '../films/open-films.ts';
import { sampleFilm, sampleTake } from '../films/testing/samples.ts';
import { isTile, makeTile, tileSize } from './make-tile.ts';
import { createPreviews } from './previews.ts';

const dir = temporaryFolder();
const tools = await findTools({ env: process.env });

async function tile(name: string, args: string) {
  ffmpeg(dir, `${args} ${name}`);
  const source = join(dir, name);
  const order = { tools, source, probe: await probeMedia(tools, source), output: join(dir, `${name}.tile.mp4`) };
  await makeTile(order);
  return { ...order, made: await probeMedia(tools, order.output) };
}

/** Seconds at which frames are shown, in order, and the places of keyframes. */
function framesOf(file: string): { times: number[]; keys: number[] } {
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0'];
  const lines = execFileSync('ffprobe', [...args, file], { encoding: 'utf8' })
    .trim()
    .split('\n');
  const packets = lines.map((line) => ({ time: Number(line.split(',')[0]), isKey: line.includes('K') }));
  packets.sort((one, other) => one.time - other.time);
  return {
    times: packets.map(({ time }) => time),
    keys: packets.flatMap(({ isKey }, index) => (isKey ? [index] : [])),
  };
}

const tone = '-f lavfi -i sine=d=1.2';

test.each([
  ['steady.mp4', `-f lavfi -i testsrc2=s=600x840:r=24000/1001:d=1.2 ${tone}`],
  ['uneven.mkv', `-f lavfi -i testsrc2=s=600x840:r=50:d=1.2 ${tone} -vf select='not(eq(mod(n,5),2))' -fps_mode vfr`],
])('a tile shows each frame when the take does, and can be entered anywhere: %s', async (name, args) => {
  const { source, output, made } = await tile(name, `${args} ${h264} -bf 2 -c:a aac`);
  expect(made).toMatchObject({ videoCodec: 'h264', audioCodec: 'aac', width: 540, height: 756 });
  const [wanted, got] = [framesOf(source), framesOf(output)];
  expect(got.times).toHaveLength(wanted.times.length);
  got.times.forEach((time, index) => {
    expect(time).toBeCloseTo(wanted.times[index] ?? -1, 3);
  });
  const gaps = got.keys.map((key, index) => (got.keys[index + 1] ?? got.times.length) - key);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(15);
});

test('a clip in ten bits that lies on its side stands up and plays', async () => {
  ffmpeg(dir, '-f lavfi -i testsrc2=s=320x160:r=10:d=0.5 -c:v libx264 -pix_fmt yuv420p10le flat.mp4');
  const { made, source, probe, output } = await tile('turned.mp4', '-i flat.mp4 -metadata:s:v rotate=90 -c copy');
  expect([made.width, made.height]).toEqual([160, 320]);
  expect(await isTile({ tools, source, probe })).toBe(false);
  expect(await isTile({ tools, source: output, probe: made })).toBe(true);
});

test('sizes are even and never grow', () => {
  const of = (width: number, height: number) =>
    Object.values(tileSize({ width, height } as Parameters<typeof tileSize>[0]));
  expect([of(1920, 1080), of(1080, 1920), of(853, 481), of(3840, 1600)]).toEqual([
    [960, 540],
    [540, 960],
    [854, 482],
    [1296, 540],
  ]);
});

test('a small take is shown itself; of a large one a copy is made once', async () => {
  const root = temporaryFolder();
  const film = sampleFilm();
  await createFilmFolder(join(root, 'Film.film'), film);
  const films = createOpenFilms();
  onTestFinished(() => films.closeAll());
  const session = await films.open(join(root, 'Film.film'), 'window');
  const errands = createErrands();
  await writeFile(join(await session.cacheDir('previews'), 'killed.part'), 'half');
  let found = tools;
  const previews = createPreviews({ tools: async () => found, fontsDir: dir, errands });
  const taken = async (name: string, size: string) => {
    ffmpeg(dir, `-f lavfi -i testsrc2=s=${size}:r=10:d=0.5 ${h264} ${name}`);
    const media = join(await session.takes.stage(), name);
    await copyFile(join(dir, name), media);
    const probe = await probeMedia(tools, media);
    return session.takes.add(sampleTake(film.scenes[0]?.id ?? '', { probe }), { media, poster: null });
  };
  const [small, large] = [await taken('small.mp4', '160x90'), await taken('large.mp4', '1280x720')];
  expect(await previews.tile(session, small.id)).toBe(await session.takes.mediaPath(small.id));
  // Looked at once, and not for every part that a player asks for.
  found = { ...tools, ffmpeg: '/nowhere', ffprobe: '/nowhere' };
  expect(await previews.tile(session, small.id)).toBe(await session.takes.mediaPath(small.id));
  found = tools;
  const [made, again] = await Promise.all([previews.tile(session, large.id), previews.tile(session, large.id)]);
  expect(again).toBe(made);
  expect(await probeMedia(tools, made)).toMatchObject({ width: 960, height: 540 });
  expect(await previews.file(session, large.id)).not.toBe(made);
  const cached = await readdir(await session.cacheDir('previews'));
  expect(cached.sort()).toEqual([`${large.media.sha256}.mp4`, `${large.media.sha256}.tile.mp4`].sort());
  // A stranger's film could have a link there that leads to anything.
  await rm(made);
  await symlink(join(dir, 'small.mp4'), made);
  expect(await probeMedia(tools, await previews.tile(session, large.id))).toMatchObject({ height: 540 });
  await rm(made);
  const running = previews.tile(session, large.id);
  const stopped = expect(running).rejects.toMatchObject({ code: 'cancelled' });
  await errands.stop();
  await stopped;
  expect(await readdir(await session.cacheDir('previews'))).toEqual([`${large.media.sha256}.mp4`]);
});
