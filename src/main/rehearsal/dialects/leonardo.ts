import { extname } from 'node:path';
import { nearestShape } from '../../vendors/kit/nearest-shape.ts';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect, uuidOf } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { type LeonardoApi, leonardoFault, leonardoModels } from './leonardo-models.ts';

const problem = (status: number, error: string): Answer => ({ status, body: { error, path: '$', code: 'unexpected' } });
const broke = 'not enough api tokens';

/** The wire format of https://docs.leonardo.ai, v1 and v2, without uploads. */
export const leonardoDialect: SimulatedDialect = {
  id: 'leonardo',
  basePath: '/api/rest',
  idOf: uuidOf,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'Invalid response from authorization hook'),
    'no-credit': problem(402, broke),
    inside: problem(200, broke),
    'rate-limited': (seconds) => ({
      ...problem(429, 'Too many requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'Not found'),
  },
  routes: [
    { method: 'GET', path: /^\/api\/rest\/v1\/me$/, step: 'account', answer: me },
    {
      ...{ method: 'GET', path: /^\/api\/rest\/v1\/generations\/(?<id>[\w-]+)$/, step: 'poll' },
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return { status: 200, body: { generations_by_pk: job ? generationOf(job, origin) : null } };
      },
    },
    ...(
      [
        ['image', /^\/api\/rest\/v1\/generations$/],
        ['video', /^\/api\/rest\/v1\/generations-text-to-video$/],
        ['v2', /^\/api\/rest\/v2\/generations$/],
      ] as const
    ).map(([api, path]) => ({
      ...{ method: 'POST', path, step: 'submit' as const },
      answer: (call: SimulatedCall) => create(api, call),
    })),
  ],
};

const envelopes = { image: 'sdGenerationJob', video: 'motionVideoGenerationJob', v2: 'generate' } as const;

function create(api: LeonardoApi, { body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const asked = api === 'v2' ? recordOf(input.parameters) : input;
  const name = String(api === 'image' ? input.modelId : input.model);
  const fault = leonardoFault(api, name, input, asked);
  const model = leonardoModels[name];
  if (fault !== null || !model) return refused(fault ?? 'model is unknown');
  const seconds = Number(asked.duration ?? 5);
  const usd = model.usd * (model.perSecond ? seconds : 1);
  const { id } = accept({
    ...{ model: name, input, micros: Math.round(usd * 1_000_000), usualSeconds: model.makes === 'video' ? 60 : 12 },
    media: { makes: model.makes, prompt: String(asked.prompt), seconds, aspect: aspectOf(asked) },
  });
  const job = { generationId: id, apiCreditCost: null, cost: { amount: usd.toFixed(4), unit: 'DOLLARS' } };
  return { status: 200, body: { [envelopes[api]]: job } };
}

const aspectOf = ({ width, height }: Readonly<Record<string, unknown>>): string =>
  nearestShape(['16:9', '9:16', '1:1', '4:5'], { width: Number(width), height: Number(height) });

const refused = (fault: string): Answer => ({
  status: 400,
  body: [
    {
      ...{ message: 'An error occurred.', path: ['generate'], locations: [{ line: 1, column: 2 }] },
      extensions: { code: 'BadRequestException', details: { message: `Bad request - ${fault}`, statusCode: 400 } },
    },
  ],
});

function generationOf(job: SimulatedJob, origin: string) {
  const { id, input, createdAt } = job;
  const common = { id, prompt: input.prompt, public: false, createdAt: new Date(createdAt).toISOString() };
  switch (job.state) {
    case 'succeeded':
      return { ...common, status: 'COMPLETE', generated_images: imagesOf(job, origin) };
    case 'failed':
      return { ...common, status: 'FAILED', generated_images: [], ...reasonOf(job) };
    default:
      return { ...common, status: 'PENDING', generated_images: [] };
  }
}

const reasonOf = ({ mishap }: SimulatedJob) =>
  mishap === 'fail-content' ? { reasons: [{ type: 'PROMPT_MODERATION_BLOCKED' }] } : {};

function imagesOf({ id, file, mishap, makes }: SimulatedJob, origin: string) {
  if (mishap === 'output-removed') return [];
  const url = `${origin}/files/${id}/output${extname(file ?? '')}`;
  const urls = makes === 'video' ? { url: `${url}.jpg`, motionMP4URL: url } : { url, motionMP4URL: null };
  return [{ id: `${id}-0`, nsfw: false, ...urls, generated_image_variation_generics: [] }];
}

function me(): Answer {
  const user = { user: { id: 'u-1', username: 'studio' }, apiPaidTokens: 1200, apiSubscriptionTokens: 0 };
  const rest = { apiConcurrencySlots: 10, apiPlanTokenRenewalDate: null, tokenRenewalDate: null };
  return { status: 200, body: { user_details: [{ ...user, ...rest, paidTokens: 0, subscriptionTokens: 0 }] } };
}
