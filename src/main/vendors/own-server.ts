import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Progress } from '../../shared/job.ts';
import {
  type Account,
  type DirectResult,
  defineVendor,
  type Operation,
  type OperationStatus,
  type VendorFailure,
  type VendorResponse,
} from './define-vendor.ts';
import { quote, unreadable, withWords } from './kit/read-answer.ts';
import { isFile, readFile } from './kit/read-file.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';
import { ownServerRoute, toOwnRequest } from './own-server-route.ts';

// A server that the user writes: POST /generate gives a file, says where it is, or names a job. docs/own-server.md

const name = 'Your own server';

/** A file at an address, or inside the answer. Addresses may be paths at the server itself. */
const resultSchema = z.looseObject({
  url: z
    .string()
    .regex(/^(https?:\/\/|\/)\S+$/)
    .nullish(),
  b64: z.base64().min(1).nullish(),
  type: z
    .string()
    .regex(/^(audio|image|video)\/[\w.+-]+$/)
    .nullish(),
});
const submittedSchema = z.looseObject({ id: z.union([z.string().min(1), z.number()]) });
const jobSchema = resultSchema.extend({
  state: z.enum(['waiting', 'working', 'done', 'failed', 'refused', 'cancelled']),
  fraction: z.number().min(0).max(1).nullish(),
  text: z.string().nullish(),
  error: z.unknown().optional(),
});
type Job = z.infer<typeof jobSchema>;
const helloSchema = z.looseObject({ name: z.string().min(1) });
const problemSchema = z.looseObject({ error: z.unknown().optional() });

/** JSON came as bytes, since it might have been the file. */
function jsonIn({ body, headers }: VendorResponse): unknown {
  if (!(body instanceof Uint8Array) || !headers['content-type']?.includes('json')) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    // What is broken is as unreadable as what is no JSON.
    return undefined;
  }
}

function readResult(response: VendorResponse): DirectResult {
  if (isFile(response)) return { media: readFile(response, name), words: null };
  const json = jsonIn(response);
  if (submittedSchema.safeParse(json).success) throw otherWay('names a job', 'gives the file at once');
  const result = resultSchema.safeParse(json).data;
  if (result?.url) return { media: result.url, words: null };
  if (result?.b64) return { media: Buffer.from(result.b64, 'base64'), words: null };
  throw unreadable(name);
}

function readOperation(response: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(response.body);
  if (submitted.success) return { id: String(submitted.data.id) };
  const { url, b64 } = resultSchema.safeParse(response.body).data ?? {};
  const gives = url || b64 || /^(audio|image|video)\//.test(response.headers['content-type'] ?? '');
  throw gives ? otherWay('gives the file at once', 'names a job') : unreadable(name);
}

/** Such an answer is understood: it need not be looked for afterwards. */
function otherWay(does: string, should: string): AppError {
  return new AppError({
    code: 'unsupported',
    message: `${name} ${does}, and this row is for one that ${should}.`,
    action: 'Choose the other row of your own server.',
  });
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const job = jobSchema.safeParse(body);
  if (!job.success) throw unreadable(name, 'a job');
  const words = quote(job.data.error);
  switch (job.data.state) {
    case 'waiting':
    case 'working':
      return { state: 'running', progress: progressOf(job.data) };
    case 'done':
      return ended(job.data);
    case 'cancelled':
      return { state: 'cancelled', charged: 'no' };
    default:
      return couldNot(name, job.data.state === 'refused' ? 'content-rejected' : 'provider-failed', words, 'no');
  }
}

function progressOf({ state, fraction, text }: Job): Partial<Progress> {
  const usual = state === 'waiting' ? 'waits at your own server' : 'Your own server is working';
  return { text: quote(text) || usual, ...(fraction == null ? {} : { fraction }) };
}

function ended({ url, b64, type }: Job): OperationStatus {
  if (url) return { state: 'succeeded', outputs: [url] };
  if (b64) return { state: 'succeeded', outputs: [`data:${type ?? 'application/octet-stream'};base64,${b64}`] };
  return withoutFile(name, 'no');
}

function readFailure(response: VendorResponse): VendorFailure {
  const words = quote(problemSchema.safeParse(response.body).data?.error);
  // A server of few lines does not know every call, which is no outage.
  if (response.status === 405 || response.status === 501)
    return { code: 'unsupported', message: `${name} cannot do this.` };
  const code = codeOfStatus(response.status);
  if (code === 'unauthorized') return { code, message: `${name} refused the word that it was sent.` };
  if (code === 'not-found') return { code, message: withWords(`${name} does not know this address or job`, words) };
  return sayNo(name, code, response, words);
}

const jobPath = ({ id }: Operation): string => `/jobs/${encodeURIComponent(String(id))}`;

/** Ten lines need not answer anything but /generate: whatever answers at all is there. Python's servers say 501 then. */
const isThere = ({ status }: VendorResponse): boolean =>
  (status < 500 || status === 501) && status !== 401 && status !== 403;
const readAccount = ({ body }: VendorResponse): Account => ({
  name: helloSchema.safeParse(body).data?.name ?? 'answers',
});

export const ownServer = defineVendor({
  kind: 'remote',
  id: 'own-server',
  name: 'My own server',
  baseUrl: 'http://127.0.0.1:8000',
  keyUrl: 'https://circletake.example/docs/own-server',
  keyVariable: 'OWN_SERVER',
  auth: (word): Record<string, string> => (word === '' ? {} : { authorization: `Bearer ${word}` }),
  server: {
    hint: 'Start your server, which answers POST /generate as docs/own-server.md has it, then type its address: http://127.0.0.1:8000; where it asks for a word, type that after it.',
  },
  evidence: {
    sources: ['docs/own-server.md'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'A', prices: 'A' },
    witness: null,
    asOf: '2026-11-20',
    open: ['This is our own wire format: servers are written to it.'],
  },
  keyedOutputHosts: [],
  afterCancel: 'The server is your own: what a stopped job costs is up to it.',
  lookUrl: null,
  pollEveryMs: 2000,
  submit: { toRequest: toOwnRequest, readOperation },
  poll: { toRequest: (operation) => ({ method: 'GET', path: jobPath(operation), large: true }), readStatus },
  cancel: { toRequest: (operation) => ({ method: 'DELETE', path: jobPath(operation) }), forgets: true },
  direct: {
    serves: (generator) => ownServerRoute(generator).answers === 'file',
    toRequest: toOwnRequest,
    readResult,
    // Clips take long on one's own machine; what takes longer is better asked for as a job.
    timeoutMs: 900_000,
  },
  testKey: { toRequest: () => ({ method: 'GET', path: '/' }), accepts: isThere, readAccount },
  readFailure,
});
