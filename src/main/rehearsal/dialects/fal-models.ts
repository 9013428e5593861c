import type { Price } from '../../../shared/money.ts';
import { isAddress } from '../simulated-dialect.ts';
import type { MediaOrder } from '../simulated-jobs.ts';

/** What the simulated fal offers: endpoints and inputs of the types that @fal-ai/client 1.10.1 carries. */
export type FalModel = {
  readonly makes: MediaOrder['makes'];
  readonly requires: readonly string[];
  readonly takes: readonly string[];
  /** Text that an input may be, where only some is allowed. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** From third-party tables of 2025-26; not read from our catalogue, on purpose. */
  readonly price: Pick<Price, 'micros' | 'per'>;
  readonly usualSeconds: number;
};

type Costs = readonly [micros: number, usualSeconds: number];

const video = ([micros, usualSeconds]: Costs, requires: string, takes: string, duration: readonly string[] = []) => ({
  ...{ makes: 'video' as const, requires: requires.split(' '), takes: takes.split(' '), usualSeconds },
  choices: { ...(duration.length > 0 && { duration }), aspect_ratio: ['16:9', '9:16', '1:1', '4:5'] },
  price: { micros, per: 'second' as const },
});

const image = ([micros, usualSeconds]: Costs, takes = ''): FalModel => ({
  ...{ makes: 'image', requires: ['prompt'], usualSeconds, choices: {} },
  takes: `image_size num_images output_format seed sync_mode ${takes}`.trim().split(' '),
  price: { micros, per: 'image' },
});

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

const kling3 = 'duration generate_audio multi_prompt shot_type negative_prompt cfg_scale';
const kling26 = 'duration generate_audio negative_prompt cfg_scale';
const cog = 'negative_prompt seed video_size num_inference_steps guidance_scale export_fps use_rife';
const veo = 'duration aspect_ratio resolution generate_audio auto_fix safety_tolerance negative_prompt seed';
const wan = 'duration resolution audio_url negative_prompt enable_prompt_expansion enable_safety_checker seed';
const ltx = 'duration resolution fps generate_audio';
const seedance = 'duration resolution aspect_ratio camera_fixed generate_audio enable_safety_checker seed';
const hunyuan = 'aspect_ratio resolution num_frames num_inference_steps negative_prompt enable_prompt_expansion seed';
const withImage = 'prompt image_url';
const withBothFrames = 'prompt first_frame_url last_frame_url';
const fiveOrTen = ['5', '10'];
const veoLengths = ['4s', '6s', '8s'];
const veo2Lengths = ['5s', '6s', '7s', '8s'];
const flux = 'num_inference_steps guidance_scale enable_safety_checker acceleration';

const endpoints: Readonly<Record<string, FalModel>> = {
  'kling-video/v2.5-turbo/pro/text-to-video': video(
    [70_000, 150],
    'prompt',
    'duration aspect_ratio negative_prompt cfg_scale',
    fiveOrTen,
  ),
  'kling-video/v2.5-turbo/pro/image-to-video': video(
    [70_000, 150],
    withImage,
    'duration tail_image_url negative_prompt cfg_scale',
    fiveOrTen,
  ),
  'kling-video/v3/pro/text-to-video': video([168_000, 210], 'prompt', `aspect_ratio ${kling3}`, range(3, 15)),
  'kling-video/v3/pro/image-to-video': video(
    [168_000, 210],
    'prompt start_image_url',
    `end_image_url elements ${kling3}`,
    range(3, 15),
  ),
  'kling-video/v3/standard/text-to-video': video([126_000, 160], 'prompt', `aspect_ratio ${kling3}`, range(3, 15)),
  'kling-video/v3/standard/image-to-video': video(
    [126_000, 160],
    'prompt start_image_url',
    `end_image_url elements ${kling3}`,
    range(3, 15),
  ),
  'kling-video/v2.6/pro/text-to-video': video([140_000, 180], 'prompt', `aspect_ratio ${kling26}`, fiveOrTen),
  'kling-video/v2.6/pro/image-to-video': video(
    [140_000, 180],
    'prompt start_image_url',
    `end_image_url ${kling26}`,
    fiveOrTen,
  ),
  'veo3.1': video([400_000, 120], 'prompt', veo, veoLengths),
  'veo3.1/image-to-video': video([400_000, 120], withImage, veo, veoLengths),
  'veo3.1/first-last-frame-to-video': video([400_000, 120], withBothFrames, veo, veoLengths),
  'veo3.1/fast': video([150_000, 80], 'prompt', veo, veoLengths),
  'veo3.1/fast/image-to-video': video([150_000, 80], withImage, veo, veoLengths),
  'veo3.1/fast/first-last-frame-to-video': video([150_000, 80], withBothFrames, veo, veoLengths),
  'veo3.1/lite': video([50_000, 60], 'prompt', veo, veoLengths),
  'veo3.1/lite/image-to-video': video([50_000, 60], withImage, veo, veoLengths),
  'veo3.1/lite/first-last-frame-to-video': video([50_000, 60], withBothFrames, veo, veoLengths),
  veo3: video([400_000, 120], 'prompt', veo, veoLengths),
  'veo3/image-to-video': video([400_000, 120], withImage, veo, veoLengths),
  veo2: video([500_000, 120], 'prompt', 'duration aspect_ratio negative_prompt seed', veo2Lengths),
  'veo2/image-to-video': video([500_000, 120], withImage, 'duration', veo2Lengths),
  'minimax/hailuo-2.3/standard/text-to-video': video([56_000, 180], 'prompt', 'duration prompt_optimizer', ['6', '10']),
  'minimax/hailuo-2.3/standard/image-to-video': video([56_000, 180], withImage, 'duration prompt_optimizer', [
    '6',
    '10',
  ]),
  'minimax/hailuo-2.3-fast/standard/image-to-video': video([32_000, 90], withImage, 'duration prompt_optimizer', [
    '6',
    '10',
  ]),
  'minimax/hailuo-02/standard/text-to-video': video([45_000, 180], 'prompt', 'duration prompt_optimizer', ['6', '10']),
  'minimax/hailuo-02/standard/image-to-video': video(
    [45_000, 180],
    withImage,
    'duration prompt_optimizer end_image_url resolution',
    ['6', '10'],
  ),
  'luma-dream-machine/ray-2': video([100_000, 90], 'prompt', 'duration resolution aspect_ratio loop', ['5s', '9s']),
  'luma-dream-machine/ray-2/image-to-video': video(
    [100_000, 90],
    'prompt',
    'image_url end_image_url duration resolution aspect_ratio loop',
    ['5s', '9s'],
  ),
  'wan-25-preview/text-to-video': video([100_000, 150], 'prompt', `aspect_ratio ${wan}`, range(2, 15)),
  'wan-25-preview/image-to-video': video([100_000, 150], withImage, wan, fiveOrTen),
  'wan/v2.7/text-to-video': video([100_000, 150], 'prompt', `aspect_ratio ${wan}`, range(2, 15)),
  'wan/v2.7/image-to-video': video([100_000, 150], withImage, `end_image_url ${wan}`, range(2, 15)),
  'ltx-2.3/text-to-video/fast': video([60_000, 45], 'prompt', `aspect_ratio ${ltx}`, ['6', '8', '10']),
  'ltx-2.3/image-to-video/fast': video([60_000, 45], withImage, `end_image_url aspect_ratio ${ltx}`, ['6', '8', '10']),
  'vidu/q3/text-to-video': video([120_000, 100], 'prompt', 'duration resolution aspect_ratio audio seed'),
  'vidu/q3/image-to-video': video([120_000, 100], withImage, 'end_image_url duration resolution audio seed'),
  'mochi-v1': video([80_000, 120], 'prompt', 'enable_prompt_expansion negative_prompt seed'),
  'cogvideox-5b': video([40_000, 100], 'prompt', cog),
  'cogvideox-5b/image-to-video': video([40_000, 100], withImage, cog),
  'ltx-2/text-to-video/fast': video([40_000, 45], 'prompt', ltx, ['6', '8', '10']),
  'ltx-2/image-to-video/fast': video([40_000, 45], withImage, ltx, ['6', '8', '10']),
  'bytedance/seedance/v1.5/pro/text-to-video': video([52_000, 100], 'prompt', seedance, range(4, 12)),
  'bytedance/seedance/v1.5/pro/image-to-video': video(
    [52_000, 100],
    withImage,
    `end_image_url ${seedance}`,
    range(4, 12),
  ),
  'hunyuan-video-v1.5/text-to-video': video([75_000, 120], 'prompt', hunyuan),
  'hunyuan-video-v1.5/image-to-video': video([75_000, 120], withImage, hunyuan),
  'pika/v2.2/text-to-video': video(
    [40_000, 90],
    'prompt',
    'duration resolution aspect_ratio negative_prompt seed',
    fiveOrTen,
  ),
  'pika/v2.2/image-to-video': video([40_000, 90], withImage, 'duration resolution negative_prompt seed', fiveOrTen),
  'flux/schnell': image([3000, 3], flux),
  'flux/dev': image([25_000, 6], flux),
  'flux-pro/v1.1': image([40_000, 6], 'safety_tolerance enhance_prompt'),
  'kokoro/american-english': {
    ...{ makes: 'audio', requires: ['prompt'], takes: ['voice', 'speed'], choices: {}, usualSeconds: 8 },
    price: { micros: 20_000, per: 'thousand-characters' },
  },
};

/** The model of an endpoint id such as `fal-ai/flux/dev`, or null. */
export const falModel = (endpoint: string): FalModel | null =>
  endpoint.startsWith('fal-ai/') ? (endpoints[endpoint.slice('fal-ai/'.length)] ?? null) : null;

/** What is wrong with an input, in fal's words; stricter than fal, which ignores names it does not know. */
export function falComplaints(model: FalModel, input: Readonly<Record<string, unknown>>) {
  const missing = model.requires
    .filter((name) => input[name] === undefined || input[name] === '')
    .map((name) => ({ loc: ['body', name], msg: 'field required', type: 'value_error.missing' }));
  const unknown = Object.keys(input)
    .filter((name) => !model.requires.includes(name) && !model.takes.includes(name))
    .map((name) => ({ loc: ['body', name], msg: 'extra fields not permitted', type: 'value_error.extra' }));
  const wrong = Object.entries(model.choices)
    .filter(([name, allowed]) => input[name] !== undefined && !allowed.some((choice) => choice === input[name]))
    .map(([name]) => ({ loc: ['body', name], msg: 'unexpected value', type: 'literal_error' }));
  const broken = Object.entries(input)
    .filter(([name, value]) => name.endsWith('_url') && !isAddress(value))
    .map(([name]) => ({ loc: ['body', name], msg: 'Input should be a valid URL', type: 'url_parsing' }));
  return [...missing, ...unknown, ...wrong, ...broken];
}
