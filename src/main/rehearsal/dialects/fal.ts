import { extname } from 'node:path';
import { priceOf } from '../../../shared/money.ts';
import {
  type Answer,
  recordOf,
  type SimulatedCall,
  type SimulatedDialect,
  spokenSeconds,
  uuidOf,
} from '../simulated-dialect.ts';
import { isOver, type SimulatedJob } from '../simulated-jobs.ts';
import { type SimulatedVendor, type SimulatedVendorOptions, startSimulatedVendor } from '../simulated-vendor.ts';
import { falComplaints, falModel } from './fal-models.ts';
import { falDocument } from './model-schemas.ts';

const problem = (status: number, detail: unknown, headers: Record<string, string> = {}): Answer => ({
  ...{ status, headers, body: { detail } },
});
const notFound = problem(404, 'Request not found');
// Only the first two parts of an endpoint's id are in the addresses of its requests.
const request = '/(?<app>[\\w.-]+/[\\w.-]+)/requests/(?<id>[\\w-]+)';

/** The wire format of https://docs.fal.ai/model-endpoints/queue, without webhooks, streams and uploads. */
export const falDialect: SimulatedDialect = {
  id: 'fal',
  basePath: '',
  // Stands for https://fal.ai, which describes models to everybody.
  otherBasePaths: { site: '/site' },
  idOf: uuidOf,
  // fal does not bill server errors, nor what never began; refused content it does.
  refunds: (job) => !job.begun || complaintsOf(job).length > 0 || (job.state === 'failed' && !isRefused(job)),
  secretOf: ({ authorization = '' }) => /^Key (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'No user found for Key ID and Secret'),
    'no-credit': problem(
      403,
      'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
    ),
    'rate-limited': (seconds) =>
      problem(429, 'Too many requests', seconds === null ? {} : { 'retry-after': String(seconds) }),
    'not-found': notFound,
  },
  routes: [
    {
      ...{ method: 'GET', path: /^\/site\/api\/openapi\/queue\/openapi\.json$/, step: 'model', keyless: true },
      answer: describe,
    },
    { method: 'GET', path: new RegExp(`^${request}/status$`), step: 'poll', answer: showStatus },
    { method: 'GET', path: new RegExp(`^${request}$`), step: 'result', answer: showResult },
    { method: 'PUT', path: new RegExp(`^${request}/cancel$`), step: 'cancel', answer: cancel },
    { method: 'POST', path: /^\/(?<endpoint>[\w.-]+(?:\/[\w.-]+)+)$/, step: 'submit', answer: submit },
  ],
};

/** fal on 127.0.0.1: `baseUrl` stands for https://queue.fal.run. Nothing it makes costs anything. */
export const startSimulatedFal = (options: SimulatedVendorOptions): Promise<SimulatedVendor> =>
  startSimulatedVendor(falDialect, options);

/** Inputs are not looked at before the work begins: what is wrong with them is the result. */
function submit({ params, body, accept, origin }: SimulatedCall): Answer {
  const endpoint = params.endpoint ?? '';
  const model = falModel(endpoint);
  if (!model) return problem(404, `Application '${endpoint.split('/')[1]}' not found`);
  const input = recordOf(body);
  const prompt = String(input.prompt ?? '');
  const seconds = model.makes === 'audio' ? spokenSeconds(prompt, input.speed) : secondsOf(input.duration);
  const job = accept({
    ...{ model: endpoint, input, usualSeconds: model.usualSeconds },
    media: { makes: model.makes, prompt, seconds, aspect: aspectOf(input) },
    micros: priceOf(model.price, { seconds, characters: prompt.length }),
  });
  const body200 = { status: 'IN_QUEUE', ...addressesOf(job, origin), queue_position: 0 };
  return { status: 200, body: body200 };
}

function describe({ query, headers }: SimulatedCall): Answer {
  if (headers.authorization !== undefined) return problem(400, 'A key does not belong here.');
  const endpoint = query.get('endpoint_id') ?? '';
  const model = falModel(endpoint);
  return model
    ? { status: 200, body: falDocument(endpoint, model) }
    : problem(404, `Application '${endpoint}' not found`);
}

const secondsOf = (duration: unknown): number => Number.parseFloat(String(duration ?? 5)) || 5;

function aspectOf({ aspect_ratio, image_size }: Readonly<Record<string, unknown>>): string {
  if (typeof aspect_ratio === 'string') return aspect_ratio;
  const shapes: Readonly<Record<string, string>> = { portrait_16_9: '9:16', square_hd: '1:1', square: '1:1' };
  return typeof image_size === 'object' ? '4:5' : (shapes[String(image_size)] ?? '16:9');
}

function addressesOf({ id, model }: SimulatedJob, origin: string) {
  const address = `${origin}/${appOf(model)}/requests/${id}`;
  return {
    request_id: id,
    response_url: address,
    status_url: `${address}/status`,
    cancel_url: `${address}/cancel`,
  };
}

const appOf = (endpoint: string): string => endpoint.split('/').slice(0, 2).join('/');

function findJob({ params, jobs }: SimulatedCall): SimulatedJob | null {
  const job = jobs.get(params.id ?? '');
  return job && appOf(job.model) === params.app ? job : null;
}

function showStatus(call: SimulatedCall): Answer {
  const job = findJob(call);
  if (!job) return notFound;
  const addresses = addressesOf(job, call.origin);
  if (isOver(job)) {
    const metrics = { inference_time: (job.endsAt - job.startsAt) / 1000 };
    return { status: 200, body: { status: 'COMPLETED', ...addresses, logs: [], metrics } };
  }
  if (job.state === 'working') return { status: 202, body: { status: 'IN_PROGRESS', ...addresses, logs: [] } };
  const ahead = call.jobs.list().filter((each) => each.state === 'waiting' && each.startsAt < job.startsAt).length;
  return { status: 202, body: { status: 'IN_QUEUE', ...addresses, queue_position: ahead } };
}

const complaintsOf = ({ model, input }: SimulatedJob) => {
  const known = falModel(model);
  return known ? falComplaints(known, input) : [];
};
const isRefused = ({ mishap }: SimulatedJob): boolean => mishap === 'fail-content';

function showResult(call: SimulatedCall): Answer {
  const job = findJob(call);
  if (!job) return notFound;
  const headers = { 'x-fal-request-id': job.id };
  if (!isOver(job)) return problem(400, 'Request is still in progress', headers);
  if (job.state === 'cancelled') return problem(400, 'Request was cancelled', headers);
  const complaints = complaintsOf(job);
  if (complaints.length > 0) return problem(422, complaints, headers);
  if (job.state === 'failed') return isRefused(job) ? refusedContent(headers) : brokenModel(headers);
  const units = { 'x-fal-billable-units': String(unitsOf(job)) };
  return { status: 200, headers: { ...headers, ...units }, body: outputOf(job, call.origin) };
}

const refusedContent = (headers: Record<string, string>): Answer =>
  problem(
    422,
    [
      {
        loc: ['body', 'prompt'],
        msg: 'The content could not be processed because it contained material flagged by a content checker.',
        type: 'content_policy_violation',
        url: 'https://docs.fal.ai/errors#content_policy_violation',
      },
    ],
    { ...headers, 'x-fal-retryable': 'false' },
  );

const brokenModel = (headers: Record<string, string>): Answer =>
  problem(500, [{ loc: ['body'], msg: 'Internal server error', type: 'internal_server_error' }], {
    ...headers,
    'x-fal-retryable': 'true',
  });

/** Seconds of video, pictures, thousands of characters. */
function unitsOf({ model, input, micros }: SimulatedJob): number {
  const price = falModel(model)?.price;
  if (price?.per === 'second') return secondsOf(input.duration);
  return price?.per === 'image' ? 1 : micros / (price?.micros ?? 1);
}

function outputOf({ id, file, makes, input }: SimulatedJob, origin: string) {
  const url = `${origin}/files/${id}/output${extname(file ?? '')}`;
  if (makes === 'video') return { video: { url, content_type: 'video/mp4', file_name: 'output.mp4' } };
  if (makes === 'audio') return { audio: { url, content_type: 'audio/wav', file_name: 'output.wav' } };
  const picture = { url, width: 1024, height: 576, content_type: 'image/png' };
  return { images: [picture], seed: input.seed ?? 1, has_nsfw_concepts: [false], prompt: input.prompt };
}

function cancel(call: SimulatedCall): Answer {
  const job = findJob(call);
  if (!job) return { status: 404, body: { status: 'NOT_FOUND' } };
  if (isOver(job)) return { status: 400, body: { status: 'ALREADY_COMPLETED' } };
  call.jobs.cancel(job.id);
  return { status: job.begun ? 202 : 200, body: { status: 'CANCELLATION_REQUESTED' } };
}
