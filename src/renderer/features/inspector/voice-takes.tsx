import clsx from 'clsx';
import { Pause, Play } from 'lucide-react';
import { useRef, useState } from 'react';
import type { TakeView } from '../../../shared/take.ts';
import { formatSeconds } from '../../../shared/time.ts';
import { useShownTake } from '../../lib/use-shown-take.ts';
import { IconButton } from '../../ui/icon-button.tsx';

type Props = {
  takes: readonly TakeView[];
  circledId: string | null;
  /** Where media come from: see `takeUrl`. */
  from: { readonly base: string; readonly filmId: string };
  /** Who spoke, or what is wrong with it. */
  noteOf: (take: TakeView) => { readonly text: string; readonly tone: 'calm' | 'warn' | 'bad' };
  onCircle: (take: TakeView) => void;
};

const noteColors = { calm: 'text-text-2', warn: 'text-warn', bad: 'text-bad' } as const;

/** The scene's recordings, newest last; each can be heard and circled. */
export function VoiceTakes({ takes, ...rest }: Props) {
  if (takes.length === 0) return null;
  return (
    <ul aria-label="Voice takes" className="flex flex-col rounded-2 border border-line bg-bg">
      {takes.map((take) => (
        <VoiceTake key={take.id} take={take} {...rest} />
      ))}
    </ul>
  );
}

function VoiceTake({ take, circledId, from, noteOf, onCircle }: Omit<Props, 'takes'> & { take: TakeView }) {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const seconds = take.probe.seconds ?? 0;
  const shown = useShownTake(from.base, from.filmId, take);
  const circled = take.id === circledId;
  const note = noteOf(take);
  const toggle = () => {
    if (playing) audio.current?.pause();
    // Refused only when the file cannot be played, and then `error` says so on the take.
    else audio.current?.play().catch(() => setPlaying(false));
  };
  return (
    <li className="flex items-center gap-2 px-1.5 py-1 not-first:border-t not-first:border-line">
      <IconButton
        label={playing ? 'Pause' : `Hear voice take ${take.number}`}
        onClick={toggle}
        disabled={!!take.problem}
      >
        {playing ? <Pause size={14} aria-hidden /> : <Play size={14} aria-hidden />}
      </IconButton>
      <button
        type="button"
        aria-pressed={circled}
        aria-label={circled ? `Voice take ${take.number} is circled` : `Circle voice take ${take.number}`}
        onClick={() => onCircle(take)}
        className={clsx(
          'grid size-5 shrink-0 place-content-center rounded-full font-mono text-[10px] font-semibold',
          circled ? 'pencil-circle text-pencil' : 'bg-raised text-text-2 hover:bg-hover',
        )}
      >
        {take.number}
      </button>
      <span className="min-w-0 grow">
        <span className={clsx('block truncate text-1', noteColors[note.tone])}>{note.text}</span>
        <span aria-hidden className="mt-0.5 block h-[3px] overflow-hidden rounded-full bg-line">
          <span className="block h-full bg-text-2" style={{ width: `${seconds > 0 ? (at / seconds) * 100 : 0}%` }} />
        </span>
      </span>
      <span className="tabular shrink-0 pe-1 text-text-2">{formatSeconds(seconds)}</span>
      {/* biome-ignore lint/a11y/useMediaCaption: its words are the narration, written above */}
      <audio
        ref={audio}
        key={shown.url}
        src={take.problem ? undefined : shown.url}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onEnded={() => setAt(0)}
        onLoadedMetadata={shown.onLoaded}
        onError={shown.onError}
      />
    </li>
  );
}
