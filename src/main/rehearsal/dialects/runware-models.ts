import { isAddress, recordOf } from '../simulated-dialect.ts';
import type { AggregatedModel, ModelInput } from './models.ts';

/** A model of Runware and the sizes that it makes. */
export type RunwareModel = AggregatedModel & { readonly sizes: readonly string[] };

const hd = ['1280x720', '720x1280', '720x720', '960x960'];
const fullHd = ['1920x1080', '1080x1920', '1440x1440'];
const megapixel = ['1344x768', '768x1344', '1024x1024', '832x1024', '896x1120'];

/** `{ frameImages: [{ image, frame }] }`, the first frame first. */
const isFrames =
  (most: number) =>
  (value: unknown): boolean => {
    const { frameImages, ...more } = recordOf(value);
    if (!Array.isArray(frameImages) || Object.keys(more).length > 0) return false;
    const named = frameImages.map(recordOf);
    const inOrder = named.every(({ image, frame }, at) => isAddress(image) && frame === ['first', 'last'][at]);
    return inOrder && named.length > 0 && named.length <= most;
  };

type Video = {
  readonly seconds: readonly number[];
  readonly usd: number;
  readonly sizes?: readonly string[];
  readonly seed?: boolean;
  readonly frames?: number;
  readonly requires?: readonly string[];
};

const seconds = ({ duration }: ModelInput): number => Number(duration ?? 5);
const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

const video = ({ seconds: lengths, usd, sizes = hd, seed = true, frames = 2, requires = [] }: Video): RunwareModel => ({
  ...{ makes: 'video', sizes, usualSeconds: 120, requires: ['positivePrompt', ...requires] },
  takes: {
    ...{ positivePrompt: 'text', duration: lengths, width: 'whole', height: 'whole' },
    ...(seed ? { seed: 'whole' } : {}),
    ...(frames ? { inputs: isFrames(frames) } : {}),
  },
  micros: (input) => seconds(input) * usd * 1_000_000,
});

const image = (usd: number, sizes: readonly string[] = megapixel, seed = true): RunwareModel => ({
  ...{ makes: 'image', sizes, usualSeconds: 8, requires: ['positivePrompt', 'width', 'height'] },
  takes: { positivePrompt: 'text', width: 'whole', height: 'whole', ...(seed ? { seed: 'whole' } : {}) },
  micros: () => usd * 1_000_000,
});

/** By their AIR ids; prices of write-ups of mid-2026, else our guess. */
export const runwareModels: Readonly<Record<string, RunwareModel>> = {
  'klingai:kling-video@3-pro': video({ seconds: span(3, 15), usd: 0.168, seed: false }),
  'klingai:6@1': video({ seconds: [5, 10], usd: 0.07, seed: false }),
  'google:3@2': video({ seconds: [4, 6, 8], usd: 0.4 }),
  'google:3@3': video({ seconds: [4, 6, 8], usd: 0.15 }),
  'alibaba:wan@2.6': video({ seconds: [5, 10, 15], usd: 0.1, frames: 1 }),
  'alibaba:wan@2.6-flash': video({ seconds: [5, 10, 15], usd: 0.025, frames: 1, requires: ['inputs'] }),
  'minimax:4@1': video({ seconds: [6, 10], usd: 0.05, sizes: ['1366x768', '768x1366'], seed: false, frames: 1 }),
  'bytedance:seedance@2.0': video({ seconds: span(4, 15), usd: 0.25, sizes: ['1280x720', '720x1280', '960x960'] }),
  'bytedance:seedance@2.0-mini': video({
    ...{ seconds: span(4, 15), usd: 0.081, sizes: ['1280x720', '720x1280', '960x960'] },
  }),
  'vidu:4@1': video({ seconds: span(1, 16), usd: 0.16 }),
  'lightricks:2@1': video({ seconds: [6, 8, 10], usd: 0.04, sizes: fullHd, seed: false, frames: 1 }),
  'runway:1@2': video({ seconds: [5, 8, 10], usd: 0.12, frames: 1 }),
  'luma:ray@3.2': video({ seconds: [5, 10], usd: 0.2, seed: false }),
  'pixverse:1@8': video({ seconds: [5, 8, 10], usd: 0.12, frames: 1 }),
  'runware:100@1': image(0.002),
  'runware:101@1': image(0.0038),
  'bfl:5@1': image(0.03),
  'runware:400@1': image(0.0077),
  'runware:z-image@turbo': image(0.0032),
  'civitai:101055@128078': image(0.003),
  'ideogram:4@1': image(0.06),
  'openai:gpt-image@2': image(0.2, ['1536x1024', '1024x1536', '1024x1024'], false),
};
