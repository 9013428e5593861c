import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { TakeView } from '../../../shared/take.ts';
import type { Transport, TransportState } from '../player/transport.ts';
import type { Crew } from './crew.ts';
import type { Seats } from './seats.ts';
import type { Zoom, ZoomControl } from './zoom.ts';

/** Whose sound is heard: a take's id, or nobody's. */
export type Sound = { readonly soloed: string | null };

/** What all that plays in step shares. */
export type Stage = {
  readonly takes: readonly TakeView[];
  readonly framesPerSecond: number;
  readonly transport: Transport;
  readonly crew: Crew;
  readonly seats: Seats;
  readonly zoom: ZoomControl;
  readonly sound: StoreApi<Sound>;
};

export const StageContext = createContext<Stage | null>(null);

export function useStage(): Stage {
  const stage = use(StageContext);
  if (!stage) throw new Error('useStage outside of InStep');
  return stage;
}

export const useStageTransport = <T>(select: (state: TransportState) => T): T => useStore(useStage().transport, select);

export type InStepControls = {
  /** The one clock, in frames of the film. Subscribe to it for what moves with each frame. */
  readonly transport: Transport;
  readonly framesPerSecond: number;
  readonly playing: boolean;
  /** Lets one take be heard alone; null is silence. */
  readonly solo: (takeId: string | null) => void;
  readonly soloed: string | null;
  readonly zoom: ZoomControl;
  readonly zoomed: boolean;
};

/** The clock, the sound and the zoom of the pictures that play in step. Only inside of `InStep`. */
export function useInStep(): InStepControls {
  const { transport, framesPerSecond, zoom, sound } = useStage();
  return {
    transport,
    framesPerSecond,
    playing: useStore(transport, ({ playing }) => playing),
    solo: (takeId) => sound.setState({ soloed: takeId }),
    soloed: useStore(sound, ({ soloed }) => soloed),
    zoom,
    zoomed: useStore(zoom, isZoomed),
  };
}

const isZoomed = ({ scale }: Zoom): boolean => scale > 1;
