import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { TakeView } from '../../../shared/take.ts';
import { createTransport } from '../player/transport.ts';
import { createCrew } from './crew.ts';
import { type Sound, type Stage, StageContext } from './in-step-context.ts';
import { createSeats } from './seats.ts';
import { useStepping } from './use-stepping.ts';
import { createZoom } from './zoom.ts';

type Props = {
  /** All that may be shown: the longest of them is the length of the loop. */
  takes: readonly TakeView[];
  /** Of the film. */
  fps: number;
  className?: string;
  children: ReactNode;
};

/** One clock, one zoom and one sound for all pictures inside of it. They play from their common start, over and over. */
export function InStep({ takes, fps, className = 'contents', children }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const [kept] = useState(createKept);
  const seconds = Math.max(0, ...takes.map(({ probe }) => probe.seconds ?? 0));
  useEffect(() => {
    kept.crew.setFramesPerSecond(fps);
    kept.transport.setLimits({ frames: Math.ceil(seconds * fps - 1e-6), framesPerSecond: fps });
  }, [kept, seconds, fps]);
  useStepping(root, kept, fps);
  const stage = useMemo<Stage>(() => ({ ...kept, takes, framesPerSecond: fps }), [kept, takes, fps]);
  return (
    <div ref={root} data-in-step className={className}>
      <StageContext value={stage}>{children}</StageContext>
    </div>
  );
}

function createKept() {
  const transport = createTransport({ loops: true });
  return {
    transport,
    crew: createCrew(transport),
    seats: createSeats(),
    zoom: createZoom(),
    sound: createStore<Sound>(() => ({ soloed: null })),
  };
}
