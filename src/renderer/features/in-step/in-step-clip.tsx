import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { TakeView } from '../../../shared/take.ts';
import type { ShownTake } from '../../lib/use-shown-take.ts';
import { letGo } from '../player/let-go.ts';
import { useStage } from './in-step-context.ts';

type Props = { take: TakeView; shown: ShownTake; label: string; lightCopy?: boolean | undefined };

/** One clip that follows the clock while it is there, and gives back what it loaded when it leaves. */
export function InStepClip({ take, shown, label }: Props) {
  return <Clip key={shown.url} take={take} shown={shown} label={label} />;
}

function Clip({ take, shown, label }: Omit<Props, 'lightCopy'>) {
  const video = useRef<HTMLVideoElement>(null);
  const { crew, sound } = useStage();
  const heard = useStore(sound, ({ soloed }) => soloed === take.id);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const leave = crew.join(element, (state) => {
      element.dataset.state = state;
    });
    return () => {
      leave();
      letGo(element);
    };
  }, [crew]);
  useEffect(() => {
    if (!video.current) return;
    video.current.muted = !heard;
    if (heard) crew.setHeard(video.current);
  }, [crew, heard]);
  return (
    <video
      ref={video}
      src={shown.url}
      muted
      preload="auto"
      playsInline
      crossOrigin="anonymous"
      aria-label={label}
      onLoadedMetadata={shown.onLoaded}
      onError={shown.onError}
      data-state="standing"
      className="pointer-events-none absolute inset-0 size-full object-contain"
    />
  );
}
