import { extname } from 'node:path';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect, uuidOf } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { type AlibabaOrder, alibabaProblem, readImageOrder, readVideo } from './alibaba-input.ts';

const ok = (body: object): Answer => ({ status: 200, body: { request_id: '4909100c', ...body } });
const asyncOnly = alibabaProblem(403, 'AccessDenied', 'current user api does not support synchronous calls.');
const tooLate = alibabaProblem(
  400,
  'UnsupportedOperation',
  'Failed to cancel the task, please confirm if the task is in PENDING status.',
);

/** The wire format of @ai-sdk/alibaba 2.0.58 and of Alibaba's pages: video tasks, pictures at once. */
export const alibabaDialect: SimulatedDialect = {
  id: 'alibaba',
  basePath: '',
  idOf: uuidOf,
  refunds: ({ state }) => state === 'failed' || state === 'cancelled',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: alibabaProblem(401, 'InvalidApiKey', 'Invalid API-key provided.'),
    'no-credit': alibabaProblem(400, 'Arrearage', 'Access denied, please make sure your account is in good standing.'),
    'rate-limited': (seconds) => ({
      ...alibabaProblem(429, 'Throttling.RateQuota', 'Requests rate limit exceeded, please try again later.'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': alibabaProblem(404, 'NotFound', 'The path does not exist.'),
  },
  routes: [
    {
      method: 'POST',
      path: /^\/api\/v1\/services\/aigc\/video-generation\/video-synthesis$/,
      step: 'submit',
      answer: create,
    },
    {
      method: 'POST',
      path: /^\/api\/v1\/services\/aigc\/multimodal-generation\/generation$/,
      step: 'submit',
      answer: paint,
    },
    {
      method: 'GET',
      path: /^\/api\/v1\/tasks\/(?<id>[\w-]+)$/,
      step: 'poll',
      answer: ({ jobs, params: { id = '' }, origin }) => ok(taskOf(jobs.get(id), id, origin)),
    },
    { method: 'POST', path: /^\/api\/v1\/tasks\/(?<id>[\w-]+)\/cancel$/, step: 'cancel', answer: cancel },
  ],
};

function create(call: SimulatedCall): Answer {
  if (call.headers['x-dashscope-async'] !== 'enable') return asyncOnly;
  const body = recordOf(call.body);
  const order = readVideo(body);
  if ('status' in order) return order;
  const { id } = accept(call, order, String(recordOf(body.input).prompt), 'video');
  return ok({ output: { task_id: id, task_status: 'PENDING' } });
}

const accept = (call: SimulatedCall, order: AlibabaOrder, prompt: string, makes: 'video' | 'image'): SimulatedJob => {
  const input = recordOf(call.body);
  return call.accept({
    ...{ model: String(input.model), input, micros: order.micros, usualSeconds: makes === 'video' ? 120 : 15 },
    media: { makes, prompt, seconds: order.seconds, aspect: aspectOf(order.shape) },
  });
};

function aspectOf(shape: string): string {
  const [width = 16, height = 9] = shape.split(':').map(Number);
  if (width === height) return '1:1';
  return width > height ? '16:9' : '9:16';
}

async function paint(call: SimulatedCall): Promise<Answer> {
  const order = readImageOrder(recordOf(call.body));
  if ('status' in order) return order;
  const { id } = accept(call, order, order.prompt, 'image');
  const job = await call.jobs.settled(id);
  if (job?.state !== 'succeeded') {
    return call.mishap === 'fail-content'
      ? alibabaProblem(400, 'DataInspectionFailed', 'Output data may contain inappropriate content.')
      : alibabaProblem(500, 'InternalError', 'An internal error has occurred.');
  }
  const image = `${call.origin}/files/${id}/output.png`;
  const choices = [{ finish_reason: 'stop', message: { role: 'assistant', content: [{ image }] } }];
  return ok({ output: { choices }, usage: { image_count: 1 } });
}

function cancel({ jobs, params: { id = '' } }: SimulatedCall): Answer {
  if (jobs.get(id)?.state !== 'waiting') return tooLate;
  jobs.cancel(id);
  return ok({});
}

function taskOf(job: SimulatedJob | null, task_id: string, origin: string) {
  if (!job) return { output: { task_id, task_status: 'UNKNOWN' } };
  const { id, mishap, file } = job;
  const output = { task_id, submit_time: '2026-11-20 16:00:00.000', scheduled_time: '2026-11-20 16:00:01.000' };
  switch (job.state) {
    case 'waiting':
      return { output: { ...output, task_status: 'PENDING' } };
    case 'working':
      return { output: { ...output, task_status: 'RUNNING' } };
    case 'cancelled':
      return { output: { ...output, task_status: 'CANCELED' } };
    case 'failed':
      return { output: { ...output, task_status: 'FAILED', ...failureOf(mishap) } };
    case 'succeeded': {
      const video_url = `${origin}/files/${id}/output${extname(file ?? '')}`;
      const usage = { duration: 5, output_video_duration: 5, SR: 720, video_count: 1 };
      return {
        output: { ...output, task_status: 'SUCCEEDED', ...(mishap === 'output-removed' ? {} : { video_url }) },
        usage,
      };
    }
  }
}

const failureOf = (mishap: SimulatedJob['mishap']) =>
  mishap === 'fail-content'
    ? { code: 'DataInspectionFailed', message: 'Output data may contain inappropriate content.' }
    : { code: 'InternalError.Timeout', message: 'The request processing has timed out.' };
