import { recordOf } from '../simulated-dialect.ts';

type Input = Readonly<Record<string, unknown>>;

/** What the simulated Kling offers. Prices of a second in units of 14 cents: kling.ai, 2026-09-19; up to 2.1 resellers'. */
type PathModel = {
  readonly omni?: boolean;
  readonly seconds: (value: unknown) => boolean;
  /** By resolution: silent, and with native audio; null where that is not offered. */
  readonly units: Readonly<Record<string, readonly [number | null, number | null]>>;
  /** Has `settings.audio`. */
  readonly hears: boolean;
  readonly ends: boolean;
};

const between = (min: number, max: number) => (value: unknown) =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
const fiveOrTen = (value: unknown) => value === 5 || value === 10;

const three = { '720p': [0.6, 0.9], '1080p': [0.8, 1.2], '4k': [3, 3] } as const;
const two = { '720p': [0.3, null], '1080p': [0.5, null] } as const;

const pathModels: Readonly<Record<string, PathModel>> = {
  'kling-3.0': { seconds: between(3, 15), units: three, hears: true, ends: true },
  'kling-3.0-turbo': {
    seconds: between(3, 15),
    units: { '720p': [null, 0.8], '1080p': [null, 1] },
    hears: false,
    ends: false,
  },
  'kling-2.6': { seconds: fiveOrTen, units: two, hears: true, ends: true },
  'kling-2.5-turbo': { seconds: fiveOrTen, units: two, hears: true, ends: true },
  'kling-3.0-omni': {
    omni: true,
    seconds: between(3, 15),
    units: { '720p': [0.6, 0.8], '1080p': [0.8, 1], '4k': [3, 3] },
    hears: true,
    ends: true,
  },
  'kling-o1': {
    omni: true,
    seconds: between(3, 10),
    units: { '720p': [0.6, null], '1080p': [0.8, null] },
    hears: true,
    ends: true,
  },
};

/** Units of five seconds, by `mode`; `''` where the model knows none. */
const bodyModels: Readonly<
  Record<string, { readonly fromText: boolean; readonly units: Readonly<Record<string, number>> }>
> = {
  'kling-v1-6': { fromText: true, units: { std: 2, pro: 3.5 } },
  'kling-v2-master': { fromText: true, units: { '': 10 } },
  'kling-v2-1-master': { fromText: true, units: { '': 10 } },
  'kling-v2-1': { fromText: false, units: { std: 2, pro: 3.5 } },
};

export type KlingOrder = {
  readonly units: number;
  readonly seconds: number;
  readonly prompt: string;
  readonly aspect: string;
};

/** What is ordered, or Kling's code and words for why not. Stricter than Kling about names that it does not know. */
export function klingOrder(task: string, model: string, body: unknown): KlingOrder | readonly [number, string] {
  const offered = pathModels[model];
  if (!offered || (offered.omni === true) !== (task === 'omni-video')) return [1203, `model ${model} is not exist`];
  const { prompt, contents, settings, options, ...more } = recordOf(body);
  const frames = (Array.isArray(contents) ? contents : []).map(recordOf);
  const text = String(prompt ?? frames.find(({ type }) => type === 'prompt')?.text ?? '');
  const set = recordOf(settings);
  const [silent, loud] = offered.units[String(set.resolution)] ?? [null, null];
  const perSecond = set.audio === 'native' || !offered.hears ? loud : silent;
  const seconds = Number(set.duration);
  const wrong = [
    ...Object.keys(more),
    isWrong('prompt', text === '' || text.length > 3072 || (task === 'text-to-video') !== (prompt !== undefined)),
    isWrong('contents', frames.some(isOdd(offered)) || (task === 'image-to-video' && !startsOnPicture(frames))),
    isWrong('external_task_id', typeof recordOf(options).external_task_id !== 'string'),
    ...wrongSettings(offered, set, frames),
  ].find((name) => name !== null);
  if (wrong || perSecond === null) return [1201, `${wrong ?? 'resolution'} is invalid`];
  return { units: perSecond * seconds, seconds, prompt: text, aspect: String(set.aspect_ratio ?? '16:9') };
}

const isWrong = (name: string, wrong: boolean): string | null => (wrong ? name : null);

const startsOnPicture = (frames: readonly Input[]): boolean => frames.some(({ type }) => type === 'first_frame');

const wrongSettings = ({ seconds, hears }: PathModel, set: Input, frames: readonly Input[]) => [
  isWrong('duration', !seconds(set.duration)),
  isWrong('audio', set.audio !== undefined && !hears),
  isWrong('aspect_ratio', !isRatio(set.aspect_ratio, frames)),
];

const isOdd =
  ({ ends }: PathModel) =>
  ({ type, url }: Input): boolean =>
    type !== 'prompt' && !((type === 'first_frame' || (ends && type === 'last_frame')) && isPicture(url));

/** A shape is asked for where no picture gives it. */
const isRatio = (ratio: unknown, frames: readonly Input[]): boolean =>
  startsOnPicture(frames) ? ratio === undefined : ['16:9', '9:16', '1:1'].includes(String(ratio));

const isPicture = (value: unknown): boolean => /^(https:\/\/\S+|[\w+/]+=*)$/.test(String(value));

/** The same for the older dialect. */
export function klingLegacyOrder(task: string, body: unknown): KlingOrder | readonly [number, string] {
  const { model_name, prompt, mode, duration, external_task_id, image, image_tail, aspect_ratio, ...more } =
    recordOf(body);
  const offered = bodyModels[String(model_name)];
  if (!offered || (task === 'text2video' && !offered.fromText)) return [1203, `model ${model_name} is not exist`];
  const units = offered.units[String(mode ?? '')];
  const seconds = Number(duration);
  const wrong = [
    ...Object.keys(more),
    isWrong('prompt', typeof prompt !== 'string' || prompt.length > 2500),
    isWrong('duration', duration !== '5' && duration !== '10'),
    isWrong('image', (task === 'image2video') !== (image !== undefined && isPicture(image))),
    isWrong('image_tail', image_tail !== undefined && (!isPicture(image_tail) || mode !== 'pro')),
    isWrong('aspect_ratio', task === 'text2video' && !isRatio(aspect_ratio, [])),
    isWrong('external_task_id', typeof external_task_id !== 'string'),
  ].find((name) => name !== null);
  if (wrong || units === undefined) return [1201, `${wrong ?? 'mode'} is invalid`];
  return { units: (units * seconds) / 5, seconds, prompt: String(prompt), aspect: String(aspect_ratio ?? '16:9') };
}
