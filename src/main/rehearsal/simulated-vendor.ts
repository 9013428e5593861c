import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mask } from '../keys/mask.ts';
import { type CallWindow, createCallWindow } from './call-window.ts';
import { type ChargeLine, chargeBook } from './charge-book.ts';
import { readBody, sendAnswer, sendDownload } from './reply.ts';
import { createSabotagePlan, type PlannedMishap, type SabotagePlan, type Step, sabotageSchema } from './sabotage.ts';
import type { Answer, SimulatedDialect, SimulatedRoute } from './simulated-dialect.ts';
import {
  createSimulatedJobs,
  isOver,
  type RehearsalMedia,
  type SimulatedJob,
  type SimulatedJobs,
} from './simulated-jobs.ts';

export type SimulatedCounts = Readonly<Record<'submits' | 'charges' | 'polls' | 'cancels' | 'downloads', number>>;

export type SimulatedVendorOptions = {
  readonly media: RehearsalMedia;
  /** From a job's turn to its end; 200 ms by default. */
  readonly latencyMs?: number;
  /** Instead of `latencyMs`: how many times faster than the real vendor it is. */
  readonly speed?: number;
  /** The one key that is accepted. */
  readonly token?: string;
  /** Keys that are accepted, and the account of each. Without `keys` and `token` any key is, each its own account. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Submits of one account in any 60 s. */
  readonly perMinute?: number;
  /** What `perMinute` calls a minute, for tests. */
  readonly windowMs?: number;
  /** Jobs of one account that are worked on at once. */
  readonly atOnce?: number;
  readonly port?: number;
};

export type SimulatedVendor = {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly origin: string;
  /** Stands for the adapter's `baseUrl`. */
  readonly baseUrl: string;
  /** For `baseUrls` of createVendorSend: the vendor by its id, its other addresses as `id.name`. */
  readonly baseUrls: Readonly<Record<string, string>>;
  /** `127.0.0.1:port`, which also serves the results. */
  readonly outputHost: string;
  /** `charges` counts accepted jobs: each would have cost money. */
  counts(): SimulatedCounts;
  /** Newest first. */
  jobs(): SimulatedJob[];
  /** Oldest first. */
  book(): ChargeLine[];
  readonly sabotage: Pick<SabotagePlan, 'add' | 'clear'>;
  close(): Promise<void>;
};

type Bench = {
  readonly dialect: SimulatedDialect;
  readonly keys: Readonly<Record<string, string>> | null;
  readonly jobs: SimulatedJobs;
  readonly plan: SabotagePlan;
  readonly window: CallWindow;
  readonly atOnce: number;
  readonly count: (step: Step) => void;
  readonly state: () => { counts: SimulatedCounts; jobs: SimulatedJob[]; book: ChargeLine[] };
};

/**
 * A vendor on 127.0.0.1 that speaks a dialect over real HTTP. `/__control` shows its counts, jobs and charge book (GET),
 * takes a sabotage (POST) and forgets all sabotage (DELETE), for tests that run in another process.
 */
export async function startSimulatedVendor(
  dialect: SimulatedDialect,
  options: SimulatedVendorOptions,
): Promise<SimulatedVendor> {
  const bench = createBench(dialect, options);
  const server = createServer((request, response) => {
    handle(bench, request, response).catch((error) => {
      // A caller that went away is no news: crash tests do little else.
      if (!request.socket.destroyed) console.error('The simulated vendor failed:', error);
      response.destroy();
    });
  });
  const outputHost = `127.0.0.1:${await listen(server, options.port ?? 0)}`;
  const origin = `http://${outputHost}`;
  const baseUrl = `${origin}${dialect.basePath}`;
  const others = Object.entries(dialect.otherBasePaths ?? {});
  return {
    ...{ origin, outputHost, baseUrl },
    baseUrls: {
      [dialect.id]: baseUrl,
      ...Object.fromEntries(others.map(([at, path]) => [`${dialect.id}.${at}`, `${origin}${path}`])),
    },
    counts: () => bench.state().counts,
    jobs: bench.jobs.list,
    book: () => bench.state().book,
    sabotage: bench.plan,
    close: () => close(server),
  };
}

function createBench(dialect: SimulatedDialect, options: SimulatedVendorOptions): Bench {
  const {
    media,
    latencyMs = 200,
    speed,
    token,
    keys,
    perMinute,
    windowMs,
    atOnce = Number.POSITIVE_INFINITY,
  } = options;
  const refusesSurplus = dialect.refusals['too-many'] !== undefined;
  const jobs = createSimulatedJobs({
    media,
    idOf: dialect.idOf,
    lastsFor: (usualSeconds) => (speed ? (usualSeconds * 1000) / speed : latencyMs),
    atOnce: refusesSurplus ? Number.POSITIVE_INFINITY : atOnce,
  });
  const counted = { submits: 0, polls: 0, cancels: 0, downloads: 0 };
  return {
    ...{ dialect, jobs, atOnce, plan: createSabotagePlan(), window: createCallWindow(perMinute ?? null, windowMs) },
    keys: keys ?? (token === undefined ? null : { [token]: 'account' }),
    count(step) {
      if (step === 'submit' || step === 'poll' || step === 'cancel' || step === 'download') counted[`${step}s`] += 1;
    },
    state() {
      const all = jobs.list();
      return { counts: { ...counted, charges: all.length }, jobs: all, book: chargeBook(all, dialect) };
    },
  };
}

async function handle(bench: Bench, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (pathname === '/__control') return control(bench, request, response);
  const file = /^\/files\/(?<id>[\w:-]+)\//.exec(pathname)?.groups?.id;
  if (file) return download(bench, file, request, response);
  const { dialect } = bench;
  const routes = dialect.routes.filter(({ method, path }) => method === request.method && path.test(pathname));
  // Only where it tells calls of one address apart is the body read before anything can happen to it.
  const early = routes.some(({ asks }) => asks) ? { body: await readBody(request) } : null;
  const route = routes.find(({ asks }) => asks?.(early?.body) ?? true);
  if (!route) return sendAnswer(response, dialect.refusals['not-found'], null);
  bench.count(route.step);
  const caller = route.keyless ? nobody : callerOf(bench, request);
  const planned = bench.plan.take(route.step, caller?.account ?? null);
  if (planned?.kind === 'drop-before') return void request.socket.destroy();
  const { body } = early ?? { body: await readBody(request) };
  const refusal = refusalFor(bench, caller, route, planned);
  if (refusal || !caller) return sendAnswer(response, refusal ?? dialect.refusals.unauthorized, null);
  const { jobs } = bench;
  const lasts = planned?.kind === 'slow' ? (planned.ms ?? 30_000) : undefined;
  const answer = await route.answer({
    ...{ body, jobs, query: searchParams, headers: request.headers, account: caller.account },
    params: route.path.exec(pathname)?.groups ?? {},
    origin: `http://${request.headers.host}`,
    accept: (order) => jobs.accept({ ...order, ...caller, mishap: planned?.kind ?? null, lasts }),
    mishap: planned?.kind ?? null,
  });
  if (lasts !== undefined && route.step !== 'submit') await new Promise((resolve) => setTimeout(resolve, lasts));
  await sendAnswer(response, answer, planned);
}

type Caller = { readonly key: string; readonly account: string };
/** What it asks for is read from its body, by the route. */
const nobody: Caller = { key: '', account: '' };

function callerOf({ dialect, keys }: Bench, { headers }: IncomingMessage): Caller | null {
  const secret = dialect.secretOf(headers);
  if (!secret) return null;
  const account = keys === null ? mask(secret) : keys[secret];
  return account === undefined ? null : { key: mask(secret), account };
}

function refusalFor(
  bench: Bench,
  caller: Caller | null,
  { step }: SimulatedRoute,
  planned: PlannedMishap | null,
): Answer | null {
  const { refusals } = bench.dialect;
  if (!caller) return refusals.unauthorized;
  switch (planned?.kind) {
    case 'unauthorized':
    case 'no-credit':
      return refusals[planned.kind];
    case 'rate-limited':
      return refusals['rate-limited']?.(Math.ceil((planned.ms ?? 1000) / 1000)) ?? null;
    case 'rate-limited-bare':
      return refusals['rate-limited']?.(null) ?? null;
    case 'refused-inside':
      return refusals.inside ?? refusals['no-credit'];
    case 'server-error':
      return { status: planned.status ?? 500, body: '<html><body><h1>Internal Server Error</h1></body></html>' };
    default:
      return step === 'submit' ? limitFor(bench, caller) : null;
  }
}

function limitFor({ dialect: { refusals }, jobs, window, atOnce }: Bench, { account }: Caller): Answer | null {
  const running = jobs.list().filter((job) => job.account === account && !isOver(job)).length;
  if (refusals['too-many'] && running >= atOnce) return refusals['too-many'];
  const wait = window.admit(account);
  return wait === null ? null : (refusals['rate-limited']?.(Math.ceil(wait / 1000)) ?? null);
}

async function download(bench: Bench, id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  bench.count('download');
  const planned = bench.plan.take('download', null);
  const job = bench.jobs.get(id);
  const file = job?.mishap === 'output-removed' ? null : job?.file;
  if (!file) return sendAnswer(response, bench.dialect.refusals['not-found'], null);
  await sendDownload(file, request, response, planned);
}

async function control(bench: Bench, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'DELETE') bench.plan.clear();
  if (request.method === 'POST') {
    const sabotage = sabotageSchema.safeParse(await readBody(request));
    if (!sabotage.success) return sendAnswer(response, { status: 400, body: { issues: sabotage.error.issues } }, null);
    bench.plan.add(sabotage.data);
  }
  await sendAnswer(response, { status: 200, body: bench.state() }, null);
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
