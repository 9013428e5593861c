import { createHash } from 'node:crypto';
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
  /** Milliseconds of the epoch. */
  readonly createdAt: number;
  /** When it is done, if nothing stops it. */
  readonly endsAt: number;
  readonly state: 'waiting' | 'working' | 'succeeded' | 'failed' | 'cancelled';
  /** 0 to 1. */
  readonly fraction: number;
  readonly mishap: Mishap | null;
  /** Absolute path once the job has succeeded. */
  readonly file: string | null;
};

export type NewSimulatedJob = {
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly order: Omit<MediaOrder, 'id'>;
  readonly mishap: Mishap | null;
  /** Milliseconds from acceptance to the end; the bench's latency by default. */
  readonly lasts?: number | undefined;
};

/** The jobs of one simulated vendor. A job's state is worked out from the clock whenever it is asked for. */
export type SimulatedJobs = {
  accept(job: NewSimulatedJob): SimulatedJob;
  get(id: string): SimulatedJob | null;
  /** Newest first. */
  list(): SimulatedJob[];
  cancel(id: string): SimulatedJob | null;
};

type JobRecord = Omit<SimulatedJob, 'state' | 'fraction' | 'file'> & {
  cancelled: boolean;
  /** Undefined while it is being made, null when making it failed. */
  made: string | null | undefined;
};

export function createSimulatedJobs(media: RehearsalMedia, latencyMs: number): SimulatedJobs {
  const records = new Map<string, JobRecord>();
  const view = (record: JobRecord | undefined) => (record ? jobOf(record, Date.now()) : null);
  return {
    accept({ model, input, order, mishap, lasts = latencyMs }) {
      const id = `sim${createHash('sha256').update(`${model}#${records.size}`).digest('hex').slice(0, 23)}`;
      const { makes } = order;
      const record: JobRecord = {
        ...{ id, model, input, makes, mishap },
        ...{ createdAt: Date.now(), endsAt: Date.now() + lasts, cancelled: false, made: undefined },
      };
      records.set(id, record);
      void makeFile(media[makes], { id, ...order }).then((file) => {
        record.made = file;
      });
      return jobOf(record, Date.now());
    },
    get: (id) => view(records.get(id)),
    list: () => [...records.values()].map((record) => jobOf(record, Date.now())).reverse(),
    cancel(id) {
      const record = records.get(id);
      const job = view(record);
      if (record && (job?.state === 'waiting' || job?.state === 'working')) record.cancelled = true;
      return view(record);
    },
  };
}

async function makeFile(source: MediaSource, order: MediaOrder): Promise<string | null> {
  if (typeof source === 'string') return source;
  try {
    return await source(order);
  } catch (error) {
    console.error(`The rehearsal could not make ${order.makes} ${order.id}:`, error);
    return null;
  }
}

function jobOf({ cancelled, made, ...job }: JobRecord, now: number): SimulatedJob {
  const fraction = now >= job.endsAt ? 1 : (now - job.createdAt) / (job.endsAt - job.createdAt);
  const state = cancelled ? 'cancelled' : stateAt(fraction, job.mishap, made);
  return { ...job, fraction, state, file: state === 'succeeded' ? (made ?? null) : null };
}

function stateAt(fraction: number, mishap: Mishap | null, made: string | null | undefined): SimulatedJob['state'] {
  if (fraction < 0.25) return 'waiting';
  if (fraction < 1) return 'working';
  if (mishap === 'fail-content' || mishap === 'fail-generic' || made === null) return 'failed';
  return made === undefined ? 'working' : 'succeeded';
}
