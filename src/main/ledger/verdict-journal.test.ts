import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { type VerdictQuery, verdictSchema } from '../../shared/verdict.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { contestant, everyVerdict, verdictRow } from './testing/verdict-rows.ts';

const { file, ledger } = ledgerForEachTest();

/** A clock that is a second on at every look. */
function ticking() {
  let seconds = 0;
  return () => new Date(Date.UTC(2026, 10, 20, 12, 0, seconds++));
}

test('a verdict is on disk when the call returns, whole, and the newest comes first', () => {
  const { verdicts } = ledger(ticking());
  const comparisonId = newId('comparison');
  const [still, imported] = [contestant({ seconds: null }), contestant({ generator: null, vendor: null, micros: 0 })];
  const first = verdicts.add(verdictRow({ contestants: [still, imported], best: [], comparisonId }));
  const second = verdicts.add(verdictRow({ mode: 'duel' }));
  expect(first).toMatchObject({ contestants: [still, imported], best: [], comparisonId, blind: true });
  const read = ledger().verdicts.list(everyVerdict);
  expect(read).toEqual([second, first]);
  expect(read.map((verdict) => verdictSchema.parse(verdict))).toEqual(read);
});

test('the take circled now takes the place of the one circled before, in its own scene only', () => {
  const { verdicts } = ledger(ticking());
  const circle = verdictRow({ mode: 'circle', blind: false });
  const other = verdicts.add({ ...circle, sceneId: newId('scene') });
  const pick = verdicts.add({ ...circle, mode: 'pick' });
  verdicts.add(circle);
  const best = circle.contestants.slice(1).map(({ takeId }) => takeId);
  const newer = verdicts.add({ ...circle, best });
  expect(verdicts.list(everyVerdict)).toEqual([newer, pick, other]);
  const { filmId, sceneId } = circle;
  expect(verdicts.forget({ circleOf: { filmId, sceneId } })).toEqual([newer]);
  expect(verdicts.list(everyVerdict)).toEqual([pick, other]);
});

test('is asked for by kind, by a generator among the contestants, and by comparison', () => {
  const { verdicts } = ledger(ticking());
  const comparisonId = newId('comparison');
  const cta = verdicts.add(verdictRow({ kind: 'cta' }));
  const veo = verdicts.add(verdictRow({ contestants: [contestant({ generator: 'veo' }), contestant()], comparisonId }));
  // Only a part of a name, or a name in another place, is no match.
  verdicts.add(verdictRow({ filmTitle: 'veo', contestants: [contestant({ generator: 'veo-2' }), contestant()] }));
  const ids = (query: Partial<VerdictQuery>) => verdicts.list({ ...everyVerdict, ...query }).map(({ id }) => id);
  expect(verdicts.list({ ...everyVerdict, kind: 'cta' })).toEqual([cta]);
  expect(verdicts.list({ ...everyVerdict, generator: 'veo' })).toEqual([veo]);
  expect(verdicts.list({ ...everyVerdict, comparisonId, kind: 'testimonial' })).toEqual([veo]);
  expect(ids({ generator: 'kling' })).toHaveLength(3);
  expect(verdicts.list({ ...everyVerdict, comparisonId, kind: 'cta' })).toEqual([]);
});

test('a changed verdict keeps its place, and the best must have stood for choice', () => {
  const { verdicts } = ledger(ticking());
  const made = verdicts.add(verdictRow());
  const later = verdicts.add(verdictRow());
  const [one = '', two = ''] = made.contestants.map(({ takeId }) => takeId);
  expect(verdicts.change(made.id, [two, one])).toEqual({ ...made, best: [two, one] });
  expect(verdicts.change(made.id, [])).toEqual({ ...made, best: [] });
  const invalid = expect.objectContaining({ code: 'invalid-input' });
  expect(() => verdicts.change(made.id, [newId('take')])).toThrow(invalid);
  expect(() => verdicts.change(made.id, [one, one])).toThrow(invalid);
  expect(() => verdicts.add({ ...made, best: [newId('take')] })).toThrow(invalid);
  expect(() => verdicts.change(newId('verdict'), [])).toThrow(expect.objectContaining({ code: 'not-found' }));
  expect(ledger().verdicts.list(everyVerdict)).toEqual([later, { ...made, best: [] }]);
});

test('what was forgotten comes back as it was, once', () => {
  const book = ledger(() => new Date('2026-11-20T12:00:00Z'));
  const { verdicts } = book;
  const made = Array.from({ length: 3 }, () => verdicts.add(verdictRow())).reverse();
  const [newest = '', middle = '', oldest = ''] = made.map(({ id }) => id);
  expect(verdicts.forget({ ids: [oldest, newId('verdict'), newest] }).map(({ id }) => id)).toEqual([newest, oldest]);
  expect(verdicts.list(everyVerdict).map(({ id }) => id)).toEqual([middle]);
  const rest = verdicts.forget({ query: { ...everyVerdict, kind: 'testimonial' } });
  expect(verdicts.list(everyVerdict)).toEqual([]);
  verdicts.restore(made);
  verdicts.restore(rest);
  expect(ledger().verdicts.list(everyVerdict)).toEqual(made);
});

test('a scene that circled again keeps its newer verdict when the forgotten one is put back', () => {
  const { verdicts } = ledger(ticking());
  const circle = verdictRow({ mode: 'circle', blind: false });
  verdicts.add(circle);
  const forgotten = verdicts.forget({ circleOf: circle });
  const newer = verdicts.add(circle);
  const other = verdicts.add(verdictRow());
  const lost = verdicts.forget({ ids: [other.id] });
  verdicts.restore([...lost, ...forgotten]);
  expect(verdicts.list(everyVerdict)).toEqual([other, newer]);
});

test('a verdict that makes no sense is put back no more than it is added, and nothing with it', () => {
  const { verdicts } = ledger();
  const sound = { ...verdictRow(), id: newId('verdict'), createdAt: '2026-11-20T12:00:00.000Z' };
  const odd = { ...sound, id: newId('verdict'), best: [newId('take')] };
  expect(() => verdicts.restore([sound, odd])).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  expect(verdicts.list(everyVerdict)).toEqual([]);
});

test('a write that fails halfway leaves everything as it was', () => {
  const { verdicts } = ledger();
  const circle = verdictRow({ mode: 'circle', blind: false });
  const before = verdicts.add(circle);
  const [gone, fails] = [verdicts.add(verdictRow()), verdicts.add(verdictRow({ sceneTitle: 'Fails' }))];
  verdicts.forget({ ids: [gone.id, fails.id] });
  const raw = new BetterSqlite3(file());
  raw.exec(`CREATE TRIGGER halfway BEFORE INSERT ON verdicts WHEN new.scene_title = 'Fails'
    BEGIN SELECT RAISE(ABORT, 'power cut'); END`);
  raw.close();
  expect(() => verdicts.add({ ...circle, sceneTitle: 'Fails' })).toThrow('power cut');
  expect(() => verdicts.restore([fails, gone])).toThrow('power cut');
  expect(verdicts.list(everyVerdict)).toEqual([before]);
});

test('tells of every change, and of none where nothing changed', () => {
  const { verdicts } = ledger();
  let told = 0;
  const stop = verdicts.onChange(() => told++);
  const made = verdicts.add(verdictRow());
  verdicts.change(made.id, []);
  verdicts.forget({ ids: [newId('verdict')] });
  expect(told).toBe(2);
  verdicts.restore(verdicts.forget({ ids: [made.id] }));
  expect(told).toBe(4);
  stop();
  verdicts.add(verdictRow());
  expect(told).toBe(4);
});
