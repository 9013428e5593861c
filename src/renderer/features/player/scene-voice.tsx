import { useEffect, useRef } from 'react';
import type { TakeView } from '../../../shared/take.ts';
import { takeUrl } from '../../lib/media.ts';
import { type Following, followOnce } from './following.ts';

type Props = {
  take: TakeView;
  base: string;
  filmId: string;
  follow: (following: Following | null) => void;
};

/** One scene's narration: heard, not seen. */
export function SceneVoice({ take, base, filmId, follow }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  const length = take.probe.seconds ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `follow` is bound to this scene and only changes its identity
  useEffect(() => {
    if (audio.current) follow({ element: audio.current, timeAt: followOnce(length) });
    return () => follow(null);
  }, [take.id, length]);
  return (
    // biome-ignore lint/a11y/useMediaCaption: the stage shows the narration as captions
    <audio ref={audio} src={takeUrl(base, filmId, take, 'media')} preload="auto" crossOrigin="anonymous" />
  );
}
