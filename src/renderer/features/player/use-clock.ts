import { useEffect, useRef, useState } from 'react';
import { clipPoints } from '../../../shared/clip-level.ts';
import type { Cut, CutScene } from '../../../shared/cut.ts';
import { gainAt, type MusicPoint, musicPoints } from '../../../shared/music-level.ts';
import { frameRateFraction } from '../../../shared/time.ts';
import { bringTo, type Following } from './following.ts';
import { linearGain } from './loudness.ts';
import { useTransport } from './player-context.tsx';

/** Loaded elements: `picture <sceneId>`, `voice <sceneId>` and `music`; or only `film`, which is all in one. */
export type Followers = Map<string, Following>;

type Score = { readonly cut: Cut; readonly music: readonly MusicPoint[] };
type Clock = { readonly frame: number; readonly playing: boolean; readonly speed: number };

/** Runs the clock while the stage is there, and brings every loaded element to its place on each display frame. */
export function useClock(cut: Cut): Followers {
  const transport = useTransport();
  const [followers] = useState<Followers>(() => new Map());
  const latest = useRef<Score>({ cut, music: [] });
  useEffect(() => {
    latest.current = { cut, music: musicPoints(cut) };
  }, [cut]);

  useEffect(() => {
    let before = performance.now();
    let request = 0;
    const onFrame = (now: number) => {
      // The first display frame may carry a time before the effect ran; a long gap means that the window slept.
      transport.tick(Math.min(0.25, Math.max(0, now - before) / 1000));
      before = now;
      transport.setWaiting(!bringAll(latest.current, followers, transport.getState()));
      request = requestAnimationFrame(onFrame);
    };
    request = requestAnimationFrame(onFrame);
    return () => {
      cancelAnimationFrame(request);
      transport.pause();
    };
  }, [transport, followers]);
  return followers;
}

/** False while something that should be seen or heard now is not loaded. */
function bringAll(score: Score, followers: Followers, clock: Clock): boolean {
  const { num, den } = frameRateFraction(score.cut.canvas.fps);
  const secondsSince = (frame: number) => ((clock.frame - frame) * den) / num;
  const film = followers.get('film');
  if (film) return bringTo(film, { ...clock, on: true, seconds: secondsSince(0), gain: 1 });
  let ready = bringMusic(score, followers, clock, secondsSince(0));
  score.cut.scenes.forEach((scene, index) => {
    const joinBefore = score.cut.scenes[index - 1]?.joinFrames ?? 0;
    ready = bringScene({ scene, joinBefore }, followers, clock, secondsSince) && ready;
  });
  return ready;
}

function bringMusic({ cut, music }: Score, followers: Followers, clock: Clock, seconds: number): boolean {
  const bed = followers.get('music');
  return !bed || bringTo(bed, { ...clock, on: clock.frame < cut.frames, seconds, gain: gainAt(music, clock.frame) });
}

type Placed = { readonly scene: CutScene; readonly joinBefore: number };

// The cut's scenes are made anew with every change of it.
const clipLevels = new WeakMap<CutScene, readonly MusicPoint[]>();

/** A clip's own sound, which fades with the picture's transitions. */
function clipGain({ scene, joinBefore }: Placed, frame: number): number {
  const points = clipLevels.get(scene) ?? clipPoints(scene, joinBefore);
  clipLevels.set(scene, points);
  return gainAt(points, frame);
}

function bringScene(
  placed: Placed,
  followers: Followers,
  clock: Clock,
  secondsSince: (frame: number) => number,
): boolean {
  const { sceneId, start, frames, voice } = placed.scene;
  const within = (from: number, length: number) => clock.frame >= from && clock.frame < from + length;
  const picture = followers.get(`picture ${sceneId}`);
  const spoken = voice && followers.get(`voice ${sceneId}`);
  const seen =
    !picture ||
    bringTo(picture, {
      ...clock,
      on: within(start, frames),
      seconds: secondsSince(start),
      gain: clipGain(placed, clock.frame),
    });
  const heard =
    !spoken ||
    bringTo(spoken, {
      ...clock,
      on: within(voice.start, voice.frames),
      seconds: secondsSince(voice.start),
      gain: linearGain(voice.gainDb),
    });
  return seen && heard;
}
