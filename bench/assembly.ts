import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTools } from '../src/main/ffmpeg/tools.ts';
import { measureChange } from './assembly-change.ts';
import { measureCopy } from './assembly-copy.ts';
import { type Bench, measureFull } from './assembly-full.ts';
import { benchMedia } from './assembly-media.ts';
import { findMelt } from './assembly-melt.ts';
import { measurePlan } from './assembly-plan.ts';
import { measureQuality } from './assembly-quality.ts';
import { changeRow, fullRows, printVerdicts, quickRow, type Verdict } from './assembly-rows.ts';

export type CutOptions = {
  /** Ids of rows; none is all usual ones. */
  readonly only: readonly string[];
  readonly pairs: number;
  /** Tiny, to see that the bench works. */
  readonly quick: boolean;
  /** Measures melt beside. */
  readonly peers: boolean;
};

/** Exports of the cut against the same work done by an expert's single FFmpeg command: see README.md. */
export async function benchCut(options: CutOptions): Promise<void> {
  const tools = await findTools({ env: process.env });
  const media = await benchMedia(tools);
  const melt = options.peers ? findMelt() : null;
  if (options.peers && !melt) console.log('melt is not installed (Debian: apt install melt), so it is not measured.');
  const verdicts: Verdict[] = [];
  for (const { id, run } of chosen(options)) {
    const dir = await mkdtemp(join(tmpdir(), 'circle-take-bench-'));
    try {
      console.error(id);
      const found = await run({ dir, media, tools, pairs: options.pairs, melt });
      printVerdicts(found);
      verdicts.push(...found);
    } finally {
      await rm(dir, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  const failed = verdicts.filter(({ passed }) => passed === false).length;
  console.log(`\n${failed === 0 ? 'All aims are met.' : `${failed} aims are not met.`}`);
}

type Part = { readonly id: string; readonly run: (bench: Bench) => Promise<Verdict[]> };

function chosen({ only, quick }: CutOptions): Part[] {
  const full = (quick ? [quickRow] : fullRows).map((row) => ({
    id: row.id,
    usual: quick || row.usual,
    run: (bench: Bench) => measureFull(row, bench),
  }));
  const quality = (quick ? [quickRow] : fullRows.slice(0, 3)).map((row) => ({
    id: `quality-${row.id}`,
    usual: true,
    run: (bench: Bench) => measureQuality(row, bench),
  }));
  const change = quick ? { ...quickRow, scenes: 6 } : changeRow;
  const others: Part[] = [
    { id: 'change', run: (bench) => measureChange(change, bench) },
    { id: 'copy', run: measureCopy },
    { id: 'plan', run: measurePlan },
  ];
  const all = [...full, ...quality, ...others.map((part) => ({ ...part, usual: true }))];
  const unknown = only.filter((id) => !all.some((part) => part.id === id));
  if (unknown.length > 0) throw new Error(`There is no ${unknown}, only ${all.map(({ id }) => id).join(', ')}.`);
  return all.filter(({ id, usual }) => (only.length > 0 ? only.includes(id) : usual));
}
