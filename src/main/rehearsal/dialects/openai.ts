import { readFile } from 'node:fs/promises';
import {
  type Answer,
  recordOf,
  type SimulatedCall,
  type SimulatedDialect,
  spokenSeconds,
} from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { type SimulatedVendor, type SimulatedVendorOptions, startSimulatedVendor } from '../simulated-vendor.ts';
import { fileAnswer } from './file-answer.ts';
import { imageModels, openaiProblem as problem, refusedImage, refusedSpeech, speechModels } from './openai-input.ts';

const quota = 'You exceeded your current quota, please check your plan and billing details.';

/** The wire format of https://platform.openai.com/docs/api-reference: pictures and speech, without edits and streams. */
export const openaiDialect: SimulatedDialect = {
  id: 'openai',
  basePath: '/v1',
  idOf: (hash) => `req_${hash.slice(0, 32)}`,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.'),
    'no-credit': problem(429, 'insufficient_quota', 'insufficient_quota', quota),
    'rate-limited': (seconds) => ({
      ...problem(429, 'requests', 'rate_limit_exceeded', 'Rate limit reached. Please try again later.'),
      headers: {
        'x-ratelimit-limit-requests': '5',
        'x-ratelimit-remaining-requests': '0',
        ...(seconds !== null && { 'retry-after': String(seconds), 'x-ratelimit-reset-requests': `${seconds}s` }),
      },
    }),
    'not-found': problem(404, 'invalid_request_error', null, 'Invalid URL'),
  },
  routes: [
    { method: 'POST', path: /^\/v1\/images\/generations$/, step: 'submit', answer: paint },
    { method: 'POST', path: /^\/v1\/audio\/speech$/, step: 'submit', answer: speak },
    {
      method: 'GET',
      path: /^\/v1\/models$/,
      step: 'account',
      answer: () => ({
        status: 200,
        body: {
          object: 'list',
          data: [...imageModels, ...Object.keys(speechModels)].map((id) => ({
            ...{ id, object: 'model', created: 1_788_825_600, owned_by: 'system', shutdown_date: null },
          })),
        },
      }),
    },
  ],
};

/** OpenAI on 127.0.0.1: `baseUrl` stands for https://api.openai.com/v1. Nothing it makes costs anything. */
export const startSimulatedOpenai = (options: SimulatedVendorOptions): Promise<SimulatedVendor> =>
  startSimulatedVendor(openaiDialect, options);

/** Tokens of a picture of about 1.5 megapixels; the documentation's sample has 1,584 for medium. */
const tokensOf: Readonly<Record<string, number>> = { low: 200, medium: 1584, high: 7000, xhigh: 9000, max: 12_000 };

/** About four characters of English; at worst, every byte of a rare script. */
function textTokens(text: string): number {
  const rare = text.replace(/[\0-\x7f]/g, '');
  return Math.ceil((text.length - rare.length) / 4) + Buffer.byteLength(rare);
}

/** $5 for a million tokens of text, $30 for a million of pictures: write-ups of the price page, 2026-09. */
function usageOf(prompt: string, quality: unknown) {
  const [text, picture] = [textTokens(prompt), tokensOf[String(quality)] ?? 1584];
  const usage = {
    ...{ input_tokens: text, output_tokens: picture, total_tokens: text + picture },
    input_tokens_details: { text_tokens: text, image_tokens: 0 },
    output_tokens_details: { image_tokens: picture, text_tokens: 0 },
  };
  return { usage, micros: text * 5 + picture * 30 };
}

async function paint(call: SimulatedCall): Promise<Answer> {
  const input = recordOf(call.body);
  const refused = refusedImage(input);
  if (refused) return refused;
  const prompt = String(input.prompt);
  const { usage, micros: usual } = usageOf(prompt, input.quality);
  // No price list of it is known; about a quarter of the others.
  const micros = input.model === 'gpt-image-1-mini' ? Math.ceil(usual / 4) : usual;
  const [width = 1, height = 1] = String(input.size ?? '1024x1024')
    .split('x')
    .map(Number);
  const aspect = width === height ? '1:1' : width > height ? '16:9' : width / height > 0.7 ? '4:5' : '9:16';
  const { id } = call.accept({
    ...{ model: String(input.model), input, micros, usualSeconds: 20 },
    media: { makes: 'image', prompt, seconds: 0, aspect },
  });
  const job = await call.jobs.settled(id);
  if (!job?.file) return failureOf(call);
  const b64_json = (await readFile(job.file)).toString('base64');
  const { size = '1024x1024', quality = 'medium', output_format = 'png' } = input;
  return {
    status: 200,
    headers: { 'x-request-id': id },
    body: { created: created(job), background: 'opaque', output_format, quality, size, data: [{ b64_json }], usage },
  };
}

const created = ({ createdAt }: SimulatedJob): number => Math.floor(createdAt / 1000);

async function speak(call: SimulatedCall): Promise<Answer> {
  const input = recordOf(call.body);
  const refused = refusedSpeech(input);
  if (refused) return refused;
  const [text, model] = [String(input.input), String(input.model)];
  const seconds = spokenSeconds(text, input.speed);
  const { id } = call.accept({
    ...{ model, input, micros: speechModels[model]?.(text, seconds) ?? 0, usualSeconds: 2 + seconds / 20 },
    media: { makes: 'audio', prompt: text, seconds, aspect: '' },
  });
  const job = await call.jobs.settled(id);
  return job?.file ? fileAnswer(job.file, { 'x-request-id': id }) : failureOf(call);
}

function failureOf({ mishap }: SimulatedCall): Answer {
  if (mishap === 'fail-content') {
    const message = 'Your request was rejected by the safety system.';
    return problem(400, 'image_generation_user_error', 'moderation_blocked', message);
  }
  if (mishap === 'fail-credit') {
    return problem(429, 'insufficient_quota', 'credit_balance_exhausted', 'Your credit balance is exhausted.');
  }
  return problem(500, 'server_error', null, 'The server had an error while processing your request.');
}
