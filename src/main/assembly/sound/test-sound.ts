import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Cut } from '../../../shared/cut.ts';
import { planCut } from '../../../shared/cut.ts';
import { canvases, type Film, newFilm, newScene, type Scene } from '../../../shared/film.ts';
import { type FilmSound, type Music, usualFilmSound, usualMusic } from '../../../shared/sound.ts';
import type { Probe, Role, TakeView } from '../../../shared/take.ts';
import { testTake } from '../../../shared/test-take.ts';
import type { FrameRate } from '../../../shared/time.ts';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import type { RenderContext } from '../render-context.ts';

/** For tests only: films of sound. */
export type SoundStage = {
  readonly dir: string;
  readonly context: RenderContext;
  /** A take whose file lies in the stage's folder. */
  take(scene: Scene, role: Role, file: string, probe: Partial<Probe>): TakeView;
};

export async function soundStage(): Promise<SoundStage> {
  const dir = temporaryFolder();
  const files = new Map<string, string>();
  mkdirSync(join(dir, 'cache'));
  const context: RenderContext = {
    tools: await findTools({ env: process.env }),
    mediaPath: async (takeId) => join(dir, files.get(takeId) ?? 'missing'),
    assetPath: async (file) => join(dir, file),
    cacheDir: join(dir, 'cache'),
    fontsDir: dir,
    resourcesDir: dir,
    signal: new AbortController().signal,
  };
  const take: SoundStage['take'] = (scene, role, file, probe) => {
    const audioCodec = probe.audioCodec === undefined ? 'pcm_s16le' : probe.audioCodec;
    const made = testTake(scene.id, role, { ...probe, audioCodec });
    files.set(made.id, file);
    return {
      ...made,
      media: { ...made.media, sha256: Buffer.from(file.padEnd(32, '-')).toString('hex').slice(0, 64) },
    };
  };
  return { dir, context, take };
}

export type SoundScene = {
  readonly scene?: Partial<Scene>;
  /** File and length of the picture clip and of the narration. */
  readonly clip?: readonly [file: string, seconds: number];
  readonly voice?: readonly [file: string, seconds: number];
};

/** The cut of a film; at 25 frames a second a frame is 1920 samples long. */
export function soundCut(
  stage: SoundStage,
  scenes: readonly SoundScene[],
  sound: Partial<FilmSound> = {},
  fps: FrameRate = '25',
): Cut {
  const made = scenes.map(({ scene, voice }) => newScene({ narration: voice ? 'Hello.' : '', ...scene }));
  const takes = made.flatMap((scene, index) => {
    const { clip, voice } = scenes[index] ?? {};
    return [
      ...(clip ? [stage.take(scene, 'picture', clip[0], { seconds: clip[1] })] : []),
      ...(voice ? [stage.take(scene, 'voice', voice[0], { seconds: voice[1] })] : []),
    ];
  });
  const film: Film = newFilm({
    title: 'Sound',
    scenes: made,
    canvas: { ...canvases['16:9'], fps },
    sound: { ...usualFilmSound, ...sound },
  });
  return planCut(film, takes);
}

export function soundMusic(file: string, seconds: number, changes: Partial<Music> = {}): Music {
  const sha256 = 'c'.repeat(64);
  return { ...usualMusic, asset: { file, kind: 'music', name: file, sha256, bytes: 1, seconds }, ...changes };
}

/** One channel of a sound file at 48 kHz, as players hear it. */
export function heard(file: string, demuxer: string, channel = 0): Float32Array {
  const args = ['-v', 'error', '-f', demuxer, '-i', file, '-vn', '-af', `pan=mono|c0=c${channel}`];
  const raw = execFileSync('ffmpeg', [...args, '-ar', '48000', '-f', 'f32le', '-'], { maxBuffer: 1 << 28 });
  return new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
}

/** Where a sound is loudest. */
export const loudest = (samples: Float32Array): number =>
  samples.reduce((best, value, index) => (Math.abs(value) > Math.abs(samples[best] ?? 0) ? index : best), 0);

/** The largest step between neighbouring samples. */
export function largestStep(samples: Float32Array): number {
  let largest = 0;
  for (let at = 1; at < samples.length; at += 1) {
    largest = Math.max(largest, Math.abs((samples[at] ?? 0) - (samples[at - 1] ?? 0)));
  }
  return largest;
}

/** Root mean square in dB between two times in seconds; -Infinity for true silence. */
export function decibels(samples: Float32Array, from: number, to: number): number {
  const window = samples.subarray(Math.round(from * 48_000), Math.round(to * 48_000));
  return 10 * Math.log10(window.reduce((sum, sample) => sum + sample * sample, 0) / window.length);
}
