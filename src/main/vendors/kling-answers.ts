import { z } from 'zod';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { microsPerUsd } from '../../shared/money.ts';
import type {
  ListedOperation,
  Operation,
  OperationStatus,
  SentRequest,
  VendorFailure,
  VendorResponse,
} from './define-vendor.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, noInside, sayNo, withoutFile } from './kit/say-no.ts';

// What Kling answers, in both of its dialects: an envelope whose `code` says no even in HTTP 200, and inside it a task.

const envelopeSchema = z.looseObject({ code: z.number(), message: z.string().nullish(), data: z.unknown().optional() });

const filesSchema = z.array(z.looseObject({ url: z.string().nullish() })).nullish();
const billSchema = z.looseObject({
  charge_type: z.string(),
  amount: z.coerce.number().nonnegative(),
  currency: z.string().nullish(),
});

/** A task of either dialect, in the words of the newer one. */
const taskSchema = z.union([
  z.looseObject({
    id: z.string().min(1),
    status: z.string(),
    message: z.string().nullish(),
    create_time: z.number().nullish(),
    external_id: z.string().nullish(),
    outputs: filesSchema,
    billing: z.array(billSchema).nullish(),
  }),
  z
    .looseObject({
      task_id: z.string().min(1),
      task_status: z.string(),
      task_status_msg: z.string().nullish(),
      created_at: z.number().nullish(),
      task_info: z.looseObject({ external_task_id: z.string().nullish() }).nullish(),
      task_result: z.looseObject({ videos: filesSchema }).nullish(),
      final_unit_deduction: z.coerce.number().nonnegative().nullish(),
    })
    .transform((task) => ({
      ...{ id: task.task_id, status: task.task_status, message: task.task_status_msg, create_time: task.created_at },
      ...{ external_id: task.task_info?.external_task_id, outputs: task.task_result?.videos },
      billing: typeof task.final_unit_deduction === 'number' ? [unitsOf(task.final_unit_deduction)] : null,
    })),
]);
type Task = z.infer<typeof taskSchema>;

const unitsOf = (amount: number): z.infer<typeof billSchema> => ({ charge_type: 'unit', amount });

/** The pages show one task as an object in one place and as a list of one in three. */
const tasksSchema = z.union([z.array(taskSchema), taskSchema.transform((task) => [task])]);

/** Kling's table of errors. 429 is also what an empty account answers. */
const codes: Readonly<Record<number, ErrorCode>> = {
  ...{ 1000: 'unauthorized', 1001: 'unauthorized', 1002: 'unauthorized', 1003: 'unauthorized', 1004: 'unauthorized' },
  ...{ 1100: 'no-credit', 1101: 'no-credit', 1102: 'no-credit', 1103: 'unsupported' },
  ...{ 1200: 'invalid-input', 1201: 'invalid-input', 1202: 'not-found', 1203: 'not-found' },
  ...{ 1300: 'content-rejected', 1301: 'content-rejected' },
  // 1304: the account lets other addresses in only.
  ...{ 1302: 'rate-limited', 1303: 'rate-limited', 1304: 'unsupported' },
  ...{ 5000: 'provider-down', 5001: 'provider-down', 5002: 'provider-down' },
};

const refusedKey =
  'Kling refused the key. A pair of access key and secret key reaches models up to 2.1 only; an API key reaches all.';

/** A no of Kling's, in whatever HTTP status it came. */
export function readKlingFailure(response: VendorResponse): VendorFailure {
  const envelope = envelopeSchema.safeParse(response.body).data;
  const code = codes[envelope?.code ?? 0] ?? codeOfStatus(response.status);
  if (code === 'unauthorized') return { code, message: refusedKey };
  return sayNo('Kling', code, response, quote(envelope?.message));
}

/** What is inside the envelope. Throws `provider-down` for what cannot be read, else the no that it says. */
function dataIn(response: VendorResponse): unknown {
  const envelope = envelopeSchema.safeParse(response.body);
  if (!envelope.success) throw unreadable('Kling');
  if (envelope.data.code !== 0) throw noInside(readKlingFailure(response));
  return envelope.data.data;
}

function tasksIn(response: VendorResponse): Task[] {
  const tasks = tasksSchema.safeParse(dataIn(response));
  if (tasks.success) return tasks.data;
  throw unreadable('Kling');
}

/** The task that Kling just took. Throws as `dataIn`. */
export function readKlingId(response: VendorResponse): string {
  const [task] = tasksIn(response);
  if (task) return task.id;
  throw unreadable('Kling');
}

/** How far a task is. Throws as `dataIn`, and `not-found` for a list without it. */
export function readKlingStatus(response: VendorResponse, { id }: Operation): OperationStatus {
  const task = tasksIn(response).find((each) => each.id === id);
  if (!task) throw noInside(sayNo('Kling', 'not-found', response));
  switch (task.status) {
    case 'succeeded':
    case 'succeed':
      return readOutputs(task);
    case 'failed':
      return { ...couldNot('Kling', reasonOf(task), quote(task.message), 'maybe'), ...costOf(task) };
    case 'submitted':
      return { state: 'running', progress: { text: "waits in Kling's queue" } };
    default:
      return { state: 'running', progress: { text: 'Kling is working' } };
  }
}

function readOutputs(task: Task): OperationStatus {
  const outputs = (task.outputs ?? []).flatMap(({ url }) => (url ? [url] : []));
  if (outputs.length === 0) return { ...withoutFile('Kling', 'maybe'), ...costOf(task) };
  return { state: 'succeeded', outputs, ...costOf(task) };
}

/** Tasks that failed have no code, only a sentence; this is the part of it that all refusals of content share. */
const refused = /risk control|safety|sensitive|policy/i;
const reasonOf = ({ message }: Task) => (refused.test(message ?? '') ? 'content-rejected' : 'provider-failed');

/** A unit of a resource pack at its list price: kling.ai, 2026-09-19. */
const microsPerUnit = 140_000;

/** Cash in another currency than dollars is not reported. */
function costOf({ billing }: Task): { reportedMicros?: number } {
  const micros = billing?.map(({ charge_type, amount, currency }) => {
    if (charge_type === 'unit') return amount * microsPerUnit;
    return currency === 'USD' ? amount * microsPerUsd : Number.NaN;
  });
  const sum = micros?.reduce((total, each) => total + each, 0) ?? Number.NaN;
  return micros?.length && Number.isFinite(sum) ? { reportedMicros: Math.round(sum) } : {};
}

/** The task under the studio's own name for it, where Kling lists one. */
export function readKlingRecent(response: VendorResponse, ticket: string, operation: (id: string) => Operation) {
  return tasksIn(response)
    .filter(({ external_id }) => external_id === ticket)
    .map((task): ListedOperation => {
      const { id, create_time, status } = task;
      return {
        ...{ operation: operation(id), name: id, takenAt: new Date(create_time ?? 0).toISOString() },
        state: status === 'failed' ? 'failed' : status.startsWith('succe') ? 'succeeded' : 'running',
        ...{ about: '', match: 'same' },
      };
    });
}

const sentSchema = z.union([
  z
    .looseObject({ options: z.looseObject({ external_task_id: z.string() }) })
    .transform(({ options }) => options.external_task_id),
  z.looseObject({ external_task_id: z.string() }).transform((body) => body.external_task_id),
]);

/** The studio's own name for what was sent. Throws `internal` for a request that has none. */
export function ticketIn({ request }: SentRequest): string {
  const ticket = sentSchema.safeParse(request.body);
  if (ticket.success) return ticket.data;
  throw new AppError({ code: 'internal', message: 'The request to Kling has no name of its own.' });
}
