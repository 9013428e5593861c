import { useRef } from 'react';
import { musicTime } from '../../../shared/music-level.ts';
import type { Music } from '../../../shared/sound.ts';
import { assetUrl } from '../../lib/media.ts';
import type { Following } from './following.ts';
import { useFollowing } from './use-following.ts';

type Props = {
  music: Music;
  base: string;
  filmId: string;
  follow: (following: Following | null) => void;
};

/** The music bed under the film: heard, not seen. */
export function FilmMusic({ music, base, filmId, follow }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  const url = assetUrl(base, filmId, music.asset);
  const timeAt: Following['timeAt'] = (at) => {
    const seconds = musicTime(music, at);
    return seconds === null ? null : { seconds, rate: 1 };
  };
  useFollowing(audio, { follow, url, shape: music, timeAt });
  return (
    // biome-ignore lint/a11y/useMediaCaption: music has no words to show
    <audio ref={audio} src={url} preload="auto" crossOrigin="anonymous" />
  );
}
