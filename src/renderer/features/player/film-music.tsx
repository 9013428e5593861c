import { useEffect, useRef } from 'react';
import { musicTime } from '../../../shared/music-level.ts';
import type { Music } from '../../../shared/sound.ts';
import { assetUrl } from '../../lib/media.ts';
import type { Following } from './following.ts';
import { letGo } from './let-go.ts';

type Props = {
  music: Music;
  base: string;
  filmId: string;
  follow: (following: Following | null) => void;
};

/** The music bed under the film: heard, not seen. */
export function FilmMusic({ music, base, filmId, follow }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `follow` is bound to the music and only changes its identity
  useEffect(() => {
    const timeAt: Following['timeAt'] = (at) => {
      const seconds = musicTime(music, at);
      return seconds === null ? null : { seconds, rate: 1 };
    };
    const element = audio.current;
    if (!element) return;
    follow({ element, timeAt });
    return () => {
      follow(null);
      letGo(element);
    };
  }, [music]);
  return (
    // biome-ignore lint/a11y/useMediaCaption: music has no words to show
    <audio ref={audio} src={assetUrl(base, filmId, music.asset)} preload="auto" crossOrigin="anonymous" />
  );
}
