import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Generator } from '../../../shared/generator.ts';
import type { PictureInputs, Progress } from '../../../shared/job.ts';
import type { ForkHelper } from '../../processes/helper-process.ts';
import { nodeFork } from '../../processes/node-helpers.ts';
import type { LocalOrder } from '../define-vendor.ts';
import { sketch } from './sketch.ts';

const run = promisify(execFile);
const tools = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe', version: '5.1' };

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "sketch it's [here], "));
});
afterEach(() => rm(dir, { recursive: true }));

const inputs: PictureInputs = {
  ...{
    role: 'picture',
    prompt: 'A boat at sea: "calm", 100% {still}; it\'s \\N dawn',
    script: '',
    title: 'One, [two]',
    kind: 'story',
  },
  ...{
    seconds: 0.5,
    aspect: '16:9',
    width: 160,
    height: 90,
    fps: '30',
    seed: 4,
    stillTakeId: null,
    endStillTakeId: null,
  },
};

function order(changes: Partial<PictureInputs> = {}, more: Partial<LocalOrder<PictureInputs>> = {}) {
  const generator: Generator = {
    ...{ id: 'sketch', vendor: 'sketch', name: 'Sketch', maker: 'Circle Take', role: 'picture' },
    ...{ category: 'text-to-video', strengths: [], typicalSeconds: 3, voices: [], route: {} },
    price: { micros: 0, per: 'run', certainty: 'exact', asOf: '2026-11-20' },
    ...{ family: 'sketch', priority: 9, quality: 10, status: { kind: 'live' }, free: null },
    limits: {
      ...{ seconds: null, aspects: null, still: 'optional', lastFrame: false },
      ...{ references: 0, sound: false, seed: true, characters: null, resolutions: null },
    },
  };
  return {
    ...{
      inputs: { ...inputs, ...changes },
      generator,
      still: null,
      dir,
      tools,
      fork: nodeFork,
      resourcesDir: dir,
      baseUrl: '',
    },
    ...{ signal: new AbortController().signal, onProgress: () => {} },
    ...more,
  };
}

async function probe(file: string): Promise<Record<string, unknown>> {
  const entries =
    'stream=codec_type,codec_name,width,height,r_frame_rate,nb_read_frames,pix_fmt,color_space,color_range';
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-count_frames',
    '-show_entries',
    entries,
    '-of',
    'json',
    file,
  ]);
  const { streams } = JSON.parse(stdout);
  expect(streams).toHaveLength(1);
  return streams[0];
}

/** Processes that work in this test's folder. */
async function left(): Promise<string> {
  const { stdout } = await run('ps', ['-eo', 'args']);
  return stdout
    .split('\n')
    .filter((line) => line.includes(dir))
    .join('\n');
}

test.each([
  ['16:9', { width: 160, height: 90, fps: '30', seconds: 0.5 }, 15],
  ['9:16 at 29.97', { width: 90, height: 160, fps: '30000/1001', seconds: 0.52 }, 16],
  ['1:1 at 24', { width: 96, height: 96, fps: '24', seconds: 0.5 }, 12],
  ['4:5 at 25, one frame', { width: 96, height: 120, fps: '25', seconds: 0.04 }, 1],
])('makes exactly the film asked for: %s', async (_, changes, frames) => {
  const { file } = await sketch.picture(order(changes));
  expect(await probe(file)).toMatchObject({
    ...{ codec_type: 'video', codec_name: 'h264', pix_fmt: 'yuv420p', color_space: 'bt709', color_range: 'tv' },
    ...{ width: changes.width, height: changes.height, nb_read_frames: String(frames) },
    r_frame_rate: changes.fps.includes('/') ? changes.fps : `${changes.fps}/1`,
  });
  expect(await readdir(dir)).toEqual(['sketch.mp4']);
});

test('moves a still slowly', async () => {
  const still = join(dir, 'still.png');
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=size=201x333', '-frames:v', '1', still]);
  const { file } = await sketch.picture(order({ prompt: 'push in', title: '' }, { still }));
  expect(await probe(file)).toMatchObject({ width: 160, height: 90, nb_read_frames: '15' });
  const psnr = [
    '-v',
    'info',
    '-i',
    file,
    '-i',
    file,
    '-lavfi',
    '[0]trim=start_frame=10,setpts=PTS-STARTPTS[a];[a][1]ssim=shortest=1',
    '-f',
    'null',
    '-',
  ];
  const similarity = Number((await run('ffmpeg', psnr)).stderr.match(/All:([\d.]+)/)?.[1]);
  expect(similarity).toBeGreaterThan(0.8);
  expect(similarity).toBeLessThan(0.9999);
});

test('tells how far it is', async () => {
  const told: Partial<Progress>[] = [];
  await sketch.picture(order({ seconds: 2 }, { onProgress: (progress) => told.push(progress) }));
  expect(told.length).toBeGreaterThan(1);
  const fractions = told.map(({ fraction }) => fraction ?? 0);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(told.at(-1)?.text).toMatch(/^paints frame \d+ of 60$/);
});

describe('failures', () => {
  test('abort ends the painter and FFmpeg', async () => {
    const controller = new AbortController();
    const { promise: started, resolve } = Promise.withResolvers<void>();
    const onProgress = ({ fraction }: Partial<Progress>) => fraction && resolve();
    const making = sketch.picture(order({ seconds: 60 }, { signal: controller.signal, onProgress }));
    const ended = expect(making).rejects.toMatchObject({ code: 'cancelled' });
    await started;
    expect(await left()).toContain('sketch.mp4.part');
    controller.abort();
    await ended;
    await expect.poll(left, { timeout: 10_000 }).toBe('');
    expect(await readdir(dir)).not.toContain('sketch.mp4');
  });

  test('FFmpeg that cannot start is told', async () => {
    const making = order({}, { tools: { ...tools, ffmpeg: join(dir, 'nowhere') } });
    await expect(sketch.picture(making)).rejects.toMatchObject({
      code: 'provider-failed',
      message: expect.stringContaining('nowhere'),
    });
  });

  test('a still that is no picture is told', async () => {
    await expect(sketch.picture(order({}, { still: join(dir, 'none.png') }))).rejects.toMatchObject({
      code: 'provider-failed',
      message: expect.stringContaining('none.png'),
    });
  });

  test('a painter that dies is told', async () => {
    const dying: ForkHelper = (name) => {
      const helper = nodeFork(name);
      helper.onMessage(() => helper.kill());
      return helper;
    };
    await expect(sketch.picture(order({ seconds: 60 }, { fork: dying }))).rejects.toMatchObject({
      code: 'provider-failed',
    });
  });
});
