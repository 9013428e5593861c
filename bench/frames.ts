import type { CDPSession, Page } from '@playwright/test';
import { quantile } from './figures.ts';

/** Times between frames that the page could draw, ms. */
export type Frames = { readonly p50: number; readonly p95: number; readonly p99: number; readonly longest: number };

/** Counts the page's frames while `work` goes on. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<Frames> {
  const counting = await page.evaluateHandle(() => {
    const gaps: number[] = [];
    const state = { gaps, over: false };
    let last = performance.now();
    const look = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (!state.over) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return state;
  });
  await work();
  const gaps = await counting.evaluate((state) => {
    state.over = true;
    return state.gaps;
  });
  return {
    p50: quantile(gaps, 0.5),
    p95: quantile(gaps, 0.95),
    p99: quantile(gaps, 0.99),
    longest: Math.max(...gaps),
  };
}

/** What the page's scripts hold when nothing is left to be collected, bytes. */
export async function pageHeap(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}

/** The functions in which the page spends its time while `work` goes on: name and share of all, the longest first. */
export async function hotSpots(devtools: CDPSession, work: () => Promise<void>): Promise<[string, number][]> {
  await devtools.send('Profiler.enable');
  await devtools.send('Profiler.start');
  await work();
  const { profile } = await devtools.send('Profiler.stop');
  const names = new Map(
    profile.nodes.map(({ id, callFrame }) => [id, `${callFrame.functionName}:${callFrame.lineNumber}`]),
  );
  const spent = new Map<string, number>();
  const deltas = profile.timeDeltas ?? [];
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const name = names.get(id) ?? '';
    spent.set(name, (spent.get(name) ?? 0) + (deltas[index] ?? 0));
  }
  const all = [...spent.values()].reduce((sum, each) => sum + each, 0);
  return [...spent].sort(([, a], [, b]) => b - a).map(([name, time]) => [name, time / all]);
}
