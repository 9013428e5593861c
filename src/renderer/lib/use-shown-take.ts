import type { SyntheticEvent } from 'react';
import { create } from 'zustand';
import type { TakeView } from '../../shared/take.ts';
import { takeUrl } from './media.ts';
import { type Shown, shownFirst } from './shown-take.ts';

/** How a take fares in this window. `loading` is a preview that is being made or read. */
type Fate = 'media' | 'loading' | 'preview' | 'failed';

/** By take id, for as long as the window is open: what could not be shown once is not tried again. */
const useFates = create<Readonly<Record<string, Fate>>>(() => ({}));

let playsHevc: boolean | null = null;

function first(take: TakeView): Shown {
  playsHevc ??= document.createElement('video').canPlayType('video/mp4; codecs="hvc1.1.6.L120.90"') !== '';
  return shownFirst(take, playsHevc);
}

export type ShownTake = {
  readonly url: string;
  /** What to say over the picture while there is none. */
  readonly note: { readonly text: string; readonly failed: boolean } | null;
  /** For the element's `load` or `loadedmetadata`. HEVC comes without a picture and without an error. */
  readonly onLoaded: (event: SyntheticEvent<HTMLImageElement | HTMLMediaElement>) => void;
  readonly onError: () => void;
};

/** Under which address a take is shown: its own file, or the studio's copy where this window cannot decode it. */
export function useShownTake(base: string, filmId: string, take: TakeView): ShownTake {
  const fate = useFates((fates) => fates[take.id]) ?? (first(take) === 'media' ? 'media' : 'loading');
  const set = (next: Fate) => useFates.setState({ [take.id]: next });
  const onError = () => set(fate === 'media' ? 'loading' : 'failed');
  return {
    url: takeUrl(base, filmId, take, fate === 'media' ? 'media' : 'preview'),
    note: noteOf(fate),
    onLoaded: ({ currentTarget }) => {
      if (take.probe.kind !== 'audio' && widthOf(currentTarget) === 0) onError();
      else if (fate === 'loading') set('preview');
    },
    onError,
  };
}

const widthOf = (element: HTMLImageElement | HTMLMediaElement): number => {
  if (element instanceof HTMLVideoElement) return element.videoWidth;
  return element instanceof HTMLImageElement ? element.naturalWidth : 0;
};

function noteOf(fate: Fate): ShownTake['note'] {
  if (fate === 'loading') return { text: 'Preparing a preview', failed: false };
  if (fate === 'failed') return { text: 'This take cannot be shown here. An export may still use it.', failed: true };
  return null;
}
