import { type SyntheticEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { TakeView } from '../../../shared/take.ts';
import { letGo } from '../player/let-go.ts';
import type { Membership } from './crew.ts';
import { useStage } from './in-step-context.ts';

type Props = {
  take: TakeView;
  url: string;
  label: string;
  /** The one that is seen, and heard where the take is. */
  onTop: boolean;
  /** Whether the others wait for it. */
  awaited: boolean;
  /** It shows the moment of the clock. */
  onThere: () => void;
  onLoaded: ((event: SyntheticEvent<HTMLVideoElement>) => void) | undefined;
  onError: () => void;
};

/** A video element that is steered by the clock while it is there, and gives back what it loaded when it leaves. */
export function FollowingVideo({ take, url, label, onTop, awaited, onThere, onLoaded, onError }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const there = useRef(onThere);
  const { crew, sound } = useStage();
  const heard = useStore(sound, ({ soloed }) => soloed === take.id) && onTop;
  useEffect(() => {
    there.current = onThere;
  });
  const member = useRef<Membership | null>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const onState = (state: string) => {
      element.dataset.state = state;
      if (state !== 'joining') there.current();
    };
    const joined = crew.join(element, { onState });
    member.current = joined;
    return () => {
      joined.leave();
      letGo(element);
    };
  }, [crew]);
  useEffect(() => member.current?.setAwaited(awaited), [awaited]);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.muted = !heard;
    if (!heard) return;
    crew.setHeard(element);
    return () => crew.setHeard(null);
  }, [crew, heard]);
  return (
    // biome-ignore lint/a11y/useMediaCaption: takes have no captions; the film has
    <video
      ref={video}
      src={url}
      preload="auto"
      playsInline
      crossOrigin="anonymous"
      aria-label={label}
      aria-hidden={!onTop}
      onLoadedMetadata={onLoaded}
      onError={onError}
      data-state="joining"
      className={`pointer-events-none absolute inset-0 size-full object-contain ${onTop ? 'z-1' : ''}`}
    />
  );
}
