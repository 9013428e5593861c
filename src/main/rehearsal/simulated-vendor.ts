import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSabotagePlan, type Mishap, type SabotagePlan, type Step, sabotageSchema } from './sabotage.ts';
import { sendFile } from './send-file.ts';
import { createSimulatedJobs, type RehearsalMedia, type SimulatedJob, type SimulatedJobs } from './simulated-jobs.ts';

export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as HTML. */
  readonly body: unknown;
};

/** One call of the vendor's API. */
export type SimulatedRoute = {
  readonly method: string;
  /** Matched against the whole path; named groups become `params`. */
  readonly path: RegExp;
  readonly step: Step;
  readonly answer: (call: SimulatedCall) => Answer;
};

export type SimulatedCall = {
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly jobs: SimulatedJobs;
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  /** What the next job is to suffer. */
  readonly mishap: { readonly kind: Mishap; readonly ms: number | undefined } | null;
};

/** What makes one vendor different from the next: its routes and how it says no. */
export type SimulatedDialect = {
  readonly routes: readonly SimulatedRoute[];
  readonly secretOf: (headers: IncomingMessage['headers']) => string | null;
  readonly refusals: {
    readonly unauthorized: Answer;
    readonly 'no-credit': Answer;
    readonly 'rate-limited': (retryAfterSeconds: number) => Answer;
    readonly 'not-found': Answer;
  };
};

export type SimulatedCounts = Readonly<Record<'submits' | 'charges' | 'polls' | 'cancels' | 'downloads', number>>;

export type SimulatedVendorOptions = {
  readonly media: RehearsalMedia;
  /** From acceptance to the finished job; 200 ms by default. */
  readonly latencyMs?: number;
  /** The one key that is accepted; any key when absent. */
  readonly token?: string;
  readonly port?: number;
};

export type SimulatedVendor = {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly origin: string;
  /** `127.0.0.1:port`, which also serves the results. */
  readonly outputHost: string;
  /** `charges` counts accepted jobs: each would have cost money. */
  counts(): SimulatedCounts;
  /** Newest first. */
  predictions(): SimulatedJob[];
  readonly sabotage: Pick<SabotagePlan, 'add' | 'clear'>;
  close(): Promise<void>;
};

/**
 * A vendor on 127.0.0.1 that speaks a dialect over real HTTP. `/__control` shows its counts and jobs (GET), takes a
 * sabotage (POST) and forgets all sabotage (DELETE), for tests that run in another process.
 */
export async function startSimulatedVendor(
  dialect: SimulatedDialect,
  options: SimulatedVendorOptions,
): Promise<SimulatedVendor> {
  const counted = { submits: 0, polls: 0, cancels: 0, downloads: 0 };
  const bench: Bench = {
    dialect,
    token: options.token ?? null,
    jobs: createSimulatedJobs(options.media, options.latencyMs ?? 200),
    plan: createSabotagePlan(),
    count(step) {
      if (step === 'submit' || step === 'poll' || step === 'cancel' || step === 'download') counted[`${step}s`] += 1;
    },
    counts: () => ({ ...counted, charges: bench.jobs.list().length }),
  };
  const server = createServer((request, response) => {
    handle(bench, request, response).catch((error) => {
      console.error('The simulated vendor failed:', error);
      response.destroy();
    });
  });
  const outputHost = `127.0.0.1:${await listen(server, options.port ?? 0)}`;
  return {
    origin: `http://${outputHost}`,
    outputHost,
    counts: bench.counts,
    predictions: bench.jobs.list,
    sabotage: bench.plan,
    close: () => close(server),
  };
}

type Bench = {
  readonly dialect: SimulatedDialect;
  readonly token: string | null;
  readonly jobs: SimulatedJobs;
  readonly plan: SabotagePlan;
  readonly count: (step: Step) => void;
  readonly counts: () => SimulatedCounts;
};

async function handle(bench: Bench, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (pathname === '/__control') return control(bench, request, response);
  const file = /^\/files\/(?<id>\w+)\//.exec(pathname)?.groups?.id;
  if (file) return download(bench, file, request, response);
  const { dialect } = bench;
  const route = dialect.routes.find(({ method, path }) => method === request.method && path.test(pathname));
  if (!route) return reply(response, dialect.refusals['not-found']);
  bench.count(route.step);
  const body = await readJson(request);
  const planned = bench.plan.take(route.step);
  const refusal = refusalFor(bench, request, planned);
  if (refusal) return reply(response, refusal);
  const params = route.path.exec(pathname)?.groups ?? {};
  const origin = `http://${request.headers.host}`;
  const mishap = planned && { kind: planned.kind, ms: planned.ms };
  const answer = route.answer({ params, body, jobs: bench.jobs, origin, mishap });
  if (planned?.kind === 'drop') return void request.socket.destroy();
  if (planned?.kind === 'hang') return;
  if (planned?.kind === 'malformed') return reply(response, { ...answer, body: '{"id": "sim' });
  reply(response, answer);
}

function refusalFor(
  { dialect, token }: Bench,
  request: IncomingMessage,
  planned: ReturnType<SabotagePlan['take']>,
): Answer | null {
  const secret = dialect.secretOf(request.headers);
  if (!secret || (token !== null && secret !== token)) return dialect.refusals.unauthorized;
  switch (planned?.kind) {
    case 'unauthorized':
    case 'no-credit':
      return dialect.refusals[planned.kind];
    case 'rate-limited':
      return dialect.refusals['rate-limited'](Math.ceil((planned.ms ?? 1000) / 1000));
    case 'server-error':
      return { status: 500, body: '<html><body><h1>500 Internal Server Error</h1></body></html>' };
    default:
      return null;
  }
}

async function download(bench: Bench, id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  bench.count('download');
  const planned = bench.plan.take('download');
  const file = bench.jobs.get(id)?.file;
  if (!file) return reply(response, bench.dialect.refusals['not-found']);
  if (planned?.kind === 'server-error') return reply(response, { status: 503, body: '<h1>503</h1>' });
  if (planned?.kind === 'drop') return void request.socket.destroy();
  if (planned?.kind === 'hang') return;
  if (planned?.kind === 'empty') return void response.writeHead(200, { 'content-length': 0 }).end();
  await sendFile(file, request.headers.range, response, { cutShort: planned?.kind === 'truncated' });
}

async function control(bench: Bench, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'DELETE') bench.plan.clear();
  if (request.method === 'POST') {
    const sabotage = sabotageSchema.safeParse(await readJson(request));
    if (!sabotage.success) return reply(response, { status: 400, body: { issues: sabotage.error.issues } });
    bench.plan.add(sabotage.data);
  }
  reply(response, { status: 200, body: { counts: bench.counts(), predictions: bench.jobs.list() } });
}

function reply(response: ServerResponse, { status, headers, body }: Answer): void {
  const html = typeof body === 'string';
  response.writeHead(status, { 'content-type': html ? 'text/html' : 'application/json', ...headers });
  response.end(html ? body : JSON.stringify(body));
}

/** The body as JSON; undefined when there is none or it is something else, which the routes refuse themselves. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = await Array.fromAsync(request);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    // Calls left hanging on purpose would keep it open.
    server.closeAllConnections();
  });
}
