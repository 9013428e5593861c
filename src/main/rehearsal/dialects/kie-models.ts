import { recordOf } from '../simulated-dialect.ts';
import { type AggregatedModel, secondsIn } from './models.ts';

const shape = ['16:9', '9:16', '1:1'];
const texts = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
const span = (from: number, to: number) => texts(from, to).map(Number);

/** Only what has an address of Kie's own: data URIs are refused. */
const isUrl = (value: unknown): boolean => typeof value === 'string' && /^https?:\/\/\S+$/.test(value);
const isUrls = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isUrl);

const video = (usd: number, requires: readonly string[], takes: AggregatedModel['takes']): AggregatedModel => ({
  ...{ makes: 'video', usualSeconds: 150, requires: ['prompt', ...requires], takes: { prompt: 'text', ...takes } },
  micros: (input) => secondsIn(input) * usd * 1_000_000,
});
const image = (usd: number, requires: readonly string[], takes: AggregatedModel['takes']): AggregatedModel => ({
  ...{ makes: 'image', usualSeconds: 10, requires: ['prompt', ...requires], takes: { prompt: 'text', ...takes } },
  micros: () => usd * 1_000_000,
});

const kling26 = { sound: 'yes-no', duration: ['5', '10'] } as const;
const wan25 = { duration: ['5', '10'], resolution: ['720p', '1080p'], aspect_ratio: shape, seed: 'whole' } as const;

/** Fields of the OpenAPI of 2026-08-19; the prices are our guesses. */
export const kieModels: Readonly<Record<string, AggregatedModel>> = {
  'kling-3.0/video': video(0.2, ['mode', 'duration', 'aspect_ratio', 'sound', 'multi_shots', 'multi_prompt'], {
    ...{ mode: ['std', 'pro', '4K'], duration: texts(3, 15), aspect_ratio: shape, sound: 'yes-no', image_urls: isUrls },
    ...{ multi_shots: 'yes-no', multi_prompt: Array.isArray },
  }),
  'kling-2.6/text-to-video': video(0.11, ['sound', 'aspect_ratio', 'duration'], { ...kling26, aspect_ratio: shape }),
  'kling-2.6/image-to-video': video(0.11, ['image_urls', 'sound', 'duration'], { ...kling26, image_urls: isUrls }),
  'bytedance/seedance-2': video(0.25, [], {
    ...{ first_frame_url: isUrl, last_frame_url: isUrl, aspect_ratio: shape, resolution: ['480p', '720p', '1080p'] },
    ...{ duration: span(4, 15), generate_audio: 'yes-no' },
  }),
  'wan/2-5-text-to-video': video(0.06, ['duration'], wan25),
  'wan/2-5-image-to-video': video(0.06, ['duration', 'image_url'], { ...wan25, image_url: isUrl }),
  'hailuo/02-text-to-video-standard': video(0.03, [], { duration: ['6', '10'], prompt_optimizer: 'yes-no' }),
  'hailuo/02-image-to-video-standard': video(0.03, ['image_url'], {
    ...{ image_url: isUrl, end_image_url: isUrl, duration: ['6', '10'], resolution: ['512P', '768P'] },
  }),
  'flux-2/pro-text-to-image': image(0.025, ['aspect_ratio', 'resolution'], {
    ...{ aspect_ratio: shape, resolution: ['1K', '2K'] },
  }),
  'seedream/4.5-text-to-image': image(0.0325, ['aspect_ratio', 'quality'], {
    ...{ aspect_ratio: shape, quality: ['basic', 'high'] },
  }),
  'z-image': image(0.004, ['aspect_ratio'], { aspect_ratio: shape }),
  'elevenlabs/text-to-speech-turbo-2-5': {
    ...{
      makes: 'audio',
      usualSeconds: 6,
      requires: ['text'],
      takes: { text: 'text', voice: (id) => /^\w{20}$/.test(String(id)) },
    },
    micros: ({ text }) => String(text).length * 30,
  },
};

const veo = (usd: number): AggregatedModel => ({
  ...{ makes: 'video', usualSeconds: 120, requires: ['prompt', 'generationType'], micros: () => usd * 1_000_000 },
  takes: {
    ...{ prompt: 'text', generationType: ['TEXT_2_VIDEO', 'FIRST_AND_LAST_FRAMES_2_VIDEO'], imageUrls: isUrls },
    ...{ aspect_ratio: ['16:9', '9:16', 'Auto'], resolution: ['720p', '1080p', '4k'], duration: [4, 6, 8] },
  },
});

/** Per clip. */
export const kieVeoModels: Readonly<Record<string, AggregatedModel>> = { veo3: veo(1.25), veo3_fast: veo(0.3) };

/** Its shape is needed where there is no picture. */
export const kieRunway: AggregatedModel = video(0.02, ['duration', 'quality'], {
  ...{ duration: [5, 10], quality: ['720p', '1080p'], aspectRatio: [...shape, '4:3', '3:4'], imageUrl: isUrl },
  waterMark: 'text',
});

export const lacksShape = (input: unknown): boolean => {
  const { imageUrl, aspectRatio } = recordOf(input);
  return imageUrl === undefined && aspectRatio === undefined;
};
