import { type Answer, isAddress, recordOf } from '../simulated-dialect.ts';

export const alibabaProblem = (status: number, code: string, message: string): Answer => ({
  status,
  body: { code, message, request_id: '4909100c-7b5a-9f92-bfe5-000000000001' },
});

const invalid = (message: string): Answer => alibabaProblem(400, 'InvalidParameter', message);
const noModel = (model: unknown): Answer => alibabaProblem(400, 'ModelNotFound', `Model ${model} does not exist.`);

type Members = Readonly<Record<string, unknown>>;

type Protocol = 'legacy' | 'tiered' | 'wan3';
type Video = {
  readonly protocol: Protocol;
  /** Whether it works from a still; null: either way. */
  readonly still: boolean | null;
  readonly seconds: readonly [number, number];
  /** For a second, by resolution. */
  readonly micros: Readonly<Record<string, number>>;
};

const both =
  (protocol: Protocol, seconds: readonly [number, number], micros: Video['micros']) =>
  (still: boolean | null): Video => ({
    ...{ protocol, still, seconds, micros },
  });
const wan26 = both('legacy', [2, 15], { '720P': 100_000, '1080P': 150_000 });
const wan27 = both('tiered', [2, 15], { '720P': 100_000, '1080P': 150_000 });
const horse = both('tiered', [2, 15], { '480P': 70_000, '720P': 140_000, '1080P': 180_000 });

/** Prices of Singapore, page of 2026-10. */
const videos: Readonly<Record<string, Video>> = {
  'wan2.6-t2v': wan26(false),
  'wan2.6-i2v': wan26(true),
  'wan2.7-t2v': wan27(false),
  'wan2.7-i2v': wan27(true),
  'happyhorse-1.1-t2v': horse(false),
  'happyhorse-1.1-i2v': horse(true),
  'wan3.0-video': both('wan3', [2, 30], { '480P': 50_000, '720P': 100_000, '1080P': 200_000 })(null),
  'wan3.0-video-prime': both('wan3', [2, 30], { '480P': 68_000, '720P': 140_000, '1080P': 280_000 })(null),
};

/** Micro-dollars: guesses. */
const images: Readonly<Record<string, number>> = {
  'qwen-image-2.0': 35_000,
  'qwen-image-2.0-pro': 75_000,
  'wan2.7-image': 30_000,
  'wan2.7-image-pro': 75_000,
  'z-image-turbo': 15_000,
};

export type AlibabaOrder = { readonly micros: number; readonly seconds: number; readonly shape: string };

/** What a video costs and how long it is, or Alibaba's refusal of the body. */
export function readVideo(body: Members): AlibabaOrder | Answer {
  const { model, input: given, parameters: said } = body;
  const [input, parameters] = [recordOf(given), recordOf(said)];
  const known = videos[String(model)];
  if (!known) return noModel(model);
  const problem = refusedInput(known, input) ?? refusedParameters(known, parameters);
  if (problem) return problem;
  const seconds = Number(parameters.duration ?? 5);
  const shape = String(parameters.size ?? parameters.ratio ?? '16:9').replace('*', ':');
  return { seconds, shape, micros: seconds * (known.micros[resolutionOf(parameters)] ?? 0) };
}

/** The shorter side of a size says it where there is no tier. */
function resolutionOf({ resolution, size }: Members): string {
  if (typeof resolution === 'string') return resolution;
  const [width = 1920, height = 1080] = typeof size === 'string' ? size.split('*').map(Number) : [];
  return width * height > 1_000_000 ? '1080P' : '720P';
}

function refusedInput({ protocol, still }: Video, { prompt, img_url, media, ...rest }: Members): Answer | null {
  const frames = [media ?? []].flat().map(recordOf);
  if (typeof prompt !== 'string' || prompt === '') return invalid('prompt is required.');
  if (Object.keys(rest).length > 0) return invalid(`${Object.keys(rest)[0]} is not known.`);
  if (protocol === 'wan3' && img_url !== undefined) return invalid('img_url is not known.');
  if (protocol === 'legacy' && media !== undefined) return invalid('media is not known.');
  if (still === true && img_url === undefined && frames.length === 0) return invalid('A first frame is required.');
  if (still === false && (img_url !== undefined || frames.length > 0)) return invalid('A first frame is not taken.');
  const urls = [...(img_url === undefined ? [] : [img_url]), ...frames.map(({ url }) => url)];
  if (!urls.every(isAddress)) return alibabaProblem(400, 'InvalidURL', 'The media cannot be fetched.');
  return frames.every(({ type }) => /^(first|last)_frame$/.test(String(type)))
    ? null
    : invalid('media type is not known.');
}

function refusedParameters({ protocol, still, seconds, micros }: Video, parameters: Members): Answer | null {
  const { duration = 5, resolution = '1080P', ratio, size } = parameters;
  const takes = {
    legacy: still ? ['resolution'] : ['size'],
    tiered: still ? ['resolution'] : ['resolution', 'ratio'],
    wan3: ['resolution', 'ratio', 'audio'],
  }[protocol];
  const known = [...takes, 'duration', 'prompt_extend', 'watermark', ...(protocol === 'wan3' ? [] : ['seed'])];
  const name = Object.keys(parameters).find((each) => !known.includes(each));
  if (name !== undefined) return invalid(`${name} is not known.`);
  const [least, most] = seconds;
  if (!Number.isInteger(duration) || Number(duration) < least || Number(duration) > most)
    return invalid('duration is not valid.');
  if (micros[String(resolution)] === undefined) return invalid('resolution is not valid.');
  if (
    ratio !== undefined &&
    !/^(16:9|9:16|1:1|4:3|3:4)$/.test(String(ratio)) &&
    !(protocol === 'wan3' && ratio === 'adaptive')
  )
    return invalid('ratio is not valid.');
  return size === undefined || /^\d{3,4}\*\d{3,4}$/.test(String(size)) ? null : invalid('size is not valid.');
}

/** What a picture costs, with its prompt, or Alibaba's refusal of the body. */
export function readImageOrder(body: Members): (AlibabaOrder & { readonly prompt: string }) | Answer {
  const { model, input, parameters } = body;
  const micros = images[String(model)];
  const { size = '1024*1024', n = 1 } = recordOf(parameters);
  const content = [recordOf([recordOf(input).messages].flat()[0]).content].flat().map(recordOf);
  const prompt = content.map(({ text }) => text ?? '').join('');
  const pictures = content.flatMap(({ image }) => (image === undefined ? [] : [image]));
  const [width = 0, height = 0] = String(size).split('*').map(Number);
  if (micros === undefined) return noModel(model);
  if (prompt === '') return invalid('messages is required.');
  if (!pictures.every(isAddress)) return alibabaProblem(400, 'InvalidURL', 'The media cannot be fetched.');
  if (pictures.length > 0 && model === 'z-image-turbo') return invalid('image is not supported.');
  if (n !== 1 || !(width >= 512 && height >= 512 && width * height <= 2048 * 2048))
    return invalid('size is not valid.');
  return { micros, prompt, seconds: 0, shape: String(size).replace('*', ':') };
}
