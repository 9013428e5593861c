import { beforeEach, describe, expect, it } from 'vitest';
import { createTransport, type Transport } from './transport.ts';

let transport: Transport;
beforeEach(() => {
  transport = createTransport();
  transport.setLimits({ frames: 100, framesPerSecond: 25 });
});
const frame = () => transport.getState().frame;

describe('transport', () => {
  it('moves by real time while it plays', () => {
    transport.tick(1);
    expect(frame()).toBe(0);
    transport.toggle();
    transport.tick(1);
    expect(frame()).toBe(25);
  });

  it('reaches its end in ticks that are shorter than a frame', () => {
    transport.seek(98);
    transport.toggle();
    for (let display = 0; display < 6; display += 1) transport.tick(1 / 60);
    expect(transport.getState()).toMatchObject({ playing: false, frame: 99 });
  });

  it('stands while media is loading', () => {
    transport.toggle();
    transport.setWaiting(true);
    transport.tick(1);
    expect(frame()).toBe(0);
    transport.setWaiting(false);
    transport.tick(1);
    expect(frame()).toBe(25);
  });

  it('stops on the last frame and starts over from there', () => {
    transport.toggle();
    transport.tick(10);
    expect(transport.getState()).toMatchObject({ frame: 99, playing: false });
    transport.toggle();
    expect(transport.getState()).toMatchObject({ frame: 0, playing: true });
  });

  it('goes faster with every L, and turns with J', () => {
    const speed = () => transport.getState().speed;
    transport.seek(50);
    transport.shuttle(1);
    expect(speed()).toBe(1);
    transport.shuttle(1);
    expect(speed()).toBe(2);
    transport.shuttle(1);
    transport.shuttle(1);
    expect(speed()).toBe(4);
    transport.shuttle(-1);
    expect(speed()).toBe(-1);
    transport.tick(1);
    expect(frame()).toBe(25);
  });

  it('steps by whole frames and stays inside the film', () => {
    transport.toggle();
    transport.tick(0.1);
    transport.step(1);
    expect(transport.getState()).toMatchObject({ frame: 3, playing: false });
    transport.step(-10);
    expect(frame()).toBe(0);
    transport.seek(1000);
    expect(frame()).toBe(99);
    transport.setLimits({ frames: 10, framesPerSecond: 25 });
    expect(frame()).toBe(9);
  });
});

describe('a transport that loops', () => {
  beforeEach(() => {
    transport = createTransport({ loops: true });
    transport.setLimits({ frames: 100, framesPerSecond: 25 });
  });

  it('goes on from the other end', () => {
    transport.seek(98);
    transport.toggle();
    transport.tick(0.2);
    expect(transport.getState()).toMatchObject({ playing: true, frame: 0 });
    transport.shuttle(-1);
    transport.tick(0.2);
    expect(transport.getState()).toMatchObject({ playing: true, frame: 99 });
  });

  it('keeps the speed that was set over pauses, but not the one of a shuttle', () => {
    transport.setSpeed(0.5);
    transport.toggle();
    transport.tick(1);
    expect(transport.getState()).toMatchObject({ speed: 0.5, frame: 12.5 });
    transport.shuttle(1);
    transport.pause();
    expect(transport.getState()).toMatchObject({ playing: false, speed: 0.5 });
  });
});
