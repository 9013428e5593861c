import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Step = 'versions' | 'submit' | 'poll' | 'cancel' | 'download' | 'recent' | 'direct' | 'history';
/** Answers one call; `normal` gives the usual answer. */
export type Answer = (call: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
  readonly normal: () => void;
}) => void | Promise<void>;

/** A vendor over real HTTP that takes a job, works for one poll, and hands out `file`. */
export type TestServer = {
  readonly origin: string;
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly counts: Record<Step, number>;
  /** Bodies of the submits, parsed. */
  readonly submitted: Record<string, unknown>[];
  /** What the next calls of a step get instead of the usual answer, one each. */
  next(step: Step, ...answers: Answer[]): void;
  /** What every call of a step gets, after those of `next`. */
  always(step: Step, answer: Answer): void;
  file: string;
  close(): Promise<void>;
};

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  ({ response }) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
/** The vendor's last word, where it does not matter which. */
export const failed = json(200, { state: 'failed' });
export const drop: Answer = ({ request }) => void request.socket.destroy();
export const hang: Answer = () => undefined;

const steps: readonly [Step, RegExp][] = [
  ['versions', /^GET \/versions$/],
  ['submit', /^POST \/jobs$/],
  ['poll', /^GET \/jobs\/\w+$/],
  ['cancel', /^DELETE \/jobs\/\w+$/],
  ['download', /^GET \/files\//],
  ['recent', /^GET \/recent$/],
  ['direct', /^POST \/direct$/],
  ['history', /^GET \/history\//],
];

export async function startTestServer(mediaFile: string): Promise<TestServer> {
  const waiting = new Map<Step, Answer[]>();
  const usual = new Map<Step, Answer>();
  const cancelled = new Set<string>();
  const polled = new Map<string, number>();
  const takenAt: string[] = [];
  const file: Answer = ({ response }) => void response.writeHead(200, { etag: '"one"' }).end(readFileSync(test.file));
  const normal: Record<Step, Answer> = {
    versions: json(200, { version: 'v7' }),
    submit: (call) => {
      const id = `p${test.submitted.length}`;
      return json(201, { id })(call);
    },
    poll: (call) => {
      const id = call.request.url?.split('/').at(-1) ?? '';
      const polls = (polled.get(id) ?? 0) + 1;
      polled.set(id, polls);
      if (cancelled.has(id)) return json(200, { state: 'cancelled' })(call);
      if (polls === 1) return json(200, { state: 'running', fraction: 0.5 })(call);
      return json(200, { state: 'succeeded', output: `${test.origin}/files/${id}` })(call);
    },
    cancel: (call) => {
      cancelled.add(call.request.url?.split('/').at(-1) ?? '');
      return json(202, {})(call);
    },
    download: file,
    recent: (call) => {
      const jobs = test.submitted.map((body, index) => ({ id: `p${index + 1}`, takenAt: takenAt[index], body }));
      return json(200, { jobs: jobs.reverse() })(call);
    },
    direct: ({ response }) =>
      void response.writeHead(200, { 'x-id': `p${test.submitted.length}` }).end(readFileSync(test.file)),
    history: file,
  };

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = await Array.fromAsync(request);
    const body = Buffer.concat(chunks).toString();
    const step = steps.find(([, pattern]) => pattern.test(`${request.method} ${request.url}`))?.[0];
    if (!step) return void response.writeHead(404).end();
    test.counts[step] += 1;
    if (step === 'submit' || step === 'direct') {
      test.submitted.push(JSON.parse(body));
      takenAt.push(new Date().toISOString());
    }
    const call = { request, response, body };
    const usually = () => void normal[step]({ ...call, normal: () => undefined });
    const answer = waiting.get(step)?.shift() ?? usual.get(step) ?? usually;
    await answer({ ...call, normal: usually });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const test: TestServer = {
    origin: `http://${host}`,
    host,
    counts: { versions: 0, submit: 0, poll: 0, cancel: 0, download: 0, recent: 0, direct: 0, history: 0 },
    submitted: [],
    next: (step, ...answers) => void waiting.set(step, [...(waiting.get(step) ?? []), ...answers]),
    always: (step, answer) => void usual.set(step, answer),
    file: mediaFile,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return test;
}
