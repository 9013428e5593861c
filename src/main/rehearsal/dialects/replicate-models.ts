import type { Price } from '../../../shared/money.ts';
import { isAddress } from '../simulated-dialect.ts';

/** What the simulated Replicate offers: ids and input names of Replicate's own model pages, seen 2025-09 to 2026-11. */
export type SimulatedModel = {
  readonly makes: 'video' | 'image' | 'audio';
  /** Digest of the newest version: such a model is a community model and has to be run by version. */
  readonly version?: string;
  readonly requires: readonly string[];
  readonly takes: readonly string[];
  /** Images come as an array of addresses from some models. */
  readonly outputs?: 'array';
  /** As on Replicate's price page or third-party tables of 2025-26; not read from our catalogue, on purpose. */
  readonly price: Pick<Price, 'micros' | 'per'>;
  readonly usualSeconds: number;
};

type Costs = readonly [micros: number, usualSeconds: number];

const video = ([micros, usualSeconds]: Costs, requires: string[], takes: string[]): SimulatedModel => ({
  ...{ makes: 'video', requires, takes, usualSeconds },
  price: { micros, per: 'second' },
});
const image = ([micros, usualSeconds]: Costs, takes: string[], outputs?: 'array'): SimulatedModel => ({
  ...{ makes: 'image', requires: ['prompt'], usualSeconds },
  takes: ['aspect_ratio', 'output_format', 'output_quality', 'seed', ...takes],
  price: { micros, per: 'image' },
  ...(outputs ? { outputs } : {}),
});

const wan = ['duration', 'resolution', 'negative_prompt', 'enable_prompt_expansion', 'seed', 'audio'];
const veo3 = ['image', 'aspect_ratio', 'duration', 'resolution', 'generate_audio', 'negative_prompt', 'seed'];
const veo31 = [...veo3, 'last_frame', 'reference_images'];
const luma = ['duration', 'aspect_ratio', 'loop', 'start_image', 'start_image_url', 'end_image'];

export const simulatedModels: Readonly<Record<string, SimulatedModel>> = {
  'minimax/hailuo-02': video(
    [45_000, 180],
    ['prompt'],
    ['duration', 'resolution', 'prompt_optimizer', 'first_frame_image', 'last_frame_image'],
  ),
  'kwaivgi/kling-v2.1': video(
    [50_000, 180],
    ['prompt', 'start_image'],
    ['end_image', 'mode', 'duration', 'negative_prompt'],
  ),
  'kwaivgi/kling-v2.5-turbo-pro': video(
    [70_000, 150],
    ['prompt'],
    ['start_image', 'image', 'duration', 'aspect_ratio', 'negative_prompt'],
  ),
  'google/veo-3-fast': video([150_000, 90], ['prompt'], veo3),
  'google/veo-3.1': video([400_000, 120], ['prompt'], veo31),
  'google/veo-3.1-fast': video([150_000, 80], ['prompt'], veo31),
  'wan-video/wan-2.6-i2v': video([100_000, 120], ['prompt', 'image'], [...wan, 'multi_shots']),
  'haiper-ai/haiper-video-2': {
    ...{ makes: 'video', requires: ['prompt'], takes: [], usualSeconds: 90 },
    price: { micros: 400_000, per: 'run' },
  },
  'wavespeedai/wan-2.1-t2v-480p': video(
    [90_000, 60],
    ['prompt'],
    ['aspect_ratio', 'negative_prompt', 'fast_mode', 'sample_steps', 'sample_guide_scale', 'sample_shift', 'seed'],
  ),
  'wan-video/wan-2.5-i2v-fast': video([68_000, 60], ['prompt', 'image'], wan),
  'luma/ray-flash-2-720p': video([60_000, 60], ['prompt'], luma),
  'bytedance/seedance-1-lite': video(
    [36_000, 60],
    ['prompt'],
    ['image', 'last_frame_image', 'duration', 'resolution', 'aspect_ratio', 'fps', 'camera_fixed', 'seed'],
  ),
  'black-forest-labs/flux-schnell': image(
    [3000, 3],
    ['num_outputs', 'go_fast', 'megapixels', 'num_inference_steps', 'disable_safety_checker'],
    'array',
  ),
  'black-forest-labs/flux-1.1-pro': image(
    [40_000, 6],
    ['width', 'height', 'prompt_upsampling', 'safety_tolerance', 'image_prompt'],
  ),
  'jaaari/kokoro-82m': {
    makes: 'audio',
    version: 'f559560eb822dc509045f3921a1921234918b91739db4bf3daab2169b71c7a13',
    requires: ['text'],
    takes: ['voice', 'speed'],
    price: { micros: 1000, per: 'run' },
    usualSeconds: 10,
  },
};

/** Every length here is an integer in the model's own schema. */
const notWhole = { type: 'invalid_type', field: 'input.duration', description: 'Expected: integer, given: number' };

/** The fields that are wrong, in Replicate's words; stricter than Replicate, which ignores names it does not know. */
export function invalidFields(model: SimulatedModel, input: Readonly<Record<string, unknown>>) {
  const missing = model.requires
    .filter((name) => input[name] === undefined || input[name] === '')
    .map((name) => ({ type: 'required', field: 'input', description: `${name} is required` }));
  const unknown = Object.keys(input)
    .filter((name) => !model.requires.includes(name) && !model.takes.includes(name))
    .map((name) => ({
      type: 'additional_property_not_allowed',
      field: 'input',
      description: `${name} is not an input of this model`,
    }));
  const { duration } = input;
  const length = duration === undefined || Number.isInteger(duration) ? [] : [notWhole];
  return [...missing, ...unknown, ...length, ...invalidPictures(model, input)];
}

const firstFrames = ['first_frame_image', 'start_image', 'image'];
const lastFrames = ['last_frame_image', 'end_image', 'last_frame'];

/** Pictures are addresses or data, and models end on one only where they start on one. */
function invalidPictures(model: SimulatedModel, input: Readonly<Record<string, unknown>>) {
  const broken = [...firstFrames, ...lastFrames]
    .filter((name) => input[name] !== undefined && !isAddress(input[name]))
    .map((name) => ({ type: 'format', field: `input.${name}`, description: "Does not match format 'uri'" }));
  const needsFirst = lastFrames.some((name) => name in input) && !firstFrames.some((name) => name in input);
  const first = firstFrames.find((name) => model.takes.includes(name));
  return needsFirst && first
    ? [...broken, { type: 'required', field: 'input', description: `${first} is required` }]
    : broken;
}
