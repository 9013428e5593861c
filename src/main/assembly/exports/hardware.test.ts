import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { type FfmpegTools, findTools } from '../../ffmpeg/tools.ts';
import { createHardware, hardwareCandidates, hardwareName, whyOf } from './hardware.ts';
import { ffmpegWith } from './test-hardware.ts';

const tools = await findTools({ env: process.env });

test('each kind of machine has its candidates, which have names for people', () => {
  expect(hardwareCandidates('darwin').map(({ encoder }) => encoder)).toEqual([
    'h264_videotoolbox',
    'hevc_videotoolbox',
  ]);
  expect(hardwareCandidates('linux')).toHaveLength(6);
  expect(hardwareCandidates('aix')).toEqual([]);
  expect(['h264_videotoolbox', 'hevc_nvenc', 'h264_qsv', 'libx264'].map(hardwareName)).toEqual([
    ...['VideoToolbox', 'NVENC', 'Quick Sync'],
    null,
  ]);
});

test('what is only listed does not work: every candidate is tried, and the reason is kept', async () => {
  const fake = ffmpegWith(tools, { fails: ['h264_nvenc'], works: ['h264_vaapi'] });
  const trials = await createHardware({ platform: 'linux' }).trials(fake.tools);
  expect(trials.filter(({ problem }) => problem === null).map(({ encoder }) => encoder)).toEqual(['h264_vaapi']);
  expect(trials.find(({ encoder }) => encoder === 'h264_nvenc')?.problem).toBe('Cannot load libcuda.so.1');
  expect(trials.find(({ encoder }) => encoder === 'hevc_qsv')?.problem).toBe('this FFmpeg was built without it');
});

test('a trial is made once for one FFmpeg, and what failed at work is not trusted again', async () => {
  const fake = ffmpegWith(tools, { works: ['h264_nvenc'] });
  const hardware = createHardware({ platform: 'linux' });
  await Promise.all([hardware.trials(fake.tools), hardware.trials(fake.tools)]);
  expect(fake.runs().filter((run) => run.includes('h264_nvenc'))).toHaveLength(1);
  await hardware.distrust(fake.tools, 'h264_nvenc', 'it stopped');
  expect((await hardware.trials(fake.tools))[0]).toMatchObject({ encoder: 'h264_nvenc', problem: 'it stopped' });
  await hardware.trials({ ...fake.tools, version: '9' });
  expect(fake.runs().filter((run) => run.includes('h264_nvenc'))).toHaveLength(2);
});

test('a driver that hangs is not waited for', async () => {
  const dir = temporaryFolder();
  const script = join(dir, 'ffmpeg');
  writeFileSync(
    script,
    '#!/bin/sh\ncase "$*" in *-encoders*) echo " V....D h264_videotoolbox x";; *) exec sleep 60;; esac\n',
  );
  chmodSync(script, 0o755);
  const stuck: FfmpegTools = { ...tools, ffmpeg: script };
  const trials = await createHardware({ platform: 'darwin', timeoutMs: 100 }).trials(stuck);
  expect(trials.map(({ problem }) => problem)).toEqual(['it did not answer', 'this FFmpeg was built without it']);
});

test('the encoder’s own complaint is told', () => {
  const log = [
    'Stream mapping:',
    '[hevc_qsv @ 0x55] Error initializing an MFX session: unsupported (-3)',
    'Conversion failed!',
  ];
  expect(whyOf(new AppError({ code: 'internal', details: { log } }))).toBe(
    'Error initializing an MFX session: unsupported (-3)',
  );
  const device = ['Device creation failed: -542398533.', 'Error parsing global options: Generic error'];
  expect(whyOf(new AppError({ code: 'internal', details: { log: device } }))).toBe('Device creation failed');
  expect(whyOf(new AppError({ code: 'internal', message: 'FFmpeg failed.' }))).toBe('FFmpeg failed');
});
