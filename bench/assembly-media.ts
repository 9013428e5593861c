import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FfmpegTools } from '../src/main/ffmpeg/tools.ts';
import { nodeFork } from '../src/main/processes/node-helpers.ts';
import { createVoiceWorker } from '../src/main/speech/voice-worker.ts';
import { wavFile } from '../src/main/speech/wav.ts';

/** What the workload is made of: six clips, six stills, twelve narrations, one piece of music. Absolute paths. */
export type BenchMedia = {
  readonly clips: readonly string[];
  readonly stills: readonly string[];
  readonly voices: readonly { readonly file: string; readonly text: string }[];
  readonly music: string;
};

const run = promisify(execFile);
const h264 = '-c:v libx264 -preset veryfast -pix_fmt yuv420p';
const aac = '-c:a aac -b:a 128k -shortest';
const busy = (rate: number, most: number) =>
  `-vf noise=alls=3:allf=t ${h264} -b:v ${rate}M -maxrate ${most}M -bufsize ${most}M`;

/** Five seconds each, of mixed sizes and rates; two have sound of their own. */
const clips = [
  `-f lavfi -i testsrc2=s=1280x720:r=30:d=5 -f lavfi -i sine=f=300:r=44100:d=5 ${h264} ${aac}`,
  `-f lavfi -i mandelbrot=s=1920x1080:r=24:start_scale=0.5 -t 5 ${busy(20, 25)}`,
  `-f lavfi -i gradients=s=640x480:r=25:d=5:speed=0.02:seed=7 -f lavfi -i sine=f=500:r=48000:d=5 ${h264} ${aac}`,
  `-f lavfi -i testsrc2=s=1920x1080:r=60:d=5 ${busy(20, 25)}`,
  `-f lavfi -i mandelbrot=s=1080x1920:r=30:start_x=-0.75:start_y=0.1:start_scale=0.3 -t 5 ${h264}`,
  `-f lavfi -i gradients=s=3840x2160:r=30:d=5:speed=0.01:nb_colors=6:seed=3 ${busy(60, 80)}`,
];

/** Textured, of different sizes; the fifth has alpha, the fourth and sixth odd sizes. */
const stillSizes = ['1920x1080', '2560x1440', '4000x3000', '1081x1351', '3000x2000', '2047x1363'];

function stillArgs(size: string, index: number): string {
  const number = index + 1;
  const [x, y, scale] = [-0.7436 + 0.0001 * number, 0.1318 + 0.0002 * number, 0.002 * number];
  const alpha = ",format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='if(gt(hypot(X-W/2,Y-H/2),H/2),90,255)'";
  const look = `noise=alls=4:allf=t:all_seed=${number}${index === 4 ? alpha : ',format=rgb24'}`;
  return `-f lavfi -i mandelbrot=s=${size}:r=1:start_x=${x}:start_y=${y}:start_scale=${scale} -frames:v 1 -vf ${look}`;
}

const narrations = [
  'The morning light comes slowly over the hills, and the whole town is still asleep.',
  'A single road leads down to the river and the old stone bridge.',
  'Every storyboard starts like this, with one picture and a sentence to say what happens next in it.',
  'The camera moves in, very slowly at first.',
  'Nobody noticed the boat until it had already reached the middle of the water, turning slowly in the current.',
  'It was painted blue, and it carried no name at all.',
  'On the far side three children waited with their bicycles, watching, and not one of them said a single word.',
  'Then the bell rang twice, and everything started to move at once.',
  'Shops opened, windows lit up, and a thin line of smoke rose behind the church.',
  'We follow the boat for a while, and listen.',
  'By noon the river was full of colour and noise, and the market covered both banks from end to end of the town.',
  'And that is where the story really begins, on an ordinary day.',
];
/** As voices deliver them: 44.1 kHz stereo, 22.05 kHz mono, 48 kHz mono. */
const soundFormats = ['-ar 44100 -ac 2', '-ar 22050 -ac 1', '-ar 48000 -ac 1'];

const chord = (base: number, high: number) =>
  `0.18*sin(2*PI*${base}*t)*(0.6+0.4*sin(PI*t))+0.12*sin(2*PI*277.18*t)+0.12*sin(2*PI*${high}*t)*(0.5+0.5*sin(0.5*PI*t))`;
const musicArgs = `-f lavfi -i aevalsrc='${chord(220, 329.63)}|${chord(110, 440)}':s=44100:d=31 -c:a pcm_s16le`;

/** Raise it when a source is made in another way. */
const version = 1;

/**
 * Makes the workload's sources, once: they stay in BENCH_MEDIA, or in the folder for temporary files. The engine's own
 * local voice speaks; where it is not installed, tones of the same length take its place, and that is said.
 */
export async function benchMedia(tools: FfmpegTools): Promise<BenchMedia> {
  const dir = process.env.BENCH_MEDIA ?? join(tmpdir(), `circle-take-bench-media-${version}`);
  await mkdir(dir, { recursive: true });
  const make = async (name: string, args: string): Promise<string> => {
    const file = join(dir, name);
    if (existsSync(file)) return file;
    console.error(`Making ${file}`);
    const part = join(dir, `part-${name}`);
    await run(tools.ffmpeg, ['-v', 'error', '-nostdin', '-y', ...args.split(' '), part]);
    await rename(part, file);
    return file;
  };
  const inTurn = async <T>(items: readonly T[], each: (item: T, index: number) => Promise<string>) => {
    const made: string[] = [];
    for (const [index, item] of items.entries()) made.push(await each(item, index));
    return made;
  };
  const voices = await inTurn(narrations, async (text, index) => {
    const name = `voice${index + 1}.wav`;
    if (existsSync(join(dir, name))) return join(dir, name);
    const spoken = join(dir, `spoken${index + 1}.wav`);
    await writeFile(spoken, await speak(text));
    const file = await make(name, `-i ${spoken} ${soundFormats[index % 3]} -c:a pcm_s16le`);
    await rm(spoken);
    return file;
  });
  return {
    clips: await inTurn(clips, (args, index) => make(`clip${index + 1}.mp4`, args)),
    stills: await inTurn(stillSizes, (size, index) => make(`still${index + 1}.png`, stillArgs(size, index))),
    voices: voices.map((file, index) => ({ file, text: narrations[index] ?? '' })),
    music: await make('music.wav', musicArgs),
  };
}

const voice = createVoiceWorker(nodeFork, { idleMs: 200 });

async function speak(text: string): Promise<Uint8Array> {
  try {
    const { pcm, sampleRate } = await voice.speak({ text, voice: 'en-gb', speed: 0.86 }, AbortSignal.timeout(60_000));
    return wavFile(pcm, sampleRate);
  } catch (error) {
    console.error('No voice here, a tone in its place:', error instanceof Error ? error.message : error);
    const pcm = Int16Array.from({ length: Math.round(text.length * 0.078 * 22_050) }, (_, at) =>
      Math.round(9000 * Math.sin(at / 12) * Math.max(0, Math.sin(at / 2600))),
    );
    return wavFile(pcm, 22_050);
  }
}
