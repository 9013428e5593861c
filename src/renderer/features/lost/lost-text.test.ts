import { describe, expect, it } from 'vitest';
import type { LostJob, Orphan } from '../../../shared/lost.ts';
import { answerText, lostSum, momentText, verdictTexts } from './lost-text.ts';

const now = new Date(2026, 10, 20, 10, 40).getTime();
const sentAt = new Date(2026, 10, 20, 10, 32, 7).toISOString();
const askedAt = new Date(2026, 10, 20, 10, 34, 0).toISOString();
const orphan = { name: 'p1' } as Orphan;
const lost = (asked: LostJob['asked']) => ({ sentAt, asked, ceilingMicros: 240_000 }) as LostJob;

describe('a moment', () => {
  it('is a time of day to the second, with the day where it is another', () => {
    expect(momentText(sentAt, now)).toBe('10:32:07');
    expect(momentText(new Date(2026, 10, 18, 23, 5, 9).toISOString(), now)).toBe('Wed 18 Nov, 23:05:09');
  });
});

describe('what the vendor said', () => {
  it('is nothing before it was asked, and no verdict where it did not answer', () => {
    expect(answerText(lost(null), 'Replicate', now)).toBeNull();
    const problem = { code: 'network', message: 'Away.', action: 'Wait.', details: {} } as const;
    expect(answerText(lost({ at: askedAt, orphans: [], problem }), 'Replicate', now)).toBe(
      'Asked at 10:34:00, without an answer.',
    );
  });

  it('names the time of the question and since when it looked', () => {
    expect(answerText(lost({ at: askedAt, orphans: [], problem: null }), 'Replicate', now)).toBe(
      'Asked at 10:34:00. Replicate lists nothing since 10:32:07 that could be it.',
    );
    expect(answerText(lost({ at: askedAt, orphans: [orphan, orphan], problem: null }), 'Replicate', now)).toBe(
      'Asked at 10:34:00. Replicate lists 2 since 10:32:07 that nobody holds.',
    );
  });
});

describe('the money of what is lost', () => {
  it('is summed', () => {
    expect(lostSum([lost(null)])).toBe('1 call, perhaps $0.24');
    expect(lostSum([lost(null), lost(null)])).toBe('2 calls, perhaps $0.48');
  });

  it('is freed or settled, to the cent', () => {
    const texts = verdictTexts(lost(null), 'Runway');
    expect(texts['never-arrived']).toContain('Frees $0.24');
    expect(texts.billed).toContain('Settles it at $0.24');
  });
});
