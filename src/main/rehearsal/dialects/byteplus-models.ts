import { type Answer, isAddress, recordOf } from '../simulated-dialect.ts';

export const byteplusProblem = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message: `${message} Request id: 0217abc`, param: '', type: 'Error' } },
});

const invalid = (message: string): Answer => byteplusProblem(400, 'InvalidParameter', message);
const noModel = (model: unknown): Answer =>
  byteplusProblem(404, 'InvalidEndpointOrModel.NotFound', `The model or endpoint ${model} does not exist.`);

type Members = Readonly<Record<string, unknown>>;
type Video = {
  readonly seconds: readonly [number, number];
  /** Dollars for a million tokens, by resolution. */
  readonly perMillion: Readonly<Record<string, number>>;
  readonly takes: readonly string[];
  readonly lastFrame: boolean;
};

const usual = { lastFrame: true, takes: ['generate_audio'] };

/** Page of prices of 2026-10. */
const videos: Readonly<Record<string, Video>> = {
  'dreamina-seedance-2-5-260628': {
    ...usual,
    ...{ seconds: [4, 30], perMillion: { '480p': 10.7, '720p': 10.7, '1080p': 11.7 } },
  },
  'dreamina-seedance-2-0-260128': {
    ...usual,
    ...{ seconds: [4, 15], perMillion: { '480p': 7, '720p': 7, '1080p': 7.7, '4k': 4 } },
  },
  'dreamina-seedance-2-0-fast-260128': { ...usual, seconds: [4, 15], perMillion: { '480p': 5.6, '720p': 5.6 } },
  'dreamina-seedance-2-0-mini-260615': { ...usual, seconds: [4, 15], perMillion: { '480p': 3.5, '720p': 3.5 } },
  'seedance-1-5-pro-251215': {
    ...{ seconds: [4, 12], perMillion: { '480p': 2.4, '720p': 2.4, '1080p': 2.4 } },
    ...{ lastFrame: true, takes: ['generate_audio', 'seed'] },
  },
  'seedance-1-0-pro-fast-251015': {
    ...{ seconds: [2, 12], perMillion: { '480p': 1, '720p': 1, '1080p': 1 } },
    ...{ lastFrame: false, takes: ['seed'] },
  },
};

/** Pixels of a frame: the most of any shape. */
const pixels: Readonly<Record<string, number>> = {
  '480p': 864 * 496,
  '720p': 1112 * 834,
  '1080p': 1664 * 1248,
  '4k': 3840 * 2160,
};

/** Micro-dollars: guesses. */
const images: Readonly<Record<string, number>> = {
  'dola-seedream-5-0-pro-260628': 60_000,
  'seedream-5-0-260128': 40_000,
  'seedream-4-5-251128': 40_000,
};

export type ByteplusOrder = {
  readonly prompt: string;
  readonly seconds: number;
  readonly micros: number;
  readonly tokens: number;
};

/** A video's price, or BytePlus's refusal of the body. */
export function readVideo(body: Members): ByteplusOrder | Answer {
  const model = videos[String(body.model)];
  if (!model) return noModel(body.model);
  const { duration = 5, resolution = '720p', ratio = 'adaptive' } = body;
  const [least, most] = model.seconds;
  const price = model.perMillion[String(resolution)];
  const parts = [body.content].flat().map(recordOf);
  const prompt = parts.map(({ text }) => text ?? '').join('');
  const unknown = Object.keys(body).find((name) => ![...known, ...model.takes].includes(name));
  if (unknown !== undefined) return invalid(`The parameter ${unknown} is not supported.`);
  if (!Number.isInteger(duration) || Number(duration) < least || Number(duration) > most)
    return invalid('The parameter duration is not valid.');
  if (price === undefined) return invalid('The parameter resolution is not valid.');
  if (!/^(16:9|4:3|1:1|3:4|9:16|21:9|adaptive)$/.test(String(ratio)))
    return invalid('The parameter ratio is not valid.');
  const refused = prompt === '' ? invalid('The parameter content is not valid.') : refusedFrames(parts, model);
  if (refused) return refused;
  const seconds = Number(duration);
  const tokens = Math.ceil(((seconds * 24 + 1) * (pixels[String(resolution)] ?? 0)) / 1024);
  return { prompt, seconds, tokens, micros: Math.ceil(tokens * price) };
}

const known = ['model', 'content', 'resolution', 'ratio', 'duration', 'watermark', 'return_last_frame'];

function refusedFrames(parts: readonly Members[], { lastFrame }: Video): Answer | null {
  const frames = parts.filter(({ type }) => type === 'image_url');
  const roles = frames.map(({ role }) => role ?? 'first_frame');
  const fits = /^(first_frame(,last_frame)?)?$/.test(roles.join(','));
  if (!fits || (frames.length > 1 && !lastFrame)) return invalid('The parameter content is not valid.');
  if (frames.every(({ image_url }) => isAddress(recordOf(image_url).url))) return null;
  return invalid('The image cannot be fetched.');
}

/** A picture's price, or BytePlus's refusal of the body. */
export function readImageOrder(body: Members): ByteplusOrder | Answer {
  const { model, prompt, size = '2048x2048', image, response_format } = body;
  const micros = images[String(model)];
  const [width = 0, height = 0] = String(size).split('x').map(Number);
  if (micros === undefined) return noModel(model);
  if (typeof prompt !== 'string' || prompt === '')
    return byteplusProblem(400, 'MissingParameter', 'prompt is missing.');
  if (image !== undefined && !isAddress(image)) return invalid('The image cannot be fetched.');
  if (width * height < 2560 * 1440 || width * height > 4096 * 4096) return invalid('The parameter size is not valid.');
  if (response_format !== 'b64_json') return invalid('The simulation gives b64_json only.');
  return { prompt, seconds: 0, micros, tokens: Math.ceil((width * height) / 256) };
}
