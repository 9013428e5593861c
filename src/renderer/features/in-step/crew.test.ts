import { beforeEach, expect, test } from 'vitest';
import { randomFrom } from '../../../shared/random.ts';
import { createTransport, type Transport } from '../player/transport.ts';
import { type Crew, createCrew, type MemberState } from './crew.ts';
import { type SimulatedPlayer, simulatePlayer } from './simulated-player.ts';

const framesPerSecond = 30;
const frame = 1 / framesPerSecond;
const length = 6;

let transport: Transport;
let crew: Crew;
beforeEach(() => {
  transport = createTransport({ loops: true });
  transport.setLimits({ frames: length * framesPerSecond, framesPerSecond });
  crew = createCrew(transport);
});
const clock = () => transport.getState().frame / framesPerSecond;

type Watched = { readonly player: SimulatedPlayer; state: MemberState };

function add(player: SimulatedPlayer, awaited = true): Watched {
  const watched: Watched = { player, state: 'joining' };
  crew.join(player, {
    awaited,
    onState: (state) => {
      watched.state = state;
    },
  });
  return watched;
}

type Seen = { errors: number[]; waits: number; loops: number; moved: number };

/** Lets real time go by in display frames of uneven length. */
function pass(crewmates: readonly Watched[], seconds: number, display: () => number = () => 1 / 60): Seen {
  const seen: Seen = { errors: [], waits: 0, loops: 0, moved: 0 };
  for (let gone = 0; gone < seconds; ) {
    const step = display();
    gone += step;
    for (const { player } of crewmates) player.pass(step);
    const before = clock();
    crew.step(step);
    seen.loops += clock() < before - 1 ? 1 : 0;
    seen.moved += Math.max(0, clock() - before);
    if (transport.getState().waiting) seen.waits += 1;
    else {
      const playing = crewmates.filter(({ state }) => state === 'playing');
      seen.errors.push(...playing.map(({ player }) => clock() - player.currentTime));
    }
  }
  return seen;
}

const worst = ({ errors }: Seen): number => Math.max(...errors.map(Math.abs));

function mixed(): Watched[] {
  const random = randomFrom(7);
  return Array.from({ length: 8 }, (_, index) =>
    add(
      simulatePlayer({
        duration: 4 + random() * 2,
        seekTakes: 0.05 + random() * 0.25,
        rateTakes: 0.01 + random() * 0.04,
        grain: index % 2 === 0 ? 0.02 : 0,
      }),
    ),
  );
}

const uneven = (seed: number) => {
  const random = randomFrom(seed);
  return () => 0.008 + random() ** 3 * 0.08;
};

test('players of different length and haste stay within a frame of the clock, over loops', () => {
  const all = mixed();
  transport.toggle();
  const seen = pass(all, 20, uneven(1));
  expect(worst(seen)).toBeLessThan(frame);
  expect(seen.loops).toBeGreaterThanOrEqual(2);
  // Nobody jumps in between.
  for (const { player } of all) expect(player.seeks()).toBe(seen.loops);
});

test.each([0.25, 0.5, 2])('they do so at a speed of %s', (speed) => {
  const all = mixed();
  transport.setSpeed(speed);
  transport.toggle();
  const seen = pass(all, 6, uneven(2));
  expect(worst(seen)).toBeLessThan(frame * Math.max(1, speed));
  expect(seen.moved).toBeGreaterThan(4.5 * speed);
});

test('rates come to rest: nothing swings', () => {
  const [one] = [add(simulatePlayer({ rateTakes: 0.09 })), add(simulatePlayer({ rateTakes: 0.02 }))];
  transport.toggle();
  pass([one], 0.4);
  const all = [one];
  pass(all, 2);
  const rates = Array.from({ length: 60 }, () => {
    pass(all, 1 / 60);
    return one.player.playbackRate;
  });
  expect(Math.max(...rates) - Math.min(...rates)).toBeLessThan(0.05);
});

test('a machine that cannot keep up slows the clock, and says so', () => {
  const all = [add(simulatePlayer()), add(simulatePlayer({ fastest: 0.6 }))];
  transport.toggle();
  const seen = pass(all, 8);
  expect(worst(seen)).toBeLessThan(frame);
  expect(seen.moved / 8).toBeGreaterThan(0.5);
  expect(seen.moved / 8).toBeLessThan(0.62);
  expect(crew.report().reached).toBeLessThan(0.7);
});

test('all wait for one that stands for a moment, and leave behind one that stands for good', () => {
  const all = [add(simulatePlayer()), add(simulatePlayer())];
  transport.toggle();
  pass(all, 1);
  all[1]?.player.stall(0.4);
  expect(worst(pass(all, 0.6))).toBeLessThan(2 * frame);
  expect(worst(pass(all, 0.6))).toBeLessThan(frame);
  all[1]?.player.stall(1000);
  pass(all, 4);
  expect(all.map(({ state }) => state)).toEqual(['playing', 'joining']);
  expect(pass(all, 1).moved).toBeGreaterThan(0.7);
});

test('one that comes later joins without stopping the others', () => {
  const first = add(simulatePlayer());
  transport.toggle();
  pass([first], 1);
  const late = add(simulatePlayer({ seekTakes: 0.7 }), false);
  const seen = pass([first, late], 3);
  expect(seen.waits).toBe(0);
  expect(seen.moved).toBeGreaterThan(2.9);
  expect(late.state).toBe('playing');
  expect(worst(seen)).toBeLessThan(frame);
});

test('a seek while playing is done with the clock standing', () => {
  const all = [add(simulatePlayer({ seekTakes: 0.3 })), add(simulatePlayer())];
  transport.toggle();
  pass(all, 1);
  transport.seek(120);
  const seen = pass(all, 0.2);
  expect(seen.waits).toBeGreaterThan(5);
  expect(clock()).toBe(4);
  const after = pass(all, 0.5);
  expect(worst(after)).toBeLessThan(frame);
  expect(clock()).toBeGreaterThan(4.2);
});

test('paused, all show the very moment of the clock, and a shorter one its last frame', () => {
  const all = [add(simulatePlayer()), add(simulatePlayer({ duration: 3 }))];
  transport.seek(105);
  pass(all, 0.5);
  expect(all.map(({ player }) => player.paused)).toEqual([true, true]);
  expect(all[0]?.player.currentTime).toBeCloseTo(3.5, 2);
  expect(all[1]?.player.currentTime).toBeCloseTo(3, 2);
  expect(all.map(({ state }) => state)).toEqual(['standing', 'standing']);
});

test('backwards the clock goes on only when all show where it is', () => {
  const all = [add(simulatePlayer({ seekTakes: 0.1 })), add(simulatePlayer({ seekTakes: 0.04 }))];
  transport.seek(150);
  pass(all, 0.5);
  transport.shuttle(-1);
  pass(all, 2);
  expect(clock()).toBeLessThan(3.5);
  expect(all.every(({ player }) => player.paused)).toBe(true);
  for (const { player } of all) expect(Math.abs(player.currentTime - clock())).toBeLessThan(0.3);
});

test('nobody waits for ever for one that does not load', () => {
  const first = add(simulatePlayer());
  const never = add({ ...simulatePlayer(), readyState: 0 } as SimulatedPlayer);
  transport.toggle();
  expect(pass([first], 4).moved).toBe(0);
  pass([first], 2);
  expect(pass([first], 1).moved).toBeGreaterThan(0.9);
  expect(never.state).toBe('joining');
});
