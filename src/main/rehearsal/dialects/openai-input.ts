import type { Answer } from '../simulated-dialect.ts';

export const openaiProblem = (
  status: number,
  type: string,
  code: string | null,
  message: string,
  param: string | null = null,
): Answer => ({ status, body: { error: { message, type, param, code } } });

/** Of openai 7.55.0; retired ones are not here. */
export const imageModels: readonly string[] = [
  ...['gpt-image-2', 'gpt-image-2.5-flare', 'gpt-image-2.5-sunburst'],
  ...['gpt-image-2.6-flare', 'gpt-image-2.6-sunburst', 'gpt-image-1-mini'],
];

/** What a voice costs, micro-dollars: $15 for a million characters, and about 1.5 cents for a minute. */
export const speechModels: Readonly<Record<string, (text: string, seconds: number) => number>> = {
  'tts-1': (text) => text.length * 15,
  'gpt-4o-mini-tts': (_, seconds) => Math.ceil(seconds * 250),
};

const voices = 'alloy ash ballad coral echo fable onyx nova sage shimmer verse marin cedar'.split(' ');

type Input = Readonly<Record<string, unknown>>;

const invalid = (param: string, code: string, message: string): Answer =>
  openaiProblem(400, 'invalid_request_error', code, message, param);

const noModel = (model: unknown): Answer =>
  openaiProblem(
    404,
    'invalid_request_error',
    'model_not_found',
    `The model '${model}' does not exist or you do not have access to it.`,
  );

const unknownName = (input: Input, known: readonly string[]): Answer | null => {
  const name = Object.keys(input).find((key) => !known.includes(key));
  return name === undefined ? null : invalid(name, 'unknown_parameter', `Unknown parameter: '${name}'.`);
};

const imageNames = ['model', 'prompt', 'n', 'size', 'quality', 'output_format', 'background', 'moderation'];
const qualities = ['low', 'medium', 'high', 'auto'];

/** OpenAI's refusal of a body for /v1/images/generations; null where there is nothing to refuse. */
export function refusedImage(input: Input): Answer | null {
  const { model, prompt, size = '1024x1024', quality = 'auto' } = input;
  if (!imageModels.includes(String(model))) return noModel(model);
  if (typeof prompt !== 'string' || prompt === '') {
    return invalid('prompt', 'missing_required_parameter', "Missing required parameter: 'prompt'.");
  }
  if (prompt.length > 32_000) return invalid('prompt', 'string_above_max_length', "Invalid 'prompt': string too long.");
  const fits = model === 'gpt-image-1-mini' ? oldSizes.includes(String(size)) : isSize(String(size));
  if (!fits) return invalid('size', 'invalid_value', `Invalid value: '${size}'.`);
  const known = /^gpt-image-2\.[56]-/.test(String(model)) ? [...qualities, 'xhigh', 'max'] : qualities;
  if (!known.includes(String(quality))) return invalid('quality', 'invalid_value', `Invalid value: '${quality}'.`);
  return unknownName(input, imageNames);
}

/** Of models before GPT Image 2. */
const oldSizes = ['auto', '1024x1024', '1536x1024', '1024x1536'];

/** Sides that are multiples of 16, between 1:3 and 3:1, within 3840x2160. */
function isSize(size: string): boolean {
  const [width = 0, height = 0] = /^\d+x\d+$/.test(size) ? size.split('x').map(Number) : [];
  if (size === 'auto') return true;
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  return short > 0 && width % 16 === 0 && height % 16 === 0 && long <= short * 3 && long <= 3840 && short <= 2160;
}

const speechNames = ['model', 'voice', 'input', 'instructions', 'response_format', 'speed'];

/** OpenAI's refusal of a body for /v1/audio/speech; null where there is nothing to refuse. */
export function refusedSpeech(body: Input): Answer | null {
  const { model, voice, input, speed = 1 } = body;
  if (!speechModels[String(model)]) return noModel(model);
  if (typeof input !== 'string' || input === '') {
    return invalid('input', 'missing_required_parameter', "Missing required parameter: 'input'.");
  }
  if (input.length > 4096) {
    const message = "Invalid 'input': string too long. Expected a string with maximum length 4096.";
    return invalid('input', 'string_above_max_length', message);
  }
  if (!voices.includes(String(voice))) return invalid('voice', 'invalid_value', `Invalid value: '${voice}'.`);
  if (!(Number(speed) >= 0.25 && Number(speed) <= 4)) return invalid('speed', 'invalid_value', 'Invalid speed.');
  return unknownName(body, speechNames);
}
