import { join } from 'node:path';
import type { FfmpegTools } from '../src/main/ffmpeg/tools.ts';
import { canvases } from '../src/shared/film.ts';
import { makeBenchFilm } from './assembly-film.ts';
import type { BenchMedia } from './assembly-media.ts';
import { meltLeavesOut, runMelt } from './assembly-melt.ts';
import type { Taken } from './assembly-meter.ts';
import type { FullRow, Verdict } from './assembly-rows.ts';
import { type EngineRun, openCut, runEngine, runExpert } from './assembly-sides.ts';
import { median } from './figures.ts';

/** What all measurements share. */
export type Bench = {
  readonly dir: string;
  readonly media: BenchMedia;
  readonly tools: FfmpegTools;
  /** How often the sides take turns. */
  readonly pairs: number;
  /** The melt to measure beside; null for none. */
  readonly melt: string | null;
};

type Pair = { readonly engine: EngineRun; readonly expert: Taken; readonly melt: Taken | null };

/** Engine and expert in turn over the same film; which of them begins changes from pair to pair. */
export async function measureFull(row: FullRow, bench: Bench): Promise<Verdict[]> {
  const { dir, media, tools } = bench;
  const film = await makeBenchFilm(dir, { scenes: row.scenes, canvas: canvases['16:9'], kind: 'full' }, media, tools);
  const open = await openCut(film);
  const encoding = { shortSide: row.shortSide, speed: row.speed, quality: 20 };
  const asExpert = { open, music: media.music, encoding, workDir: dir, tools };
  const sides = {
    engine: () => runEngine({ film, output: join(dir, 'engine.mp4'), encoding, cold: true }),
    expert: () => runExpert({ ...asExpert, output: join(dir, 'expert.mp4') }),
  };
  const pairs: Pair[] = [];
  for (let turn = 0; turn < bench.pairs; turn += 1) {
    const first = turn % 2 === 0 ? await sides.engine() : null;
    const expert = await sides.expert();
    const engine = first ?? (await sides.engine());
    const melt = bench.melt === null ? null : await runMelt(bench.melt, { ...asExpert, output: join(dir, 'melt.mp4') });
    pairs.push({ engine, expert, melt });
    console.error(`  ${row.id} ${turn + 1}/${bench.pairs}: ${seconds(engine.wall)} against ${seconds(expert.wall)}`);
  }
  const flat =
    row.goal.memory === null ? [await measureGrowth(row, bench, median(pairs.map(({ engine }) => engine.peak)))] : [];
  return [...verdictsOf(row, pairs, open.cut.frames), ...flat];
}

const mostGrowth = 1.1;

/** The engine's memory with a long film against twelve scenes of it. */
async function measureGrowth(row: FullRow, { dir, media, tools, pairs }: Bench, peak: number): Promise<Verdict> {
  const film = await makeBenchFilm(dir, { scenes: 12, canvas: canvases['16:9'], kind: 'full' }, media, tools);
  const encoding = { shortSide: row.shortSide, speed: row.speed, quality: 20 };
  const peaks: number[] = [];
  for (let turn = 0; turn < pairs; turn += 1)
    peaks.push((await runEngine({ film, output: join(dir, 'short.mp4'), encoding, cold: true })).peak);
  const growth = peak / median(peaks);
  const figure = `${growth.toFixed(3)} x, aim ${mostGrowth} (${mebibytes(peak)} against ${mebibytes(median(peaks))})`;
  return { what: '  peak memory, to that of 12 scenes', figure, passed: growth <= mostGrowth };
}

const seconds = (value: number): string => `${value.toFixed(2)} s`;
const mebibytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(0)} MiB`;
const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;

function verdictsOf(row: FullRow, pairs: readonly Pair[], frames: number): Verdict[] {
  const of = (value: (pair: Pair) => number): number => median(pairs.map(value));
  const name = `${row.id}: ${row.scenes} scenes, ${row.shortSide} lines, ${row.speed}`;
  const wall = of(({ engine, expert }) => engine.wall / expert.wall);
  const open = of(({ engine, expert }) => engine.says.seconds / expert.wall);
  const memory = of(({ engine, expert }) => engine.peak / expert.peak);
  const children = of(({ engine, expert }) => engine.peakOfChildren / expert.peak);
  const overhead = of(({ engine }) => engine.says.own / engine.says.ffmpeg);
  const idle = of(({ engine }) => 1 - engine.cpu / (2 * engine.wall));
  const wrong = pairs.flatMap(({ engine }) => (engine.says.frames === frames ? [] : [engine.says.frames]));
  const checks = new Set(pairs.flatMap(({ engine }) => engine.says.checks));
  const memoryGoal = row.goal.memory;
  return [
    {
      what: `${name}: wall time, to the expert's`,
      figure: `${wall.toFixed(3)} x, aim ${row.goal.wall} (${open.toFixed(3)} x in a studio that is open; ${seconds(of(({ engine }) => engine.wall))} against ${seconds(of(({ expert }) => expert.wall))})`,
      passed: wall <= row.goal.wall,
    },
    {
      what: "  peak memory, to the expert's",
      figure: `${memory.toFixed(3)} x${memoryGoal === null ? '' : `, aim ${memoryGoal}`} (${children.toFixed(3)} x without our own process; ${mebibytes(of(({ engine }) => engine.peak))} against ${mebibytes(of(({ expert }) => expert.peak))})`,
      passed: memoryGoal === null ? null : memory <= memoryGoal,
    },
    {
      what: "  processor, to the expert's",
      figure: `${of(({ engine, expert }) => engine.cpu / expert.cpu).toFixed(3)} x (${seconds(of(({ engine }) => engine.cpu))} against ${seconds(of(({ expert }) => expert.cpu))}; two cores idle ${percent(idle)} of our time)`,
      passed: null,
    },
    {
      what: '  our own process, to the FFmpeg processes',
      figure: `${percent(overhead)} of their processor time, aim 3 %`,
      passed: overhead <= 0.03,
    },
    {
      what: '  frames',
      figure: wrong.length === 0 ? `${frames}, as planned` : `${wrong} instead of ${frames}`,
      passed: wrong.length === 0,
    },
    ...(checks.size === 0
      ? []
      : [{ what: '  the export itself remarks', figure: [...checks].join('; '), passed: null }]),
    ...meltVerdicts(pairs),
  ];
}

function meltVerdicts(pairs: readonly Pair[]): Verdict[] {
  const melts = pairs.flatMap(({ engine, melt }) => (melt ? [{ engine, melt }] : []));
  if (melts.length === 0) return [];
  const wall = median(melts.map(({ engine, melt }) => engine.wall / melt.wall));
  const memory = median(melts.map(({ engine, melt }) => engine.peak / melt.peak));
  const figure = `${wall.toFixed(3)} x its wall time, ${memory.toFixed(3)} x its memory (it does less: ${meltLeavesOut})`;
  return [{ what: '  to melt', figure, passed: null }];
}
