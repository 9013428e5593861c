import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import {
  defineVendor,
  type Operation,
  type RemoteInputs,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { dataOf, readEnvelope, readKieFailure } from './kie-problem.ts';
import { readKieStatus } from './kie-status.ts';
import { readRoute } from './kit/check-wish.ts';
import { modelRouteSchema, modelWish, picturesIn } from './kit/model-route.ts';
import { unreadable } from './kit/read-answer.ts';
import { fromDataUri } from './kit/request-body.ts';
import { uploadedIn } from './kit/uploaded.ts';

// Kie.ai reaches most models through one kind of task; Veo and Runway have addresses of their own. https://docs.kie.ai
// Pictures are taken by their addresses only, so they are uploaded first; Kie.ai keeps them for three days.

/** Catalogue row -> how the model is asked. Runway's address takes no model name. */
export const kieRouteSchema = modelRouteSchema.extend({ api: z.enum(['jobs', 'veo', 'runway']).default('jobs') });
type Route = z.output<typeof kieRouteSchema>;
type Api = Route['api'];

const addresses: Readonly<Record<Api, { readonly submit: string; readonly poll: string }>> = {
  jobs: { submit: '/api/v1/jobs/createTask', poll: '/api/v1/jobs/recordInfo' },
  veo: { submit: '/api/v1/veo/generate', poll: '/api/v1/veo/record-info' },
  runway: { submit: '/api/v1/runway/generate', poll: '/api/v1/runway/record-detail' },
};
const apis = ['jobs', 'veo', 'runway'] as const;

const taskSchema = z.looseObject({ taskId: z.string().min(1) });
const uploadSchema = z.looseObject({ downloadUrl: z.url() });
const operationSchema = z.looseObject({ id: z.string(), api: z.enum(apis) });

const routeOf = (generator: Generator): Route => readRoute(kieRouteSchema, generator, 'Kie.ai');

/** The next picture that is not there yet. */
function upload(generator: Generator, inputs: RemoteInputs, prepared: unknown): VendorRequest | null {
  const at = uploadedIn(prepared).length;
  const picture = picturesIn(routeOf(generator), generator, inputs)[at];
  if (picture === undefined) return null;
  const fileName = `${at === 0 ? 'first' : 'last'}.${fromDataUri(picture).type.split('/')[1]}`;
  const body = { base64Data: picture, uploadPath: 'images/circle-take', fileName };
  return { method: 'POST', at: 'upload', path: '/api/file-base64-upload', body };
}

function readUpload(response: VendorResponse, prepared: unknown): string[] {
  const uploaded = uploadSchema.safeParse(dataOf(response));
  if (uploaded.success) return [...uploadedIn(prepared), uploaded.data.downloadUrl];
  throw unreadable('Kie.ai', 'an upload');
}

function toRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown) {
  const route = routeOf(generator);
  const uploaded = uploadedIn(prepared);
  if (uploaded.length < picturesIn(route, generator, inputs).length) {
    throw new AppError({ code: 'internal', message: 'The still was not uploaded to Kie.ai before the task.' });
  }
  const { model, input, warnings } = modelWish(route, generator, inputs, uploaded);
  const request: VendorRequest = {
    method: 'POST',
    path: addresses[route.api].submit,
    body: bodyOf(route, model, input),
  };
  return { request, warnings };
}

function bodyOf({ api }: Route, model: string, input: object): object {
  if (api === 'jobs') return { model, input };
  return api === 'veo' ? { model, ...input } : input;
}

function readOperation(response: VendorResponse, { path }: VendorRequest): Operation {
  const task = taskSchema.safeParse(dataOf(response));
  if (!task.success) throw unreadable('Kie.ai');
  return { id: task.data.taskId, api: apis.find((api) => addresses[api].submit === path) ?? 'jobs' };
}

function pollRequest(operation: Operation): VendorRequest {
  const { id, api } = operationSchema.parse(operation);
  return { method: 'GET', path: `${addresses[api].poll}?taskId=${encodeURIComponent(id)}` };
}

export const kie = defineVendor({
  kind: 'remote',
  id: 'kie',
  name: 'Kie.ai',
  baseUrl: 'https://api.kie.ai',
  otherBaseUrls: { upload: 'https://kieai.redpandaai.co' },
  keyUrl: 'https://kie.ai/api-key',
  keyVariable: 'KIE_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://docs.kie.ai', 'OpenAPI of its pages, 2026-08-19'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'D' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'There is no SDK.',
      'Prices and what a credit costs could not be confirmed: those of the rows are our estimates, and the credits that an answer names are not turned into money.',
      'Its page on Runway calls a callback address required; none is sent, since this machine has none.',
      'Which of its refusals are about the content is told by their words only.',
      'Whether failed work is billed is not documented.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Kie.ai cannot stop what it took, and bills it.',
  lookUrl: 'https://kie.ai/logs',
  pollEveryMs: 5000,
  prepare: { toRequest: upload, read: readUpload },
  submit: { toRequest, readOperation },
  poll: { toRequest: pollRequest, readStatus: readKieStatus },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/api/v1/chat/credit' }),
    accepts: (response) => response.status >= 200 && response.status < 300 && readEnvelope(response).code === 200,
    readAccount: (response) => {
      const credits = z.number().safeParse(dataOf(response));
      if (credits.success) return { name: `${credits.data} credits left` };
      throw unreadable('Kie.ai', 'an account');
    },
  },
  readFailure: readKieFailure,
});
