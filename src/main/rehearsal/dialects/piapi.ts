import { extname } from 'node:path';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect, uuidOf } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { type SimulatedVendor, type SimulatedVendorOptions, startSimulatedVendor } from '../simulated-vendor.ts';
import { piapiComplaint, piapiModel, piapiSeconds } from './piapi-models.ts';

const refusal = (code: number, message: string, headers: Record<string, string> = {}): Answer => ({
  ...{ status: code, headers, body: { code, data: null, message } },
});
const yes = (data: unknown): Answer => ({ status: 200, body: { code: 200, data, message: 'success' } });
const notFound = refusal(404, 'task not found');
const task = /^\/api\/v1\/task\/(?<id>[\w-]+)$/;

/** The wire format of https://piapi.ai/docs/unified-api-schema, without webhooks and bulk calls. */
export const piapiDialect: SimulatedDialect = {
  id: 'piapi',
  basePath: '',
  otherBasePaths: { upload: '/upload' },
  idOf: uuidOf,
  // Points of failed and of stopped tasks are given back.
  refunds: ({ state }) => state === 'failed' || state === 'cancelled',
  secretOf: ({ 'x-api-key': key }) => (typeof key === 'string' && key !== '' ? key : null),
  refusals: {
    unauthorized: refusal(401, 'Invalid API key'),
    'no-credit': refusal(402, 'insufficient credits'),
    'rate-limited': (seconds) =>
      refusal(429, 'rate limit exceeded', seconds === null ? {} : { 'retry-after': String(seconds) }),
    'not-found': notFound,
    // The pre-charge that fails.
    inside: { status: 200, body: { code: 500, data: null, message: 'failed to freeze point' } },
  },
  routes: [
    { method: 'POST', path: /^\/api\/v1\/task$/, step: 'submit', answer: submit },
    { method: 'GET', path: task, step: 'poll', answer: (call) => show(call.jobs.get(call.params.id ?? ''), call) },
    { method: 'DELETE', path: task, step: 'cancel', answer: cancel },
    { method: 'POST', path: /^\/upload\/api\/ephemeral_resource$/, step: 'upload', answer: upload },
    {
      method: 'GET',
      path: /^\/account\/info$/,
      step: 'account',
      answer: ({ account }) =>
        yes({
          ...{ id: 1, name: account, plan: 'developer', is_enable: true, equivalent_in_usd: 4.2 },
          ...{ max_concurrent_task_count: 5, wallet: { point_remain: 42_000_000, mj_remain: 0 } },
        }),
    },
  ],
};

/** PiAPI on 127.0.0.1: `baseUrl` stands for https://api.piapi.ai, `piapi.upload` of `baseUrls` for its upload host. */
export const startSimulatedPiapi = (options: SimulatedVendorOptions): Promise<SimulatedVendor> =>
  startSimulatedVendor(piapiDialect, options);

function submit(call: SimulatedCall): Answer {
  const { model: family, task_type, input: given } = recordOf(call.body);
  const name = `${family}/${task_type}`;
  const model = piapiModel(name);
  if (!model) return refusal(404, `model ${family} has no task type ${task_type}`);
  const input = recordOf(given);
  const complaint = piapiComplaint(model, input);
  if (complaint) return refusal(400, complaint);
  const job = call.accept({
    ...{ model: name, input, micros: model.micros(input), usualSeconds: model.usualSeconds },
    media: { makes: model.makes, prompt: String(input.prompt), seconds: piapiSeconds(input), aspect: aspectOf(input) },
  });
  return show(job, call);
}

function aspectOf({ aspect_ratio, width, height }: Readonly<Record<string, unknown>>): string {
  if (typeof width !== 'number' || typeof height !== 'number') return String(aspect_ratio ?? '16:9');
  if (width === height) return '1:1';
  if (width > height) return '16:9';
  return height / width > 1.5 ? '9:16' : '4:5';
}

/** PiAPI's spelling of a state varies; `staged` waits for its turn in the account's plan. */
const words = { working: 'processing', succeeded: 'completed', failed: 'failed', cancelled: 'cancelled' } as const;

function statusOf({ state, startsAt, createdAt }: SimulatedJob): string {
  if (state !== 'waiting') return words[state];
  return startsAt > createdAt && Date.now() < startsAt ? 'staged' : 'pending';
}

function show(job: SimulatedJob | null, { origin }: SimulatedCall): Answer {
  if (!job) return notFound;
  const { id, model, state, micros, createdAt, startsAt, endsAt, begun } = job;
  const [family, type] = [model.slice(0, model.lastIndexOf('/')), model.slice(model.lastIndexOf('/') + 1)];
  const isDone = state === 'succeeded';
  // About ten million points are a dollar.
  const points = micros * 10;
  const failed = state === 'failed' || state === 'cancelled';
  return yes({
    ...{ task_id: id, model: family, task_type: type, status: statusOf(job), config: { service_mode: 'public' } },
    ...{ input: {}, output: isDone ? outputOf(job, origin) : {}, detail: null, logs: [], error: errorOf(job) },
    meta: {
      created_at: timeOf(createdAt),
      started_at: begun ? timeOf(startsAt) : '0001-01-01T00:00:00Z',
      ended_at: isDone || failed ? timeOf(endsAt) : '0001-01-01T00:00:00Z',
      usage: { type: 'point', frozen: isDone || failed ? 0 : points, consume: isDone ? points : 0 },
      is_using_private_pool: false,
    },
  });
}

const timeOf = (moment: number): string => new Date(moment).toISOString();

/** Each maker's model puts its result elsewhere. */
function outputOf({ id, file, model }: SimulatedJob, origin: string) {
  const url = `${origin}/files/${id}/output${extname(file ?? '')}`;
  switch (model.split('/')[0]) {
    case 'kling':
      return { type: 'm2v_txt2video', works: [{ video: { resource: url, resource_without_watermark: '' } }] };
    case 'luma':
      return { video: { url }, video_raw: { url: null } };
    case 'veo3.1':
      return { video: url };
    default:
      return model.endsWith('txt2img') ? { image_url: url, image_urls: null } : { video_url: url };
  }
}

function errorOf({ state, mishap }: SimulatedJob) {
  if (state !== 'failed') return { code: 0, raw_message: '', message: '', detail: null };
  const raw_message = {
    'fail-content': 'risk control: prompt contains sensitive information',
    'fail-credit': 'failed to freeze point',
  }[String(mishap)];
  return {
    code: 10000,
    raw_message: raw_message ?? 'the upstream model is busy',
    message: 'task failed',
    detail: null,
  };
}

function cancel({ jobs, params }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  if (!job) return notFound;
  if (job.state !== 'waiting') return refusal(400, 'only pending tasks can be cancelled');
  jobs.cancel(job.id);
  return yes(null);
}

function upload({ body, origin }: SimulatedCall): Answer {
  const { file_name, file_data } = recordOf(body);
  if (typeof file_data !== 'string' || !/^[A-Za-z0-9+/]+=*$/.test(file_data)) return refusal(400, 'invalid file_data');
  return yes({ url: `${origin}/uploads/${encodeURIComponent(String(file_name))}` });
}
