import type { IncomingMessage } from 'node:http';
import type { Mishap, Step } from './sabotage.ts';
import type { SimulatedJob, SimulatedJobs, SimulatedOrder } from './simulated-jobs.ts';

export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as HTML, bytes as they are with the `content-type` of `headers`. */
  readonly body: unknown;
};

/** One call of the vendor's API. */
export type SimulatedRoute = {
  readonly method: string;
  /** Matched against the whole path; named groups become `params`. */
  readonly path: RegExp;
  readonly step: Step;
  /** Whether a body asks for this, where an address stands for several calls; the first route that says so answers. */
  readonly asks?: (body: unknown) => boolean;
  /** Called without the headers of a key: exchanges a key for a token. */
  readonly keyless?: boolean;
  /** Waits for `jobs.settled` where the answer is the work itself. */
  readonly answer: (call: SimulatedCall) => Answer | Promise<Answer>;
};

export type SimulatedCall = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Parsed JSON, or a form's members (files as `{ name, dataUri }`); undefined when there was none. */
  readonly body: unknown;
  readonly jobs: SimulatedJobs;
  /** Takes a job and writes it into the charge book, for the account of the key that asked. */
  readonly accept: (order: SimulatedOrder) => SimulatedJob;
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly account: string;
  /** What is planned for this call, for dialects that say no in a way of their own. */
  readonly mishap: Mishap | null;
};

/** What makes one vendor different from the next: its routes, its prices and how it says no. */
export type SimulatedDialect = {
  /** The adapter's id. */
  readonly id: string;
  /** What stands for the path of the adapter's `baseUrl` and `otherBaseUrls`: `/v1`. */
  readonly basePath: string;
  readonly otherBasePaths?: Readonly<Record<string, string>>;
  readonly routes: readonly SimulatedRoute[];
  readonly secretOf: (headers: IncomingMessage['headers']) => string | null;
  readonly refusals: {
    readonly unauthorized: Answer;
    /** Null: costs nothing. */
    readonly 'no-credit': Answer | null;
    /** Asked with null: does not say when. Null itself: takes any number of calls. */
    readonly 'rate-limited': ((retryAfterSeconds: number | null) => Answer) | null;
    readonly 'not-found': Answer;
    /** For vendors that refuse more than so many jobs at once; without it the surplus waits for its turn. */
    readonly 'too-many'?: Answer;
    /** A no inside HTTP 200, for vendors that say no so. */
    readonly inside?: Answer;
  };
  /** False: makes whatever it is asked for, as servers of the user's own do. */
  readonly moderates?: boolean;
  /** Whether a job that is over costs nothing after all. */
  readonly refunds: (job: SimulatedJob) => boolean;
  /** Makes an id as the vendor's look, of a hash in hex. */
  readonly idOf: (hash: string) => string;
};

/** `xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx` of a hash in hex. */
export const uuidOf = (hash: string): string =>
  [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join(
    '-',
  );

/** An object's members, or none for anything else. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** About 15 characters a second, as English is read aloud. */
export const spokenSeconds = (text: string, speed: unknown): number =>
  Math.max(0.5, text.length / 15) / (typeof speed === 'number' && speed > 0 ? speed : 1);

/** Whether it is an address that a file may be had at, or the file itself as a data URI. */
export const isAddress = (value: unknown): boolean =>
  typeof value === 'string' && /^(https?:\/\/|data:[\w/+.-]+;base64,)\S+$/.test(value);
