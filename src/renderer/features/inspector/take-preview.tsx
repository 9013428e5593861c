import clsx from 'clsx';
import type { TakeView } from '../../../shared/take.ts';
import { type ShownTake, useShownTake } from '../../lib/use-shown-take.ts';
import { MediaNote } from '../../ui/media-note.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { ClipPlayer } from './clip-player.tsx';

type Props = {
  take: TakeView | null;
  /** Where media come from: see `takeUrl`. */
  from: { readonly base: string; readonly filmId: string };
  posterUrl: string | null;
  circled: boolean;
  /** Width by height of the film's canvas. */
  aspect: number;
  onCircle: () => void;
};

/** The take as it is: a clip plays with its sound. The number circles it. */
export function TakePreview({ take, from, posterUrl, circled, aspect, onCircle }: Props) {
  return (
    <div
      className="relative mx-auto max-w-full overflow-hidden rounded-2 [--most:40vh] short:[--most:10rem]"
      style={{ aspectRatio: aspect, width: `calc(var(--most) * ${aspect})` }}
    >
      <div className={clsx('size-full', take ? 'bg-black' : 'hatch')}>
        {!take && <p className="grid h-full place-content-center text-text-2">No take yet</p>}
        {take?.problem && <Problem take={take} />}
        {take && !take.problem && <Media key={take.id} take={take} from={from} posterUrl={posterUrl} />}
      </div>
      {take && (
        <Tooltip
          text={circled ? 'Take the circle away' : 'Circle this take'}
          keys={take.number < 10 ? `${take.number}` : undefined}
          side="right"
        >
          <button
            type="button"
            aria-pressed={circled}
            aria-label={circled ? `Take ${take.number} is circled` : `Circle take ${take.number}`}
            onClick={onCircle}
            className="absolute start-2 top-2 grid size-7 place-content-center rounded-full bg-black/75 font-mono text-[12px] font-semibold text-white"
          >
            <span
              className={clsx(
                'grid h-5 min-w-5.5 place-content-center',
                circled && 'pencil-circle border-2 border-[#f4c430]! text-[#f4c430]',
              )}
            >
              {take.number}
            </span>
          </button>
        </Tooltip>
      )}
    </div>
  );
}

const Problem = ({ take }: { take: TakeView }) => (
  <div role="alert" className="hatch grid h-full place-content-center gap-1 px-6 text-center">
    <p className="text-bad">{take.problem?.message}</p>
    <p className="text-text-2">{take.problem?.action}</p>
  </div>
);

type MediaProps = Pick<Props, 'from' | 'posterUrl'> & { take: TakeView };

function Media({ take, from, posterUrl }: MediaProps) {
  const shown = useShownTake(from.base, from.filmId, take);
  if (take.probe.kind === 'image') return <Still take={take} shown={shown} posterUrl={posterUrl} />;
  return (
    <ClipPlayer
      key={shown.url}
      shown={shown}
      posterUrl={posterUrl}
      label={`take ${take.number}`}
      seconds={take.probe.seconds ?? 0}
      hasSound={take.probe.audioCodec !== null}
    />
  );
}

/** Its poster stands in while there is no more. */
function Still({ take, shown, posterUrl }: { take: TakeView; shown: ShownTake; posterUrl: string | null }) {
  return (
    <div className="relative size-full bg-contain bg-center bg-no-repeat" style={background(shown.note && posterUrl)}>
      <img
        src={shown.url}
        alt={`Take ${take.number}`}
        onLoad={shown.onLoaded}
        onError={shown.onError}
        className={clsx('size-full object-contain', shown.note && 'opacity-0')}
      />
      <MediaNote note={shown.note} />
    </div>
  );
}

const background = (url: string | null) => (url ? { backgroundImage: `url("${url}")` } : {});
