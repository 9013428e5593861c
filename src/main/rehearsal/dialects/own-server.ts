import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import {
  type Answer,
  isAddress,
  recordOf,
  type SimulatedCall,
  type SimulatedDialect,
  spokenSeconds,
  uuidOf,
} from '../simulated-dialect.ts';
import { isOver, type MediaOrder, type SimulatedJob } from '../simulated-jobs.ts';
import { fileAnswer } from './file-answer.ts';

const problem = (status: number, error: string): Answer => ({ status, body: { error } });

/**
 * A server after docs/own-server.md that answers in every way: clips as jobs where it is asked to, else as bytes; stills
 * by their address; voices inside JSON.
 */
export const ownServerDialect: SimulatedDialect = {
  id: 'own-server',
  basePath: '',
  idOf: uuidOf,
  refunds: ({ state }) => state === 'failed' || state === 'cancelled',
  secretOf: ({ authorization }) =>
    authorization === undefined ? 'anybody' : (/^Bearer (\S+)$/.exec(authorization)?.[1] ?? null),
  refusals: {
    unauthorized: problem(401, 'Say the word.'),
    ...{ 'no-credit': null, 'rate-limited': null },
    'not-found': problem(404, 'There is nothing here.'),
  },
  routes: [
    { method: 'POST', path: /^\/generate$/, step: 'submit', answer: generate },
    { method: 'GET', path: /^\/jobs\/(?<id>[\w-]+)$/, step: 'poll', answer: showJob },
    { method: 'DELETE', path: /^\/jobs\/(?<id>[\w-]+)$/, step: 'cancel', answer: removeJob },
    {
      method: 'GET',
      path: /^\/$/,
      step: 'account',
      answer: () => ({ status: 200, body: { name: 'Rehearsal server' } }),
    },
  ],
};

const makes: Readonly<Record<string, MediaOrder['makes']>> = { clip: 'video', still: 'image', voice: 'audio' };

async function generate(call: SimulatedCall): Promise<Answer> {
  const input = recordOf(call.body);
  const wrong = complaintAbout(input);
  if (wrong !== null) return problem(400, wrong);
  const kind = makes[String(input.kind)] ?? 'image';
  const { id } = call.accept({
    ...{ model: String(input.model ?? input.kind), input, micros: 0, usualSeconds: 30 },
    media: {
      ...{ makes: kind, prompt: String(input.prompt ?? input.text), aspect: String(input.aspect ?? '') },
      seconds: kind === 'audio' ? spokenSeconds(String(input.text), input.speed) : Number(input.seconds ?? 0),
    },
  });
  if (call.headers.prefer === 'respond-async') return { status: 202, body: { id } };
  const job = await call.jobs.settled(id);
  if (!job?.file) return failureOf(call);
  if (kind === 'image') return { status: 200, body: { url: fileOf(job) } };
  if (kind === 'video') return fileAnswer(job.file, { 'content-type': 'video/mp4' });
  return { status: 200, body: { b64: (await readFile(job.file)).toString('base64'), type: 'audio/wav' } };
}

function complaintAbout({
  kind,
  prompt,
  text,
  seconds,
  width,
  height,
  still,
  ticket,
}: Readonly<Record<string, unknown>>) {
  if (!(String(kind) in makes)) return `I make no ${kind}.`;
  if (typeof ticket !== 'string') return 'The wish has no ticket.';
  if (kind === 'voice') return typeof text === 'string' && text !== '' ? null : 'There is no text.';
  if (typeof prompt !== 'string') return 'There is no prompt.';
  if (!Number.isInteger(width) || !Number.isInteger(height)) return 'How large?';
  if (kind === 'clip' && !(Number(seconds) > 0)) return 'How long?';
  return still === undefined || isAddress(still) ? null : 'That is no still.';
}

const failureOf = ({ mishap }: SimulatedCall): Answer =>
  mishap === 'fail-content' ? problem(451, 'I do not make that.') : problem(500, 'It broke off.');

const fileOf = ({ id, file }: SimulatedJob): string => `/files/${id}/output${extname(file ?? '')}`;

function showJob({ jobs, params }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  if (!job) return problem(404, 'There is no such job.');
  if (!isOver(job)) return { status: 200, body: { state: job.state, fraction: job.fraction } };
  return { status: 200, body: endOf(job) };
}

function endOf(job: SimulatedJob) {
  if (job.state === 'cancelled') return { state: 'cancelled' };
  if (job.state === 'failed') {
    return job.mishap === 'fail-content'
      ? { state: 'refused', error: 'I do not make that.' }
      : { state: 'failed', error: 'It broke off.' };
  }
  return job.mishap === 'output-removed' ? { state: 'done' } : { state: 'done', url: fileOf(job) };
}

function removeJob({ jobs, params }: SimulatedCall): Answer {
  return jobs.cancel(params.id ?? '') ? { status: 200, body: {} } : problem(404, 'There is no such job.');
}
