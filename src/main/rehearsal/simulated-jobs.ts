import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { Mishap } from './sabotage.ts';

/** What a simulated model was asked to make. */
export type MediaOrder = {
  readonly id: string;
  readonly makes: 'video' | 'image' | 'audio';
  readonly prompt: string;
  readonly seconds: number;
  readonly aspect: string;
};

/** A file that every job gets, or a function that makes one for each and returns its absolute path. */
export type MediaSource = string | ((order: MediaOrder) => Promise<string>);
export type RehearsalMedia = Readonly<Record<MediaOrder['makes'], MediaSource>>;

export type SimulatedJob = {
  readonly id: string;
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly makes: MediaOrder['makes'];
  /** The key that ordered it, masked, and whose it is. */
  readonly key: string;
  readonly account: string;
  /** What it costs, micro-dollars. */
  readonly micros: number;
  /** Milliseconds of the epoch. */
  readonly createdAt: number;
  /** Later than `createdAt` where the account's other jobs come first. */
  readonly startsAt: number;
  /** When it is done or was stopped; in the future while it runs. */
  readonly endsAt: number;
  readonly state: 'waiting' | 'working' | 'succeeded' | 'failed' | 'cancelled';
  /** Whether work on it ever began. */
  readonly begun: boolean;
  /** 0 to 1. */
  readonly fraction: number;
  readonly mishap: Mishap | null;
  /** Absolute path once the job has succeeded. */
  readonly file: string | null;
};

/** What a dialect reads from a submit. */
export type SimulatedOrder = {
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly media: Omit<MediaOrder, 'id'>;
  readonly micros: number;
  /** How long the real vendor usually takes. */
  readonly usualSeconds: number;
};

export type NewSimulatedJob = SimulatedOrder & {
  readonly key: string;
  readonly account: string;
  readonly mishap: Mishap | null;
  /** Milliseconds from its start to its end, instead of what is usual. */
  readonly lasts?: number | undefined;
};

/** The jobs of one simulated vendor. A job's state is worked out from the clock whenever it is asked for. */
export type SimulatedJobs = {
  accept(job: NewSimulatedJob): SimulatedJob;
  get(id: string): SimulatedJob | null;
  /** Newest first. */
  list(): SimulatedJob[];
  /** Stops it if it is not over. */
  cancel(id: string): SimulatedJob | null;
  /** The job once it is over. */
  settled(id: string): Promise<SimulatedJob | null>;
};

type JobsOptions = {
  readonly media: RehearsalMedia;
  /** Makes an id of a hash in hex. */
  readonly idOf: (hash: string) => string;
  readonly lastsFor: (usualSeconds: number) => number;
  /** How many jobs of an account are worked on at once; the others wait for their turn. */
  readonly atOnce: number;
};

type JobRecord = Omit<SimulatedJob, 'state' | 'fraction' | 'file' | 'begun'> & {
  stoppedAt: number | null;
  /** Undefined while it is being made, null when making it failed. */
  made: string | null | undefined;
};

/** Part of a job's time that it spends in the vendor's queue. */
const queueShare = 0.25;

export function createSimulatedJobs({ media, idOf, lastsFor, atOnce }: JobsOptions): SimulatedJobs {
  const records = new Map<string, JobRecord>();
  const view = (record: JobRecord | undefined) => (record ? jobOf(record, Date.now()) : null);
  const jobs: SimulatedJobs = {
    accept({ media: order, usualSeconds, lasts = lastsFor(usualSeconds), ...job }) {
      const id = idOf(createHash('sha256').update(`${job.model}#${records.size}`).digest('hex'));
      const createdAt = Date.now();
      const startsAt = turnOf(job.account, records, createdAt, atOnce);
      const endsAt = startsAt + lasts;
      const timing = { createdAt, startsAt, endsAt, stoppedAt: null, made: undefined };
      const record: JobRecord = { ...job, id, makes: order.makes, ...timing };
      records.set(id, record);
      void makeFile(media[order.makes], { id, ...order }).then((file) => {
        record.made = file;
      });
      return jobOf(record, createdAt);
    },
    get: (id) => view(records.get(id)),
    list: () => [...records.values()].map((record) => jobOf(record, Date.now())).reverse(),
    cancel(id) {
      const record = records.get(id);
      if (record && !isOver(jobOf(record, Date.now()))) record.stoppedAt = Date.now();
      return view(record);
    },
    async settled(id) {
      for (;;) {
        const job = jobs.get(id);
        if (!job || isOver(job)) return job;
        await new Promise((resolve) => setTimeout(resolve, Math.max(5, job.endsAt - Date.now())));
      }
    },
  };
  return jobs;
}

export const isOver = ({ state }: SimulatedJob): boolean => state !== 'waiting' && state !== 'working';

/** When a new job of an account gets its turn: at once, or when enough of those before it are over. */
function turnOf(account: string, records: ReadonlyMap<string, JobRecord>, now: number, atOnce: number): number {
  const ends = [...records.values()]
    .filter((record) => record.account === account)
    .map(({ stoppedAt, endsAt }) => stoppedAt ?? endsAt)
    .filter((end) => end > now)
    .sort((a, b) => a - b);
  return ends[ends.length - atOnce] ?? now;
}

async function makeFile(source: MediaSource, order: MediaOrder): Promise<string | null> {
  if (typeof source === 'string') return source;
  try {
    return await source(order);
  } catch (error) {
    const stopped = error instanceof AppError && error.code === 'cancelled';
    if (!stopped) console.error(`The rehearsal could not make ${order.makes} ${order.id}:`, error);
    return null;
  }
}

function jobOf({ stoppedAt, made, ...job }: JobRecord, now: number): SimulatedJob {
  const { startsAt, endsAt } = job;
  const moment = stoppedAt ?? now;
  const fraction = moment >= endsAt ? 1 : Math.max(0, (moment - startsAt) / (endsAt - startsAt));
  const state = stoppedAt === null ? stateAt(fraction, job.mishap, made) : 'cancelled';
  const file = state === 'succeeded' ? (made ?? null) : null;
  return { ...job, endsAt: stoppedAt ?? endsAt, fraction, begun: fraction >= queueShare, state, file };
}

function stateAt(fraction: number, mishap: Mishap | null, made: string | null | undefined): SimulatedJob['state'] {
  if (fraction < queueShare) return 'waiting';
  if (fraction < 1) return 'working';
  if (mishap?.startsWith('fail-') || made === null) return 'failed';
  return made === undefined ? 'working' : 'succeeded';
}
