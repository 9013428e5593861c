import type { MediaOrder } from '../simulated-jobs.ts';

type Inputs = Readonly<Record<string, unknown>>;
type Kind = 'text' | 'whole' | 'number' | 'yes-no' | 'frames';

/** What the simulated PiAPI offers: names of its own command line's catalogue, prices of its pages (mid-2026). */
export type PiapiModel = {
  readonly makes: MediaOrder['makes'];
  readonly requires: readonly string[];
  readonly takes: Readonly<Record<string, Kind>>;
  /** Micro-dollars for an input. */
  readonly micros: (input: Inputs) => number;
  readonly usualSeconds: number;
};

const aspect = { negative_prompt: 'text', aspect_ratio: 'text' } as const;
const kling = {
  ...aspect,
  ...({ version: 'text', mode: 'text', duration: 'whole', image_url: 'text', image_tail_url: 'text' } as const),
  ...({ cfg_scale: 'number', enable_audio: 'yes-no' } as const),
};
const veo = {
  ...aspect,
  ...({ duration: 'text', image_url: 'text', tail_image_url: 'text', resolution: 'text' } as const),
  generate_audio: 'yes-no',
} as const;

const seconds = ({ duration }: Inputs): number => Number.parseFloat(String(duration ?? 5)) || 5;

const video = (
  takes: PiapiModel['takes'],
  usualSeconds: number,
  micros: PiapiModel['micros'],
  requires = ['prompt'],
): PiapiModel => ({ makes: 'video', requires, takes, usualSeconds, micros });

const veoPrice = (input: Inputs): number => seconds(input) * (input.generate_audio ? 240_000 : 120_000);

const models: Readonly<Record<string, PiapiModel>> = {
  'kling/video_generation': video(kling, 200, (input) => {
    const perSecond = input.mode === 'pro' ? (input.enable_audio ? 132_000 : 66_000) : 40_000;
    return seconds(input) * perSecond;
  }),
  'luma/video_generation': video(
    { ...aspect, duration: 'whole', model_name: 'text', key_frames: 'frames' },
    150,
    (input) => seconds(input) * 60_000,
  ),
  'hailuo/video_generation': video(
    { model: 'text', image_url: 'text', expand_prompt: 'yes-no', duration: 'whole', resolution: 'whole' },
    210,
    (input) => seconds(input) * 48_000,
  ),
  'Qubico/hunyuan/txt2video': video(aspect, 300, () => 90_000),
  'Qubico/hunyuan/img2video-concat': video({ ...aspect, image: 'text' }, 300, () => 90_000, ['prompt', 'image']),
  'veo3.1/veo3.1-video': video(veo, 180, veoPrice),
  'veo3.1/veo3.1-video-fast': video(veo, 100, veoPrice),
  'Qubico/flux1-schnell/txt2img': {
    ...{ makes: 'image', requires: ['prompt'], usualSeconds: 10, micros: () => 2000 },
    takes: { negative_prompt: 'text', width: 'whole', height: 'whole', steps: 'whole', guidance_scale: 'number' },
  },
};

/** The model of a task, or null. */
export const piapiModel = (name: string): PiapiModel | null => models[name] ?? null;

const isOf: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  whole: Number.isInteger,
  number: (value) => typeof value === 'number',
  'yes-no': (value) => typeof value === 'boolean',
  frames: (value) => typeof value === 'object' && value !== null && 'frame0' in value,
};

const goTypes: Readonly<Record<Kind, string>> = {
  ...{ text: 'string', whole: 'int', number: 'float64', 'yes-no': 'bool', frames: 'KeyFrames' },
};

/** The first thing that is wrong with an input, in PiAPI's words, or null. Stricter than PiAPI with unknown names. */
export function piapiComplaint({ requires, takes }: PiapiModel, input: Inputs): string | null {
  const missing = requires.find((name) => input[name] === undefined || input[name] === '');
  if (missing) return `invalid request: ${missing} is required`;
  for (const [name, value] of Object.entries(input)) {
    const kind = name === 'prompt' ? 'text' : takes[name];
    if (!kind) return `invalid request: unknown field ${name}`;
    if (!isOf[kind](value)) {
      return `invalid request: cannot unmarshal ${typeof value} into Go struct field .${name} of type ${goTypes[kind]}`;
    }
  }
  return null;
}

/** Length of the clip that an input asks for. */
export const piapiSeconds = seconds;
