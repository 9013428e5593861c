import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { defineVendor, type Operation, type RemoteInputs, type VendorRequest } from './define-vendor.ts';
import { checkPicture, type RemotePicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { inDataUri } from './kit/request-body.ts';
import { readKlingFailure, readKlingId, readKlingRecent, readKlingStatus, ticketIn } from './kling-answers.ts';

// Kling speaks two dialects on one host. The newer has the model in the path and wants an API key; the older has it in
// the body and takes a signed pair of keys too. Models up to 2.1 are reached in the older only.
// https://kling.ai/document-api

/** Catalogue row -> how the model is asked. */
export const klingRouteSchema = z.discriminatedUnion('dialect', [
  z.strictObject({
    dialect: z.literal('path'),
    model: z.string().regex(/^kling-[\w.-]+$/),
    /** Text and stills go to one address; else each has its own. */
    omni: z.boolean().default(false),
    /** Sent as they are with every request. */
    settings: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    dialect: z.literal('body'),
    model: z.string().regex(/^kling-v[\w.-]+$/),
    mode: z.enum(['std', 'pro']).optional(),
  }),
]);
type Route = z.output<typeof klingRouteSchema>;
type PathRoute = Extract<Route, { dialect: 'path' }>;
type BodyRoute = Extract<Route, { dialect: 'body' }>;

type Wish = Pick<RemotePicture, 'prompt' | 'still' | 'endStill'> & {
  readonly seconds: number;
  readonly aspect: string;
  readonly ticket: string;
};

function toRequest(generator: Generator, inputs: RemoteInputs, _: unknown, ticket: string) {
  const route = readRoute(klingRouteSchema, generator, 'Kling');
  const { prompt, still, endStill, seconds, width, height } = checkPicture(generator, inputs);
  const wish = {
    ...{ prompt, ticket, still: bare(still), endStill: generator.limits.lastFrame ? bare(endStill) : null },
    ...{ seconds: secondsToAsk(generator.limits, seconds), aspect: nearestShape(shapes, { width, height }) },
  };
  const request = route.dialect === 'path' ? byPath(route, wish) : byBody(route, wish);
  return { request, warnings: warningsFor(generator, { still: 'image' }, inputs) };
}

/** Asked for only where no still gives the picture its shape. */
const shapes = ['16:9', '9:16', '1:1'] as const;

/** Pictures go without what a data URI says of them. */
const bare = (dataUri: string | null): string | null => (dataUri === null ? null : inDataUri(dataUri).base64);

function byPath({ model, omni, settings }: PathRoute, wish: Wish): VendorRequest {
  const { prompt, still, endStill, seconds, aspect, ticket } = wish;
  const options = { external_task_id: ticket };
  const contents = [
    { type: 'prompt', text: prompt },
    ...(still === null ? [] : [{ type: 'first_frame', url: still }]),
    ...(endStill === null ? [] : [{ type: 'last_frame', url: endStill }]),
  ];
  const set = { ...settings, duration: seconds, ...(still === null ? { aspect_ratio: aspect } : {}) };
  const said = still === null && !omni ? { prompt } : { contents };
  const task = omni ? 'omni-video' : still === null ? 'text-to-video' : 'image-to-video';
  return { method: 'POST', path: `/${task}/${model}`, body: { ...said, settings: set, options } };
}

function byBody({ model, mode }: BodyRoute, wish: Wish): VendorRequest {
  const { prompt, still, endStill, seconds, aspect, ticket } = wish;
  const body = {
    ...{ model_name: model, prompt, mode, duration: String(seconds), external_task_id: ticket },
    ...(still === null ? { aspect_ratio: aspect } : { image: still, image_tail: endStill ?? undefined }),
  };
  return { method: 'POST', path: `/v1/videos/${still === null ? 'text2video' : 'image2video'}`, body };
}

/** Where the older dialect keeps its tasks, else nothing: the newer asks for all of them at one address. */
const placeOf = (path: string): { place?: string } => (path.startsWith('/v1/') ? { place: path } : {});

const pollPath = ({ id, place }: Operation): string =>
  typeof place === 'string'
    ? `${place}/${encodeURIComponent(String(id))}`
    : `/tasks?task_ids=${encodeURIComponent(String(id))}`;

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What a key that is a pair signs itself with: a JWT by HS256 for the next half hour. */
function tokenOf(accessKey: string, secretKey: string, nowMs: number): string {
  const now = Math.floor(nowMs / 1000);
  const said = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ iss: accessKey, exp: now + 1800, nbf: now - 5 })}`;
  return `${said}.${createHmac('sha256', secretKey).update(said).digest('base64url')}`;
}

function bearerOf(secret: string, nowMs: number): string {
  const [accessKey = '', secretKey] = secret.split(':');
  return secretKey === undefined ? secret : tokenOf(accessKey, secretKey, nowMs);
}

export const kling = defineVendor({
  kind: 'remote',
  id: 'kling',
  name: 'Kling',
  baseUrl: 'https://api-singapore.klingai.com',
  keyUrl: 'https://app.klingai.com/global/dev',
  keyVariable: 'KLING_API_KEY',
  auth: (secret, { nowMs }) => ({ authorization: `Bearer ${bearerOf(secret, nowMs)}` }),
  keyForm: {
    hint: 'Type an API key, which reaches every model; or for models up to 2.1 the access key and the secret key with a colon between them.',
    fits: (secret) => /^[^\s:]+(:[^\s:]+)?$/.test(secret),
    reaches: (secret, generator) =>
      !secret.includes(':') || readRoute(klingRouteSchema, generator, 'Kling').dialect === 'body',
  },
  evidence: {
    sources: ['https://kling.ai/document-api', 'source of npm @ai-sdk/klingai 4.0.31 (the older dialect)'],
    confidence: { auth: 'A', submit: 'B', poll: 'B', errors: 'B', prices: 'B' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'The SDK that speaks the older dialect is not on the npm registry.',
      'Whether failed tasks are billed is not documented; what a task says of its bill is taken, units at 14 cents.',
      'Stills go as base64 without a prefix in both dialects; for the newer one the pages only say “base64”.',
      'Prices of models before 2.5 are those of resellers.',
      'The paths of Kling 4.0 could not be seen.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Kling cannot stop what it took, and bills it.',
  lookUrl: 'https://app.klingai.com/global/dev',
  pollEveryMs: 5000,
  submit: {
    toRequest,
    readOperation: (response, { path }) => ({ id: readKlingId(response), ...placeOf(path) }),
  },
  poll: { toRequest: (operation) => ({ method: 'GET', path: pollPath(operation) }), readStatus: readKlingStatus },
  recent: {
    toRequest: (sent) => {
      const { place } = placeOf(sent.request.path);
      const query = place ? `${place}?pageNum=1&pageSize=100` : `/tasks?external_task_ids=${ticketIn(sent)}`;
      return { method: 'GET', path: query };
    },
    read: (response, sent) =>
      readKlingRecent(response, ticketIn(sent), (id) => ({ id, ...placeOf(sent.request.path) })),
  },
  testKey: {
    // Both kinds of key may list the older dialect's tasks.
    toRequest: () => ({ method: 'GET', path: '/v1/videos/text2video?pageNum=1&pageSize=1' }),
    accepts: ({ status, body }) => status === 200 && z.looseObject({ code: z.literal(0) }).safeParse(body).success,
    readAccount: () => ({ name: 'Kling account' }),
  },
  readFailure: readKlingFailure,
});
