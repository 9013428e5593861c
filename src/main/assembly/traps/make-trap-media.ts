import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import PQueue from 'p-queue';
import { addExifRotation, cutShort } from '../../ffmpeg/test-media.ts';
import { numberedFrames } from './numbered.ts';

/** For tests only: sources with everything that goes wrong in practice, made by FFmpeg. */

/** A numbered clip: `rate` as FFmpeg writes it, `options` its arguments between input and output. */
type Numbered = {
  readonly id: number;
  readonly rate: string;
  readonly frames: number;
  readonly width?: number;
  readonly height?: number;
  readonly options?: string;
};

const h264 = '-c:v libx264 -preset ultrafast -qp 8';
const limited = `-vf scale=out_range=tv ${h264} -pix_fmt yuv420p`;
const pq = '-color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc';

const numbered: Readonly<Record<string, Numbered>> = {
  'cfr30.mp4': { id: 1, rate: '30', frames: 30 },
  'cfr24.mp4': { id: 2, rate: '24', frames: 24 },
  'cfr25.mp4': { id: 3, rate: '25', frames: 25 },
  'cfr60.mp4': { id: 4, rate: '60', frames: 60 },
  'film.mp4': { id: 5, rate: '24000/1001', frames: 24 },
  'ntsc.mp4': { id: 6, rate: '30000/1001', frames: 30 },
  'ntsc60.mp4': { id: 7, rate: '60000/1001', frames: 60 },
  'vfr.mp4': {
    id: 8,
    rate: '30',
    frames: 60,
    options: `-vf select='not(eq(mod(n\\,5)\\,3))',scale=out_range=tv ${h264} -pix_fmt yuv420p -fps_mode vfr`,
  },
  'odd.mkv': {
    id: 9,
    rate: '30',
    frames: 30,
    width: 161,
    height: 121,
    options: `-vf scale=out_range=tv ${h264} -pix_fmt yuv444p`,
  },
  'ten-bit.mp4': { id: 10, rate: '30', frames: 30, options: `-vf scale=out_range=tv ${h264} -pix_fmt yuv420p10le` },
  'full-range.mp4': {
    id: 11,
    rate: '30',
    frames: 30,
    options: `-vf scale=out_range=pc ${h264} -pix_fmt yuvj420p -color_range pc`,
  },
  'hdr.mp4': { id: 12, rate: '30', frames: 30, options: `-vf scale=out_range=tv ${h264} -pix_fmt yuv420p10le ${pq}` },
  'web.webm': {
    id: 13,
    rate: '30',
    frames: 30,
    options: '-vf scale=out_range=tv -c:v libvpx -b:v 2M -deadline realtime -cpu-used 8 -pix_fmt yuv420p',
  },
  'b-frames.mov': {
    id: 14,
    rate: '30',
    frames: 60,
    options: `-vf scale=out_range=tv -c:v libx264 -preset veryfast -bf 3 -g 60 -qp 8 -pix_fmt yuv420p`,
  },
  'front.mp4': { id: 16, rate: '30', frames: 30, options: `${limited} -movflags +faststart` },
  'long25.mp4': { id: 17, rate: '25', frames: 256, width: 96, height: 54 },
  'late.mp4': {
    id: 15,
    rate: '30',
    frames: 30,
    options: `-vf setpts=PTS+0.2/TB,scale=out_range=tv ${h264} -pix_fmt yuv420p -fps_mode passthrough`,
  },
};

const source = '-f lavfi -i';
const tone = (seconds: number, rate: number): string => `${source} sine=f=400:r=${rate}:d=${seconds}`;
const plain = `${source} color=c=0x808080:s=160x90:r=30:d=1`;
const halves = `${source} color=c=white:s=80x90:r=30:d=0.6,pad=160:90:0:0:black`;
/** Three known greys side by side, as RGB. */
const greys = `${source} color=c=0x404040:s=54x90:r=30:d=0.6 ${source} color=c=0x808080:s=54x90:r=30:d=0.6 ${source} color=c=0xc0c0c0:s=54x90:r=30:d=0.6 -filter_complex [0][1][2]hstack=3,format=gbrp`;

const others: Readonly<Record<string, string>> = {
  'greys-limited.mp4': `${greys},scale=out_range=tv:out_color_matrix=bt709,format=yuv420p ${h264} -color_range tv -colorspace bt709`,
  'greys-full.mp4': `${greys},scale=out_range=pc:out_color_matrix=bt709,format=yuvj420p ${h264} -color_range pc -colorspace bt709`,
  'greys.png': `${greys} -frames:v 1`,
  'greys.jpg': `${greys} -frames:v 1`,
  'greys-16.png': `${greys},format=rgb48be -frames:v 1`,
  'edge.png': `${source} color=white:s=320x720,pad=1280:720:0:0:black,format=rgb24 -frames:v 1`,
  'black.png': `${source} color=black:s=160x90,format=rgb24 -frames:v 1`,
  'alpha.png': `${source} color=white@0.5:s=301x201,format=rgba -frames:v 1`,
  'alpha.webp': `${source} color=white@0.5:s=160x90,format=yuva420p -frames:v 1 -c:v libwebp -lossless 1`,
  'moves.webp': `${source} testsrc2=s=64x36:r=5:d=1 -c:v libwebp_anim`,
  'moves.gif': `${source} color=white:s=160x90:r=10:d=0.3 ${source} color=black:s=160x90:r=10:d=0.3 -filter_complex concat`,
  'large.jpg': `${source} color=c=0xc0c0c0:s=8000x6000 -frames:v 1 -q:v 2`,
  'lying.jpg': `${halves} -frames:v 1 -q:v 2`,
  'upright.mp4': `${halves} ${h264} -pix_fmt yuv420p`,
  'interlaced.mp4': `${source} color=black:s=160x96:r=60:d=0.6 ${source} color=white:s=24x96:r=60:d=0.6 -filter_complex [0][1]overlay=x=n*4:y=0:eval=frame,tinterlace=mode=interleave_top,setfield=tff -c:v libx264 -preset ultrafast -qp 8 -pix_fmt yuv420p -flags +ildct+ilme -x264opts tff=1`,
  'mono.mp4': `${plain} ${tone(1, 48_000)} ${h264} -pix_fmt yuv420p -c:a aac -ac 1`,
  'stereo44.mp4': `${plain} ${tone(1, 44_100)} ${h264} -pix_fmt yuv420p -c:a aac -ac 2`,
  'surround.mp4': `${plain} ${tone(1, 48_000)} ${h264} -pix_fmt yuv420p -af pan=5.1|FL=c0|FR=c0|FC=c0 -c:a aac`,
  'short-sound.mp4': `${plain} ${tone(0.4, 48_000)} ${h264} -pix_fmt yuv420p -c:a aac -ac 2`,
  'silent.mp4': `${plain} ${h264} -pix_fmt yuv420p`,
  'voice.wav': `${source} sine=f=440:r=48000:d=0.7 -ac 1`,
  'voice22.wav': `${source} sine=f=440:r=22050:d=0.7 -ac 1`,
  'voice44.mp3': `${source} sine=f=440:r=44100:d=0.7 -ac 2`,
};

/** Made from another one. */
type Derived = { readonly from: string; readonly make: (from: string, to: string) => void | Promise<void> };

const rotated = (degrees: number): Derived => ({
  from: 'upright.mp4',
  make: (from, to) => run(['-i', from, '-metadata:s:v', `rotate=${degrees}`, '-c', 'copy', to]),
});

const derived: Readonly<Record<string, Derived>> = {
  'phone.mp4': rotated(90),
  'overhead.mp4': rotated(180),
  'exif.jpg': { from: 'lying.jpg', make: addExifRotation },
  'headless.mp4': { from: 'cfr30.mp4', make: (from, to) => cutShort(from, to, 0.5) },
  'truncated.mp4': { from: 'front.mp4', make: (from, to) => cutShort(from, to, 0.6) },
  'long-header.mp4': { from: 'front.mp4', make: longerHeader },
};

/** Makes the named sources in `dir`, two programs at a time. */
export async function makeTrapMedia(dir: string, names: readonly string[]): Promise<void> {
  const queue = new PQueue({ concurrency: 2 });
  const sources = new Set(names.map((name) => derived[name]?.from ?? name));
  await queue.addAll([...sources].map((name) => () => makeSource(join(dir, name))));
  for (const name of names) {
    const { from, make } = derived[name] ?? {};
    if (from && make) await make(join(dir, from), join(dir, name));
  }
}

function makeSource(file: string): Promise<void> {
  const name = basename(file);
  const [clip, args] = [numbered[name], others[name]];
  if (clip) return makeNumbered(file, clip);
  if (!args) throw new Error(`Nobody knows how to make ${name}.`);
  return run([...args.split(' '), file]);
}

/** Writes three times the true length into the header of the film and of its track, as broken writers do. */
function longerHeader(from: string, to: string): void {
  const bytes = readFileSync(from);
  for (const [box, offset] of [
    ['mvhd', 20],
    ['tkhd', 24],
    ['mdhd', 20],
  ] as const) {
    const at = bytes.indexOf(box) + offset;
    bytes.writeUInt32BE(bytes.readUInt32BE(at) * 3, at);
  }
  writeFileSync(to, bytes);
}

function makeNumbered(file: string, clip: Numbered): Promise<void> {
  const { id, rate, frames, width = 160, height = 90, options = limited } = clip;
  const numbers = Array.from({ length: frames }, (_, index) => index);
  const input = `-f rawvideo -pix_fmt gray -s ${width}x${height} -r ${rate} -i pipe:0`;
  return run([...input.split(' '), ...options.split(' '), file], numberedFrames(id, numbers, { width, height }));
}

async function run(args: readonly string[], input?: Buffer): Promise<void> {
  const child = spawn('ffmpeg', ['-v', 'error', '-y', '-threads', '1', ...args]);
  const said: string[] = [];
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()));
  child.stdin.on('error', () => said.push('It stopped reading.'));
  child.stdin.end(input ?? '');
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args.at(-1)} was not made:\n${said.join('')}`);
}
