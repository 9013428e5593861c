import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MediaOrder, RehearsalMedia } from './simulated-jobs.ts';

const run = promisify(execFile);

const sizes: Readonly<Record<string, readonly [number, number]>> = {
  '16:9': [320, 180],
  '9:16': [180, 320],
  '1:1': [240, 240],
  '4:5': [192, 240],
};

/**
 * Pictures, clips and voices made by FFmpeg, each different by the id of its job: small, quick to make, and moving, so
 * that no inspection takes them for black or frozen. `dir` is made when missing.
 */
export function rehearsalMedia({ ffmpeg, dir }: { readonly ffmpeg: string; readonly dir: string }): RehearsalMedia {
  const make = async (order: MediaOrder, extension: string, args: readonly string[]) => {
    await mkdir(dir, { recursive: true });
    const file = join(dir, `${order.id}.${extension}`);
    await run(ffmpeg, ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args, file], { windowsHide: true });
    return file;
  };
  return {
    video: (order) =>
      make(order, 'mp4', [
        ...['-f', 'lavfi', '-i', `${picture(order)}:rate=24:duration=${order.seconds}`],
        ...['-vf', tint(order), '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '28', '-pix_fmt', 'yuv420p'],
        ...['-movflags', '+faststart'],
      ]),
    image: (order) =>
      make(order, 'png', ['-f', 'lavfi', '-i', picture(order), '-vf', tint(order), '-frames:v', '1', '-update', '1']),
    // 24 kHz mono, as Kokoro gives: syllables of 0.2 s with pauses of 0.1 s.
    audio: (order) => {
      const burst = `0.4*sin(2*PI*${pitch(order)}*t)*lt(mod(t,0.3),0.2)`;
      const source = `aevalsrc=exprs='${burst}':s=24000:d=${order.seconds.toFixed(3)}`;
      return make(order, 'wav', ['-f', 'lavfi', '-i', source, '-c:a', 'pcm_s16le', '-ac', '1']);
    },
  };
}

/** 0 to 255, the same for the same id. */
const number = (order: MediaOrder, index: number): number => createHash('sha256').update(order.id).digest()[index] ?? 0;

function picture(order: MediaOrder): string {
  const [width, height] = sizes[order.aspect] ?? [320, 180];
  return `testsrc2=size=${width}x${height}`;
}

const tint = (order: MediaOrder): string => `hue=h=${Math.round((number(order, 0) / 256) * 360)}:s=0.8`;
const pitch = (order: MediaOrder): number => 110 + (number(order, 1) / 256) * 110;
