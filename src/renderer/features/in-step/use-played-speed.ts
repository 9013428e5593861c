import { useEffect, useState } from 'react';
import { useStage, useStageTransport } from './in-step-context.ts';

const everyMs = 500;
/** Less than this is a pause to draw breath, and not worth saying. */
const saidBelow = 0.93;

/** What to say where this machine plays slower than it is asked to; null where it keeps up. */
export function usePlayedSpeed(): string | null {
  const { crew, transport } = useStage();
  const playing = useStageTransport((state) => state.playing);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const { players, reached } = crew.report();
      const { speed } = transport.getState();
      setSaid(reached < saidBelow ? slowText(players, reached * speed) : null);
    }, everyMs);
    return () => {
      clearInterval(timer);
      setSaid(null);
    };
  }, [crew, transport, playing]);
  return said;
}

/** `This machine plays 12 takes at 0.8×`. */
export const slowText = (players: number, speed: number): string =>
  `This machine plays ${players === 1 ? 'one take' : `${players} takes`} at ${speed.toFixed(speed < 0.95 ? 1 : 2)}×`;
