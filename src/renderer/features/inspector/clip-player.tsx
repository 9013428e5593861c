import { Play, Volume2, VolumeX } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { formatTimecode } from '../../../shared/time.ts';
import type { ShownTake } from '../../lib/use-shown-take.ts';
import { MediaNote } from '../../ui/media-note.tsx';

type Props = {
  shown: ShownTake;
  posterUrl: string | null;
  label: string;
  /** Length from the probe: known before the clip has loaded. */
  seconds: number;
  hasSound: boolean;
};

/** A clip that plays when pressed, with a thin line to seek in; the picture stays free. */
export function ClipPlayer({ shown, posterUrl, label, seconds, hasSound }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [muted, setMuted] = useState(false);
  const toggle = () => {
    if (playing) video.current?.pause();
    // A clip that cannot play says so through `error`.
    else video.current?.play().catch(() => setPlaying(false));
  };
  const seek = (to: number) => {
    if (video.current) video.current.currentTime = to;
    setAt(to);
  };
  return (
    <div className="group relative size-full">
      <video
        ref={video}
        src={shown.url}
        poster={posterUrl ?? undefined}
        muted={muted}
        loop
        playsInline
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onLoadedMetadata={shown.onLoaded}
        onError={shown.onError}
        className="size-full object-contain"
      />
      <button
        type="button"
        aria-label={playing ? `Pause ${label}` : `Play ${label}`}
        onClick={toggle}
        className="absolute inset-0 grid place-content-center"
      >
        {!playing && !shown.note && (
          <span className="grid size-11 place-content-center rounded-full bg-black/60 text-white">
            <Play size={18} className="ms-0.5 fill-current" aria-hidden />
          </span>
        )}
      </button>
      <MediaNote note={shown.note} />
      <PlayBar at={at} seconds={seconds} onSeek={seek}>
        {hasSound && (
          <button
            type="button"
            aria-label={muted ? 'Sound on' : 'Sound off'}
            aria-pressed={muted}
            onClick={() => setMuted(!muted)}
            className="relative grid size-5 place-content-center"
          >
            {muted ? <VolumeX size={14} aria-hidden /> : <Volume2 size={14} aria-hidden />}
          </button>
        )}
      </PlayBar>
    </div>
  );
}

type BarProps = { at: number; seconds: number; onSeek: (to: number) => void; children: ReactNode };

/** Seen while the pointer or the focus is on the clip. */
const PlayBar = ({ at, seconds, onSeek, children }: BarProps) => (
  <div className="absolute inset-x-0 bottom-0 flex items-center gap-2 bg-linear-to-t from-black/70 to-transparent px-2.5 pt-5 pb-2 text-white opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100">
    <input
      type="range"
      aria-label="Position in the clip"
      aria-valuetext={formatTimecode(at)}
      min={0}
      max={seconds}
      step={0.01}
      value={at}
      onChange={(event) => onSeek(event.target.valueAsNumber)}
      className="h-[3px] min-w-0 grow accent-white"
    />
    <span className="tabular shrink-0">
      {formatTimecode(at)} / {formatTimecode(seconds)}
    </span>
    {children}
  </div>
);
