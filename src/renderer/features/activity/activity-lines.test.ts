import { describe, expect, it } from 'vitest';
import type { Job } from '../../../shared/job.ts';
import { activityLines, inTurn } from './activity-lines.ts';
import { jobIndexFrom } from './job-index.ts';

let made = 0;
const job = (fields: Partial<Job>): Job => {
  made += 1;
  const time = new Date(Date.UTC(2026, 10, 20, 10, 0, made)).toISOString();
  return {
    id: `jb_0000000${made}`,
    filmId: 'fi_00000001',
    sceneId: 'sc_00000001',
    role: 'picture',
    generator: 'replicate.luma',
    vendor: 'replicate',
    chain: [],
    trail: [],
    priority: 'medium',
    state: 'queued',
    inputs: { role: 'voice', text: 'A lamp.', voice: null, speed: 1 },
    progress: { fraction: null, secondsLeft: null, text: '' },
    error: null,
    charged: 'no',
    priceCeilingMicros: 240_000,
    keyLabel: null,
    takeId: null,
    comparisonId: null,
    warnings: [],
    createdAt: time,
    updatedAt: time,
    ...fields,
  };
};

const short = (jobs: readonly Job[]) =>
  activityLines(jobs).map((line) =>
    line.kind === 'group'
      ? `# ${line.group} ${line.count}`
      : line.kind === 'vendor'
        ? `${line.vendor} ${line.count}`
        : line.job.id,
  );

describe('the lines of the activity list', () => {
  it('puts what works first, then what waits at each vendor, what needs a look, and what is done', () => {
    const [runs, waits, failed, lost, done] = [
      job({ state: 'running' }),
      job({}),
      job({ state: 'failed' }),
      job({ state: 'unknown' }),
      job({ state: 'done' }),
    ];
    expect(short([done, lost, failed, waits, runs])).toEqual([
      ...['# working 1', runs.id],
      ...['# waiting 1', 'replicate 1', waits.id],
      ...['# trouble 2', lost.id, failed.id],
      ...['# done 1', done.id],
    ]);
  });

  it('says nothing of groups without jobs', () => {
    expect(activityLines([])).toEqual([]);
  });

  it('has the longest line of a vendor first', () => {
    const [a, b, c] = [job({ vendor: 'runway' }), job({ vendor: 'fal' }), job({ vendor: 'fal' })];
    expect(short([a, b, c])).toEqual(['# waiting 3', 'fal 2', b.id, c.id, 'runway 1', a.id]);
  });

  it('calls a cancelled job trouble only where it may cost something', () => {
    const [free, paid] = [job({ state: 'cancelled' }), job({ state: 'cancelled', charged: 'maybe' })];
    expect(short([free, paid])).toEqual(['# trouble 1', paid.id, '# done 1', free.id]);
  });

  it('keeps the newest thirty that are done', () => {
    const jobs = Array.from({ length: 40 }, () => job({ state: 'done' }));
    const shown = short(jobs);
    expect(shown).toHaveLength(31);
    expect(shown[1]).toBe(jobs.at(-1)?.id);
  });
});

describe('the order of a line', () => {
  it('is by priority, then by age, however the studio lists them', () => {
    const [low, first, second, high] = [job({ priority: 'low' }), job({}), job({}), job({ priority: 'high' })];
    expect(inTurn([second, low, high, first])).toEqual([high, first, second, low]);
  });

  it('keeps the order in which jobs of the same moment were written', () => {
    const createdAt = '2026-11-20T10:00:00.000Z';
    const jobs = Array.from({ length: 5 }, () => job({ createdAt }));
    expect(inTurn(jobs)).toEqual(jobs);
  });
});

describe('going from job to job', () => {
  const lines = activityLines([job({ state: 'running' }), job({ vendor: 'fal' })]);

  it('skips headings', () => {
    expect(jobIndexFrom(lines, 0, 1)).toBe(1);
    expect(jobIndexFrom(lines, 2, 1)).toBe(4);
    expect(jobIndexFrom(lines, 3, -1)).toBe(1);
  });

  it('ends at both ends', () => {
    expect(jobIndexFrom(lines, 5, 1)).toBe(-1);
    expect(jobIndexFrom(lines, 0, -1)).toBe(-1);
  });
});
