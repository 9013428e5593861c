import { extname } from 'node:path';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { type KlingOrder, klingLegacyOrder, klingOrder } from './kling-models.ts';

const no = (status: number, code: number, message: string): Answer => ({
  ...{ status, body: { code, message, request_id: 'req-2' } },
});
const yes = (data: unknown): Answer => ({
  status: 200,
  body: { code: 0, message: 'SUCCEED', request_id: 'req-1', data },
});
const notFound = no(404, 1203, 'task not found');
const microsPerUnit = 140_000;

const isSigned = (authorization: string): boolean => authorization.split('.').length === 3;

/** Of a signed pair only the access key can be seen. Null for one that is not valid now. */
function secretOf({ authorization = '' }: { readonly authorization?: string | undefined }): string | null {
  const token = /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null;
  if (token === null || !isSigned(token)) return token;
  const { iss, exp, nbf } = recordOf(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
  const now = Date.now() / 1000;
  return Number(nbf) <= now && now < Number(exp) && Number(exp) <= now + 1801 ? String(iss) : null;
}

/** Both wire formats of https://kling.ai/document-api: the model in the path, and in the body. */
export const klingDialect: SimulatedDialect = {
  id: 'kling',
  basePath: '',
  idOf: (hash) => BigInt(`0x${hash.slice(0, 14)}`).toString(),
  refunds: ({ state }) => state === 'failed',
  secretOf,
  refusals: {
    unauthorized: no(401, 1002, 'Authorization is invalid'),
    'no-credit': no(429, 1102, 'Account balance not enough'),
    'rate-limited': () => no(429, 1302, 'Too many requests'),
    'not-found': notFound,
    'too-many': no(429, 1303, 'parallel task over resource pack limit'),
    inside: { status: 200, body: { code: 1102, message: 'Account balance not enough', request_id: 'req-3' } },
  },
  routes: [
    {
      method: 'POST',
      path: /^\/(?<task>text-to-video|image-to-video|omni-video)\/(?<model>[\w.-]+)$/,
      step: 'submit',
      answer: create,
    },
    { method: 'GET', path: /^\/tasks$/, step: 'poll', answer: tasks },
    { method: 'POST', path: /^\/v1\/videos\/(?<task>text2video|image2video)$/, step: 'submit', answer: createLegacy },
    { method: 'GET', path: /^\/v1\/videos\/(?<task>text2video|image2video)$/, step: 'list', answer: listLegacy },
    {
      method: 'GET',
      path: /^\/v1\/videos\/(?<task>text2video|image2video)\/(?<id>\d+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job?.model.startsWith(`${params.task}/`) ? yes(legacyTask(job, origin)) : notFound;
      },
    },
  ],
};

/** A signed pair reaches the older dialect only. */
const isKeyed = ({ headers }: SimulatedCall): boolean => !isSigned(headers.authorization ?? '');

function create(call: SimulatedCall): Answer {
  if (!isKeyed(call)) return klingDialect.refusals.unauthorized;
  const { task = '', model = '' } = call.params;
  const job = take(call, `${task}/${model}`, klingOrder(task, model, call.body));
  return 'status' in job ? job : yes(taskOf(job, call.origin));
}

function createLegacy(call: SimulatedCall): Answer {
  const { task = '' } = call.params;
  const name = `${task}/${String(recordOf(call.body).model_name)}`;
  const job = take(call, name, klingLegacyOrder(task, call.body));
  return 'status' in job ? job : yes(legacyTask(job, call.origin));
}

function take(
  { body, accept }: SimulatedCall,
  model: string,
  order: ReturnType<typeof klingOrder>,
): Answer | SimulatedJob {
  if (isRefusal(order)) return no(order[0] === 1203 ? 404 : 400, ...order);
  const { units, seconds, prompt, aspect } = order;
  return accept({
    ...{ model, input: recordOf(body), micros: Math.round(units * microsPerUnit), usualSeconds: 120 },
    media: { makes: 'video', prompt, seconds, aspect },
  });
}

const isRefusal = (order: KlingOrder | readonly [number, string]): order is readonly [number, string] =>
  Array.isArray(order);

function tasks({ query, jobs, origin }: SimulatedCall): Answer {
  const [ids, names] = [query.get('task_ids'), query.get('external_task_ids')];
  if ((ids === null) === (names === null)) return no(400, 1201, 'task_ids or external_task_ids is invalid');
  const wanted = (ids ?? names ?? '').split(',');
  const found = jobs.list().filter((job) => !isLegacy(job) && wanted.includes(ids === null ? ticketOf(job) : job.id));
  return yes(found.map((job) => taskOf(job, origin)));
}

function listLegacy({ query, params, jobs, origin }: SimulatedCall): Answer {
  const [page, size] = [Number(query.get('pageNum') ?? 1), Number(query.get('pageSize') ?? 30)];
  const own = jobs.list().filter(({ model }) => model.startsWith(`${params.task}/`));
  return yes(own.slice((page - 1) * size, page * size).map((job) => legacyTask(job, origin)));
}

const isLegacy = ({ model }: SimulatedJob): boolean => /^(text|image)2video\//.test(model);

const ticketOf = ({ input }: SimulatedJob): string =>
  String(input.external_task_id ?? recordOf(input.options).external_task_id ?? '');

const states = { waiting: 'submitted', working: 'processing', succeeded: 'succeeded', failed: 'failed' } as const;
const stateOf = ({ state }: SimulatedJob) => (state === 'cancelled' ? 'failed' : states[state]);

const messageOf = ({ state, mishap }: SimulatedJob): string =>
  state !== 'failed' ? '' : mishap === 'fail-content' ? 'Failure to pass the risk control system' : 'Internal error';

const filesOf = ({ id, file, mishap }: SimulatedJob, origin: string) =>
  mishap === 'output-removed'
    ? []
    : [{ type: 'video', id: `${id}1`, url: `${origin}/files/${id}/output${extname(file ?? '')}`, duration: '5.041' }];

function taskOf(job: SimulatedJob, origin: string) {
  const isDone = job.state === 'succeeded';
  const amount = String(job.micros / microsPerUnit);
  return {
    ...{ id: job.id, status: stateOf(job), message: messageOf(job), external_id: ticketOf(job) },
    ...{ create_time: job.createdAt, update_time: Date.now() },
    ...(isDone
      ? { outputs: filesOf(job, origin), billing: [{ charge_type: 'unit', amount, package_type: 'video' }] }
      : {}),
  };
}

function legacyTask(job: SimulatedJob, origin: string) {
  const isDone = job.state === 'succeeded';
  return {
    ...{ task_id: job.id, task_status: isDone ? 'succeed' : stateOf(job), task_status_msg: messageOf(job) },
    ...{ task_info: { external_task_id: ticketOf(job) }, created_at: job.createdAt, updated_at: Date.now() },
    ...(isDone
      ? {
          task_result: { videos: filesOf(job, origin) },
          final_unit_deduction: String(job.micros / microsPerUnit),
        }
      : {}),
  };
}
