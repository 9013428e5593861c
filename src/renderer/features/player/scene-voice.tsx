import { useRef } from 'react';
import type { TakeView } from '../../../shared/take.ts';
import { useShownTake } from '../../lib/use-shown-take.ts';
import { type Following, followOnce } from './following.ts';
import { useFollowing } from './use-following.ts';

type Props = {
  take: TakeView;
  base: string;
  filmId: string;
  follow: (following: Following | null) => void;
};

/** One scene's narration: heard, not seen. */
export function SceneVoice({ take, base, filmId, follow }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  const { url, onLoaded, onError } = useShownTake(base, filmId, take);
  const length = take.probe.seconds ?? 0;
  useFollowing(audio, { follow, url, shape: length, timeAt: followOnce(length) });
  return (
    // biome-ignore lint/a11y/useMediaCaption: the stage shows the narration as captions
    <audio
      key={url}
      ref={audio}
      src={url}
      preload="auto"
      crossOrigin="anonymous"
      onLoadedMetadata={onLoaded}
      onError={onError}
    />
  );
}
