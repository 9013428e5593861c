import type { Bite } from './batch.ts';
import type { VendorLimits } from './generator.ts';

/** One take to come. */
export type ForecastJob = {
  readonly vendor: string;
  /** How long one take usually takes. */
  readonly seconds: number;
  /** Index of an earlier job that must be over first: a still before the clip that starts from it. */
  readonly after?: number | undefined;
};

/** How a vendor works: each account has the limits for itself. On this machine, `perMinute` is null. */
export type ForecastVendor = { readonly limits: Omit<VendorLimits, 'coolDownSeconds'>; readonly accounts: number };

export type ForecastBite = {
  readonly vendor: string;
  readonly limit: 'atOnce' | 'perMinute';
  /** For so long jobs of the vendor waited for nothing but this limit. */
  readonly seconds: number;
};

export type Forecast = {
  /** From now until the last job is over. */
  readonly seconds: number;
  /** The limits that made jobs wait, the worst first. */
  readonly bites: readonly ForecastBite[];
  /** When each job is over, in seconds from now, in the order given. */
  readonly finishes: readonly number[];
};

/** The window in which paid calls are counted: see VendorLimits. */
const windowSeconds = 60;

/**
 * Plays a batch through: each vendor starts its jobs in the order given, as soon as a place and a call are free. Keys of
 * several accounts are used evenly, so that n accounts are n times the limits of one. Pure; a thousand jobs take
 * milliseconds. Throws for a vendor that is not in `vendors` and for an `after` that is not earlier: mistakes of the caller.
 */
export function forecast(jobs: readonly ForecastJob[], vendors: Readonly<Record<string, ForecastVendor>>): Forecast {
  const lines = new Map<string, Line>();
  const finishes: number[] = Array.from(jobs, () => 0);
  const events: Event[] = [];
  const followers = followersOf(jobs);
  const begin = (line: Line, now: number) => {
    for (const job of startReady(line, now)) at(events, { time: now + (jobs[job]?.seconds ?? 0), line, job });
    if (line.wakeAt !== null && line.wakeAt > now) at(events, { time: line.wakeAt, line, job: null });
  };
  for (const [index, { vendor, after }] of jobs.entries()) {
    const line = lines.get(vendor) ?? newLine(vendor, vendors[vendor]);
    lines.set(vendor, line);
    if (after === undefined) line.ready.push(index);
  }
  for (const line of lines.values()) begin(line, 0);
  for (let event = events.pop(); event; event = events.pop()) {
    const { time, line, job } = event;
    const touched = new Set([line]);
    if (job !== null) {
      line.running -= 1;
      finishes[job] = time;
      for (const next of followers.get(job) ?? []) touched.add(ready(lines, jobs, next));
    }
    for (const each of touched) begin(each, time);
  }
  return { seconds: Math.max(0, ...finishes), bites: bitesOf([...lines.values()]), finishes };
}

/** The bites for people: `Replicate takes 8 jobs at once`. */
export function describeBites(
  { bites }: Pick<Forecast, 'bites'>,
  vendors: Readonly<Record<string, ForecastVendor & { readonly name: string }>>,
): Bite[] {
  return bites.map(({ vendor, limit, seconds }) => {
    const { name = vendor, limits, accounts = 1 } = vendors[vendor] ?? {};
    const count = (limits?.[limit] ?? 0) * accounts;
    const jobs = `${count} ${count === 1 ? 'job' : 'jobs'}`;
    const text = limit === 'atOnce' ? `${name} takes ${jobs} at once` : `${name} takes ${jobs} a minute`;
    return { vendor, text, seconds };
  });
}

/** Something that happens: a job is over, or (without a job) a call of the window is free again. */
type Event = { readonly time: number; readonly line: Line; readonly job: number | null };

/** A vendor's queue. */
type Line = {
  readonly vendor: string;
  readonly places: number;
  readonly calls: number | null;
  /** Indexes of jobs that could start, first come first served. `from` of them have started. */
  readonly ready: number[];
  from: number;
  running: number;
  /** When its jobs started. */
  readonly starts: number[];
  /** What it has been waiting for since when. */
  waits: { readonly limit: ForecastBite['limit']; readonly since: number } | null;
  readonly waited: Record<ForecastBite['limit'], number>;
  /** When the window lets the next call through, where that is what it waits for. */
  wakeAt: number | null;
};

function newLine(vendor: string, facts: ForecastVendor | undefined): Line {
  if (!facts) throw new Error(`The forecast was not told about the vendor ${vendor}.`);
  const accounts = Math.max(1, facts.accounts);
  const { atOnce, perMinute } = facts.limits;
  return {
    ...{ vendor, places: atOnce * accounts, calls: perMinute === null ? null : perMinute * accounts },
    ...{ ready: [], from: 0, running: 0, starts: [], waits: null, waited: { atOnce: 0, perMinute: 0 }, wakeAt: null },
  };
}

/** Starts what may start now, notes what the rest waits for, and gives the jobs that started. */
function startReady(line: Line, now: number): number[] {
  if (line.waits) line.waited[line.waits.limit] += now - line.waits.since;
  line.waits = null;
  const started: number[] = [];
  while (line.from < line.ready.length && line.waits === null) {
    const free = windowFreeAt(line);
    if (line.running >= line.places) line.waits = { limit: 'atOnce', since: now };
    else if (free > now) line.waits = { limit: 'perMinute', since: now };
    else started.push(startNext(line, now));
    line.wakeAt = line.waits?.limit === 'perMinute' ? free : null;
  }
  return started;
}

function startNext(line: Line, now: number): number {
  const job = line.ready[line.from] ?? 0;
  line.from += 1;
  line.running += 1;
  line.starts.push(now);
  return job;
}

function windowFreeAt({ calls, starts }: Line): number {
  const oldest = calls === null ? undefined : starts[starts.length - calls];
  return oldest === undefined ? 0 : oldest + windowSeconds;
}

function ready(lines: ReadonlyMap<string, Line>, jobs: readonly ForecastJob[], job: number): Line {
  const line = lines.get(jobs[job]?.vendor ?? '');
  if (!line) throw new Error(`The forecast lost job ${job}.`);
  line.ready.push(job);
  return line;
}

function followersOf(jobs: readonly ForecastJob[]): Map<number, number[]> {
  const followers = new Map<number, number[]>();
  for (const [index, { after }] of jobs.entries()) {
    if (after === undefined) continue;
    if (after < 0 || after >= index) throw new Error(`Job ${index} cannot wait for job ${after}.`);
    followers.set(after, [...(followers.get(after) ?? []), index]);
  }
  return followers;
}

/** Keeps the events so that the earliest is the last, and of one time the one that was noted first. */
function at(events: Event[], event: Event): void {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.time ?? 0) > event.time) low = middle + 1;
    else high = middle;
  }
  events.splice(low, 0, event);
}

function bitesOf(lines: readonly Line[]): ForecastBite[] {
  return lines
    .flatMap(({ vendor, waited }) =>
      (['atOnce', 'perMinute'] as const).map((limit) => ({ vendor, limit, seconds: waited[limit] })),
    )
    .filter(({ seconds }) => seconds > 0)
    .sort((a, b) => b.seconds - a.seconds);
}
