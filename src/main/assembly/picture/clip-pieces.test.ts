import { expect, test } from 'vitest';
import type { ClipPlay } from '../../../shared/reach.ts';
import { planPieces } from './clip-pieces.ts';

const play = (init: Partial<ClipPlay>): ClipPlay => ({
  ...{ from: 0, length: 2, speed: 1, filling: { kind: 'once' } },
  ...init,
});
const nothing = { backwards: 20, again: 0 };
const loop = { kind: 'loop' } as const;

test('rounds that do not last whole frames begin where the clock says', () => {
  const { pieces, round } = planPieces(play({ length: 1.01, filling: loop }), { from: 0, to: 100 }, '30', nothing);
  expect(pieces.map(({ frames }) => frames)).toEqual([31, 30, 30, 9]);
  expect(pieces[1]?.start).toBeCloseTo(31 / 30 - 1.01);
  expect(round).toBeNull();
});

test('short rounds stay in memory, unless picture and sound would part', () => {
  const kept = { backwards: 20, again: 40 };
  const wanted = { from: 35, to: 95 };
  expect(planPieces(play({ length: 1, filling: loop }), wanted, '30', kept)).toMatchObject({
    round: { frames: 30, skip: 5 },
    pieces: [{ start: 0, frames: 30 }],
  });
  expect(planPieces(play({ length: 1.015, filling: loop }), { from: 0, to: 300 }, '30', kept).round).toBeNull();
});

test('many rounds stay in memory whatever they cost', () => {
  const { pieces, round } = planPieces(play({ length: 1, filling: loop }), { from: 0, to: 18_000 }, '30', nothing);
  expect([pieces.length, round?.frames]).toEqual([1, 30]);
});

test('what is played backwards is cut into parts that fit into memory, the last part first', () => {
  const pingPong = play({ filling: { kind: 'ping-pong', turn: 59 / 30 } });
  const { pieces } = planPieces(pingPong, { from: 0, to: 130 }, '30', nothing);
  expect(pieces.map(({ frames, backwards }) => (backwards ? -frames : frames))).toEqual([60, -20, -20, -18, 12]);
  expect(pieces[1]?.start).toBeCloseTo(39 / 30);
  expect(pieces[3]?.start).toBeCloseTo(1 / 30);
});
