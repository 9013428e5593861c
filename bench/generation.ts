import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FfmpegTools } from '../src/main/ffmpeg/tools.ts';
import { findTools } from '../src/main/ffmpeg/tools.ts';
import { type BenchEngine, lanes, openBenchEngine } from './bench-engine.ts';
import { kilobytes, median, megabytes, memoryNow, ms, quantile, ratio, report } from './figures.ts';
import { type InstantVendor, startInstantVendor } from './instant-vendor.ts';
import { type ReplayedTools, recordTools } from './replayed-tools.ts';
import { openStraightLoop } from './straight-loop.ts';
import { makeLongFilm } from './thousand-scenes.ts';

/** Jobs of the engine and of the straight loop take turns in rounds of so many. */
const perRound = 50;
const warmUp = 16;
const judgeTurns = 7;

/** What the engine adds to each of `jobs` jobs that wait at an instant vendor, and what it holds in the end. */
export async function benchGeneration(jobs: number): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'circle-take-bench-'));
  const vendor = await startInstantVendor(dir);
  try {
    const real = await findTools({ env: process.env });
    const replayed = await recordTools(real, vendor.clip, join(dir, 'tools'));
    await measure({ dir: join(dir, 'replayed'), vendor, replayed, tools: replayed.tools, jobs });
    // FFmpeg costs every program the same: a fifth of the jobs shows how much of a job it is.
    await measure({
      dir: join(dir, 'real'),
      vendor,
      replayed,
      tools: real,
      jobs: Math.max(2, Math.ceil(jobs / 5 / perRound)) * perRound,
    });
  } finally {
    await vendor.end();
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

type Setup = {
  readonly dir: string;
  readonly vendor: InstantVendor;
  readonly replayed: ReplayedTools;
  readonly tools: FfmpegTools;
  readonly jobs: number;
};

async function measure({ dir, vendor, replayed, tools, jobs }: Setup): Promise<void> {
  const filmDir = await makeLongFilm(dir, jobs);
  const vendorUrl = vendor.baseUrl;
  const engine = await openBenchEngine({ dir, filmDir, vendorUrl, tools });
  const warm = await warmEngine(engine);
  const loop = await openStraightLoop({ dir, vendorUrl, tools, commands: replayed.commands, lanes, ...warm });
  try {
    await loop.run(warmUp);
    const name = tools === replayed.tools ? 'FFmpeg replayed' : 'with the real FFmpeg';
    report(`${jobs} jobs planned`, await plan(engine));
    report(`${jobs} jobs at an instant vendor, ${name}`, await rounds(engine, loop, vendor, jobs));
  } finally {
    loop.close();
    await engine.close();
  }
  // Closed, the ledger is one file.
  report('Left behind', [['ledger', `${kilobytes((await engine.ledgerBytes()) / (jobs + warmUp))} per job`]]);
}

const wishesOf = (engine: BenchEngine, count: number) =>
  engine.session
    .current()
    .film.scenes.slice(0, count)
    .map(({ id }) => ({ sceneId: id, role: 'picture' as const }));

/** A few jobs, to be warm, and to see what a job writes and sends. */
async function warmEngine(engine: BenchEngine) {
  await engine.generation.generate(engine.session.filmId, wishesOf(engine, warmUp));
  await engine.run(warmUp);
  const { submit } = engine.counted;
  if (!submit || engine.told.failed > 0) throw new Error('The jobs to warm up with failed.');
  return { submit, writes: Math.round(engine.counted.writes / warmUp) };
}

/** Judges and writes all jobs; they then wait at the gate. */
async function plan(engine: BenchEngine): Promise<(readonly [string, string])[]> {
  const { generation, session } = engine;
  const all = wishesOf(engine, Number.POSITIVE_INFINITY);
  const tenth = all.slice(0, all.length / 10);
  const [few, many]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < judgeTurns; turn++) {
    few.push(await timed(() => generation.judge(session.filmId, tenth)));
    many.push(await timed(() => generation.judge(session.filmId, all)));
  }
  const judged = median(many);
  const written = await timed(() => generation.generate(session.filmId, all));
  const listed = await timed(async () => generation.list(session.filmId));
  return [
    ['judge', `${ms(judged)}, ${ratio(judged, median(few) * 10)} of ten times a tenth`],
    ['generate', `${ms(written)}, ${ratio(written, judged)} of judge`],
    ['list', `${ms(listed)}, ${ratio(listed, judged)} of judge`],
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

type Round = { readonly wall: number; readonly cpu: number };

async function round(work: () => Promise<void>): Promise<Round> {
  const before = process.cpuUsage();
  const wall = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { wall: wall / perRound, cpu: (user + system) / 1000 / perRound };
}

type Runs = { run(jobs: number): Promise<void> };

/** The engine and the straight loop in turn, so that a busy machine is as busy for both. */
async function rounds(engine: BenchEngine, loop: Runs, vendor: InstantVendor, jobs: number) {
  const before = await vendor.calls();
  const { events } = engine.told;
  const delays: Delay[] = [];
  const [engines, loops]: [Round[], Round[]] = [[], []];
  const memory = new Map([[0, memoryNow()]]);
  for (let done = perRound; done <= jobs; done += perRound) {
    const watched = await watchLoop(() => round(() => engine.run(perRound)));
    engines.push(watched.result);
    delays.push(watched.delay);
    loops.push(await round(() => loop.run(perRound)));
    if ([100, 500, jobs].includes(done)) memory.set(done, memoryNow());
  }
  const calls = await vendor.calls();
  if (engine.told.failed > 0 || calls.submits - before.submits !== calls.downloads - before.downloads)
    throw new Error(`Some jobs failed: ${JSON.stringify(calls)}`);
  const ratios = (of: keyof Round) => engines.map((each, index) => each[of] / (loops[index]?.[of] ?? each[of]));
  const spread = (of: keyof Round) => {
    const all = ratios(of);
    return `${median(all).toFixed(2)} x (${quantile(all, 0.1).toFixed(2)} to ${quantile(all, 0.9).toFixed(2)})`;
  };
  const per = (of: keyof Round) =>
    `${spread(of)}: ${ms(median(engines.map((each) => each[of])))} against ${ms(median(loops.map((each) => each[of])))}`;
  const half = Math.floor(engines.length / 2);
  const drift = median(ratios('cpu').slice(half)) / median(ratios('cpu').slice(0, half));
  return [
    ['time per job, engine to straight loop', per('wall')],
    ['processor per job, engine to straight loop', per('cpu')],
    ['second half of the jobs to the first', `${drift.toFixed(2)} x`],
    ...memoryRows(memory, jobs),
    ['events', `${((engine.told.events - events) / jobs).toFixed(1)} per job`],
    [
      'event loop held up',
      `${ms(Math.max(...delays.map(({ most }) => most)))} at most, p99 ${ms(median(delays.map(({ p99 }) => p99)))}`,
    ],
  ] as const;
}

type Delay = { readonly most: number; readonly p99: number };

/** How long nothing else got its turn while `work` ran. */
async function watchLoop<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly delay: Delay }> {
  const resolution = 5;
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  const result = await work();
  histogram.disable();
  const held = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution);
  return { result, delay: { most: held(histogram.max), p99: held(histogram.percentile(99)) } };
}

type Memory = ReturnType<typeof memoryNow>;

function memoryRows(memory: ReadonlyMap<number, Memory>, jobs: number): [string, string][] {
  const [first, last] = [memory.get(100), memory.get(jobs)];
  const rows = [...memory].map(([done, { heap, resident }]): [string, string] => [
    `memory after ${done} jobs`,
    `${megabytes(heap)} heap, ${megabytes(resident)} resident`,
  ]);
  if (!first || !last || jobs <= 100) return rows;
  return [...rows, ['heap growth', `${kilobytes((last.heap - first.heap) / (jobs - 100))} per job`]];
}
