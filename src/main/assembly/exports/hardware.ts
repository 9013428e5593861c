import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { listedNames } from '../../ffmpeg/capabilities.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';
import { deviceArgs, encodeArgs, encoderFilters } from '../segments/encode-args.ts';
import type { Encoding } from '../segments/encoding.ts';

export const hardwareCodecs = ['h264', 'hevc'] as const;
export type HardwareCodec = (typeof hardwareCodecs)[number];

/** An encoder of this machine's hardware, by FFmpeg's name: `h264_nvenc`. */
export type HardwareEncoder = { readonly codec: HardwareCodec; readonly encoder: string };

/** Families by what FFmpeg puts after the codec, in the order in which they are tried. */
const families: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['videotoolbox'],
  win32: ['nvenc', 'qsv'],
  linux: ['nvenc', 'qsv', 'vaapi'],
};

const names: Record<string, string> = {
  videotoolbox: 'VideoToolbox',
  nvenc: 'NVENC',
  qsv: 'Quick Sync',
  vaapi: 'VAAPI',
};

/** The encoders that a machine of this kind may have, the one to be preferred first. */
export const hardwareCandidates = (platform: NodeJS.Platform): HardwareEncoder[] =>
  hardwareCodecs.flatMap((codec) =>
    (families[platform] ?? []).map((family) => ({ codec, encoder: `${codec}_${family}` })),
  );

/** `h264_nvenc` -> `NVENC`; null for encoders that are no hardware. */
export const hardwareName = (encoder: string): string | null => names[encoder.split('_').at(-1) ?? ''] ?? null;

export type HardwareTrial = HardwareEncoder & {
  /** Why it cannot be used; null when it encoded what it was given. */
  readonly problem: string | null;
};

export type Hardware = {
  /** Every candidate of this machine, tried once with this FFmpeg and remembered while the studio runs. */
  trials(tools: FfmpegTools): Promise<HardwareTrial[]>;
  /** It failed at work: it is not used again while the studio runs. */
  distrust(tools: FfmpegTools, encoder: string, problem: string): Promise<void>;
};

export type HardwareOptions = {
  readonly platform: NodeJS.Platform;
  /** A driver that hangs counts as one that does not work. */
  readonly timeoutMs?: number;
};

/** What is listed by FFmpeg says only what it was built with: whether there is hardware shows when it encodes. */
export function createHardware({ platform, timeoutMs = 15_000 }: HardwareOptions): Hardware {
  const known = new Map<string, Promise<HardwareTrial[]>>();
  const keyOf = ({ ffmpeg, version }: FfmpegTools): string => `${version}\n${ffmpeg}`;

  async function tryAll(tools: FfmpegTools): Promise<HardwareTrial[]> {
    const built = await builtEncoders(tools);
    const trials: HardwareTrial[] = [];
    // One after the other: a graphics card may have room for few encodings at once.
    for (const candidate of hardwareCandidates(platform)) {
      const problem = built.has(candidate.encoder)
        ? await tryOne(tools, candidate)
        : 'this FFmpeg was built without it';
      trials.push({ ...candidate, problem });
    }
    return trials;
  }

  async function tryOne(tools: FfmpegTools, candidate: HardwareEncoder): Promise<string | null> {
    const signal = AbortSignal.timeout(timeoutMs);
    const folder = await mkdtemp(join(tmpdir(), 'circle-take-trial-'));
    try {
      await runFfmpeg(tools, trialArgs(candidate, join(folder, 'trial.mp4')), { signal });
      return null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return signal.aborted ? 'it did not answer' : whyOf(error);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  function trials(tools: FfmpegTools): Promise<HardwareTrial[]> {
    const key = keyOf(tools);
    const remembered = known.get(key);
    if (remembered) return remembered;
    const tried = tryAll(tools).catch((error: unknown) => {
      known.delete(key);
      throw error;
    });
    known.set(key, tried);
    return tried;
  }

  return {
    trials,
    distrust: async (tools, encoder, problem) => {
      const tried = await trials(tools);
      const now = tried.map((trial) => (trial.encoder === encoder ? { ...trial, problem } : trial));
      known.set(keyOf(tools), Promise.resolve(now));
    },
  };
}

/** A few frames, encoded just as an export would. */
function trialArgs({ codec, encoder }: HardwareEncoder, output: string): string[] {
  const encoding: Encoding = {
    ...{ width: 640, height: 360, fps: '30', aspect: '16:9', pixelFormat: 'yuv420p', container: 'mp4', codec, encoder },
    ...{ quality: 23, speed: 'fast', captionStyle: 'plain', burnt: false },
  };
  const filters = ['format=yuv420p', ...encoderFilters(encoding)].join(',');
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=30', '-frames:v', '8', '-vf', filters];
  return [...deviceArgs(encoding), ...source, ...encodeArgs(encoding), `file:${output}`];
}

/** Names of the encoders that this FFmpeg was built with. */
export async function builtEncoders(tools: FfmpegTools): Promise<Set<string>> {
  const { output } = await runFfmpeg(tools, ['-encoders']);
  return listedNames(output);
}

/** FFmpeg's own first complaint, which is more precise than what we make of it: an encoder's, or else any. */
export function whyOf(error: AppError): string {
  const log = Array.isArray(error.details.log) ? error.details.log.map(String) : [];
  const complaint =
    log.find((line) => /^\[(?!lavfi)[^\]]+\] /.test(line)) ?? log.find((line) => /fail|error/i.test(line));
  return (complaint?.replace(/^\[[^\]]+\] */, '') ?? error.message).replace(/(?:: -\d+)?[.\s]+$/, '');
}
