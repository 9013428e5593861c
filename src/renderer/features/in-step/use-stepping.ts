import { type RefObject, useEffect } from 'react';
import type { Stage } from './in-step-context.ts';
import type { Zoom } from './zoom.ts';

type Kept = Pick<Stage, 'transport' | 'crew' | 'zoom'>;

/** Runs clock and players on each frame of the display, and writes on the root how they stand. */
export function useStepping(root: RefObject<HTMLElement | null>, kept: Kept, framesPerSecond: number): void {
  useEffect(() => {
    const { transport, crew } = kept;
    let before = performance.now();
    let request = 0;
    const onFrame = () => {
      // The time that a display frame carries is another one than that which the players go by.
      const now = performance.now();
      crew.step(Math.max(0, now - before) / 1000);
      before = now;
      const { frame, playing, waiting } = transport.getState();
      if (root.current) {
        Object.assign(root.current.dataset, { seconds: (frame / framesPerSecond).toFixed(4), playing, waiting });
      }
      request = requestAnimationFrame(onFrame);
    };
    request = requestAnimationFrame(onFrame);
    return () => cancelAnimationFrame(request);
  }, [root, kept, framesPerSecond]);

  useEffect(() => {
    const write = ({ scale, x, y }: Zoom) => {
      const style = root.current?.style;
      style?.setProperty('--zoom', `${scale}`);
      style?.setProperty('--zoom-x', `${(0.5 - x) * scale * 100}%`);
      style?.setProperty('--zoom-y', `${(0.5 - y) * scale * 100}%`);
    };
    write(kept.zoom.getState());
    return kept.zoom.subscribe(write);
  }, [root, kept]);

  // Nobody looks: browsers stop the display's frames, but not the players.
  useEffect(() => {
    const onHide = () => {
      if (!document.hidden) return;
      kept.transport.pause();
      kept.crew.step(0);
    };
    document.addEventListener('visibilitychange', onHide);
    return () => document.removeEventListener('visibilitychange', onHide);
  }, [kept]);
}
