import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { frameRateFraction } from '../../../shared/time.ts';
import { useCut } from '../film/film-data.ts';
import { createTransport, type Transport, type TransportState } from './transport.ts';

const TransportContext = createContext<Transport | null>(null);

/** Gives the film screen its clock, and keeps the clock inside the film's length. */
export function PlayerProvider({ children }: { children: ReactNode }) {
  const [transport] = useState(createTransport);
  const { frames, canvas } = useCut();
  useEffect(() => {
    const { num, den } = frameRateFraction(canvas.fps);
    transport.setLimits({ frames, framesPerSecond: num / den });
  }, [transport, frames, canvas.fps]);
  return <TransportContext value={transport}>{children}</TransportContext>;
}

export function useTransport(): Transport {
  const transport = use(TransportContext);
  if (!transport) throw new Error('useTransport outside of a film');
  return transport;
}

export const useTransportState = <T,>(select: (state: TransportState) => T): T => useStore(useTransport(), select);

/** The whole frame under the playhead. */
export const usePlayheadFrame = (): number => useTransportState((state) => Math.floor(state.frame));
