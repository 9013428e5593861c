import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import { comfyuiRouteSchema, fillGraph, type UploadedStills } from './comfyui-graph.ts';
import { readOutputs } from './comfyui-outputs.ts';
import { readComfyFailure } from './comfyui-problem.ts';
import {
  type Account,
  defineVendor,
  type ListedOperation,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type SentRequest,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { unreadable } from './kit/read-answer.ts';
import { fromDataUri } from './kit/request-body.ts';

// ComfyUI runs graphs of nodes on the user's own machine, one job after the other. https://docs.comfy.org/development/comfyui-server/comms_routes
// A job leaves the queue in the same moment as it enters the history, so queue first, history then leaves no gap: what is
// in neither is lost, as after a restart.

const submittedSchema = z.looseObject({ prompt_id: z.string().min(1) });
const uploadedSchema = z.looseObject({ name: z.string().min(1), subfolder: z.string().nullish() });
const queueEntrySchema = z.tuple([z.number(), z.string()]).rest(z.unknown());
const queueSchema = z.looseObject({
  queue_running: z.array(queueEntrySchema),
  queue_pending: z.array(queueEntrySchema),
});
const jobsSchema = z.looseObject({
  jobs: z.array(z.looseObject({ id: z.string(), status: z.string(), create_time: z.number().nullish() })),
});
const statsSchema = z.looseObject({
  system: z.looseObject({ comfyui_version: z.string().nullish() }),
  devices: z.array(z.looseObject({ name: z.string().nullish() })).nullish(),
});

const routeOf = (generator: Generator) => readRoute(comfyuiRouteSchema, generator, 'ComfyUI');

/** Stills that the graph has a place for, in the order in which they are uploaded. */
function stillsFor(generator: Generator, inputs: RemoteInputs): { readonly word: keyof UploadedStills; uri: string }[] {
  if (inputs.role !== 'picture') return [];
  const { slots } = routeOf(generator);
  return (['still', 'endStill'] as const).flatMap((word) => {
    const uri = inputs[word];
    return slots[word] === undefined || uri === null ? [] : [{ word, uri }];
  });
}

/** What was uploaded so far: the names that ComfyUI gave. */
const namesIn = (prepared: unknown): string[] =>
  [prepared].flat().filter((name): name is string => typeof name === 'string');

function upload(generator: Generator, inputs: RemoteInputs, prepared: unknown): VendorRequest | null {
  const next = stillsFor(generator, inputs)[namesIn(prepared).length];
  if (!next) return null;
  const type = fromDataUri(next.uri).type.split('/')[1];
  // Named by its content, so that the same still lies there once, whatever it is used for.
  const name = `circle-take-${createHash('sha256').update(next.uri).digest('hex').slice(0, 16)}.${type}`;
  const form = { image: { name, dataUri: next.uri }, type: 'input', overwrite: 'true' };
  return { method: 'POST', path: '/upload/image', form };
}

function readUpload({ body }: VendorResponse, prepared: unknown): string[] {
  const uploaded = uploadedSchema.safeParse(body);
  if (!uploaded.success) throw unreadable('ComfyUI');
  const { name, subfolder } = uploaded.data;
  return [...namesIn(prepared), subfolder ? `${subfolder}/${name}` : name];
}

function toRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown, ticket: string) {
  const route = routeOf(generator);
  const wish = checkPicture(generator, inputs);
  const names = namesIn(prepared);
  const stills = stillsFor(generator, inputs).map(({ word }, index) => [word, names[index]] as const);
  if (stills.some(([, name]) => name === undefined)) {
    throw new AppError({ code: 'internal', message: 'A still was not uploaded to ComfyUI.' });
  }
  const named: UploadedStills = { still: null, endStill: null, ...Object.fromEntries(stills) };
  const { prompt, still } = route.slots;
  const deaf = prompt === undefined ? [`${generator.name} takes no words, so the prompt was left out.`] : [];
  const fields = { ...(prompt && { prompt }), ...(still && { still }) };
  return {
    request: {
      method: 'POST' as const,
      path: '/prompt',
      body: { prompt: fillGraph(route, generator, wish, named), prompt_id: ticket },
    },
    warnings: [...deaf, ...warningsFor(generator, fields, inputs)],
  };
}

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: submitted.data.prompt_id };
  throw unreadable('ComfyUI');
}

function readStatus({ body }: VendorResponse, { id }: Operation): OperationStatus {
  const queue = queueSchema.safeParse(body);
  if (!queue.success) throw unreadable('ComfyUI', 'its queue');
  const { queue_running: running, queue_pending: pending } = queue.data;
  if (running.some((entry) => entry[1] === id)) return { state: 'running', progress: { text: 'ComfyUI is working' } };
  const own = pending.find((entry) => entry[1] === id);
  if (!own) return { state: 'ended' };
  const ahead = running.length + pending.filter(([number]) => number < own[0]).length;
  const text = ahead === 0 ? "waits in ComfyUI's queue" : `waits in ComfyUI's queue behind ${ahead}`;
  return { state: 'running', progress: { text } };
}

/** Jobs as newer versions list them, queue and history together. https://docs.comfy.org, changelog of 2026 */
function readRecent({ body }: VendorResponse, { request, sentAt, inputs }: SentRequest): ListedOperation[] {
  const listed = jobsSchema.safeParse(body);
  if (!listed.success) throw unreadable('ComfyUI', 'its jobs');
  const sent = z.looseObject({ prompt_id: z.string() }).safeParse(request.body).data?.prompt_id;
  return listed.data.jobs.map(({ id, status, create_time }) => ({
    operation: { id },
    name: id,
    takenAt: create_time ? new Date(create_time).toISOString() : sentAt,
    state: stateOf(status),
    about: id === sent && inputs.role === 'picture' ? inputs.prompt : '',
    match: id === sent ? 'same' : 'other',
  }));
}

function stateOf(status: string): ListedOperation['state'] {
  if (status === 'completed') return 'succeeded';
  return status === 'failed' || status === 'cancelled' ? 'failed' : 'running';
}

function readAccount({ body }: VendorResponse): Account {
  const stats = statsSchema.safeParse(body);
  if (!stats.success) throw unreadable('ComfyUI', 'what it runs on');
  const { system, devices } = stats.data;
  const card = devices?.[0]?.name?.replace(/^cuda:\d+ /, '');
  return { name: [`ComfyUI ${system.comfyui_version ?? ''}`.trim(), card].filter(Boolean).join(' on ') };
}

const idOf = ({ id }: Operation): string => encodeURIComponent(String(id));

export const comfyui = defineVendor({
  kind: 'remote',
  id: 'comfyui',
  name: 'ComfyUI',
  baseUrl: 'http://127.0.0.1:8188',
  keyUrl: 'https://docs.comfy.org/installation',
  keyVariable: 'COMFYUI_SERVER',
  auth: (word): Record<string, string> => (word === '' ? {} : { authorization: `Bearer ${word}` }),
  server: {
    hint: 'Start ComfyUI, then type its address, such as http://127.0.0.1:8188; behind a proxy that asks for a word, type that word after it.',
  },
  evidence: {
    sources: [
      'https://docs.comfy.org/development/comfyui-server/comms_routes',
      'ComfyUI server.py and comfy_execution/jobs.py, 0.3.64 and 0.38',
    ],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'A', prices: 'A' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'How far a job is comes from the queue and its end from the history, which every version has; the progress of single steps is told over a WebSocket only, which is not used.',
      'Stopping a job, and finding one whose answer was lost, take a ComfyUI of mid-2026 or later; on an older one a job runs to its end.',
      'The file names of Mochi 1 are a guess; those of the others are from the tutorials of docs.comfy.org.',
      'The workflows were checked against the documented nodes, not run on a graphics card; those of Wan 2.2 follow tutorials.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'ComfyUI runs on your own machine: stopping costs nothing.',
  lookUrl: null,
  pollEveryMs: 1500,
  prepare: { toRequest: upload, read: readUpload },
  submit: { toRequest, readOperation },
  poll: { toRequest: () => ({ method: 'GET', path: '/queue' }), readStatus },
  result: {
    toRequest: (operation) => ({ method: 'GET', path: `/history/${idOf(operation)}` }),
    read: readOutputs,
  },
  // Not /interrupt: versions of before late 2025 stop whatever runs, be it another's.
  cancel: { toRequest: (operation) => ({ method: 'POST', path: `/api/jobs/${idOf(operation)}/cancel`, body: {} }) },
  recent: {
    toRequest: () => ({ method: 'GET', path: '/api/jobs?limit=100&sort_by=created_at&sort_order=desc' }),
    read: readRecent,
  },
  testKey: { toRequest: () => ({ method: 'GET', path: '/system_stats' }), readAccount },
  readFailure: readComfyFailure,
});
