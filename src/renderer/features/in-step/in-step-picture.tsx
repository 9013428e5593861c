import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { useStore } from 'zustand';
import type { TakeView } from '../../../shared/take.ts';
import { posterUrl } from '../../lib/media.ts';
import { useHello } from '../../lib/use-hello.ts';
import { type ShownTake, useShownTake } from '../../lib/use-shown-take.ts';
import { MediaNote } from '../../ui/media-note.tsx';
import { useSession } from '../film/session-context.ts';
import { InStepClip } from './in-step-clip.tsx';
import { useStage } from './in-step-context.ts';
import { useInView } from './use-in-view.ts';
import { useZoomGestures } from './use-zoom-gestures.ts';

type Props = {
  take: TakeView;
  /** Its name for those who do not see it: a blind wall says `Take A`. */
  label: string;
  /** Plays a small copy, where the take is large: for walls of many. Without it, many pictures at once decide. */
  lightCopy?: boolean;
  /** The wheel zooms without Ctrl: for places that do not scroll. */
  wheelZooms?: boolean;
};

/** Fills its box with a take that plays in step, or with its still. Out of view only the poster is left. */
export function InStepPicture({ take, label, lightCopy, wheelZooms }: Props) {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const shown = useShownTake(mediaBase, filmId, take);
  const plays = useSeat(box) && !take.problem && take.probe.kind === 'video';
  const gestures = useZoomGestures(frame, wheelZooms);
  const poster = posterUrl(mediaBase, filmId, take);
  const { width, height } = take.probe;
  return (
    <div
      ref={box}
      className="[container-type:size] absolute inset-0 grid place-content-center overflow-hidden bg-black"
    >
      <Frame ref={frame} aspect={width && height ? width / height : 16 / 9} gestures={gestures}>
        {poster && <Poster url={poster} label={plays ? '' : label} />}
        {take.probe.kind === 'image' && !take.problem && <Still shown={shown} label={label} />}
        {plays && <InStepClip take={take} shown={shown} label={label} lightCopy={lightCopy} />}
      </Frame>
      {take.problem ? <Problem take={take} /> : <MediaNote note={plays ? shown.note : null} />}
    </div>
  );
}

/** So near, a picture has loaded when it is scrolled to. */
const nearMargin = '25% 0px';

/** True while it is in view, or nearly, and one of those that may play. */
function useSeat(box: RefObject<HTMLElement | null>): boolean {
  const { seats } = useStage();
  const id = useId();
  const near = useInView(box, nearMargin);
  const seen = useInView(box, '0px');
  useEffect(() => {
    if (near || seen) seats.enter(id, seen);
    else seats.leave(id);
  }, [seats, id, near, seen]);
  useEffect(() => () => seats.leave(id), [seats, id]);
  return useStore(seats, ({ seated }) => seated.has(id));
}

type FrameProps = {
  ref: RefObject<HTMLDivElement | null>;
  aspect: number;
  gestures: ReturnType<typeof useZoomGestures>;
  children: ReactNode;
};

/** As large as the box lets a picture of this shape be. What it shows of the picture is the same for all. */
const Frame = ({ ref, aspect, gestures, children }: FrameProps) => (
  <div
    ref={ref}
    {...gestures}
    className="relative overflow-hidden"
    style={{ aspectRatio: aspect, width: `min(100cqw, 100cqh * ${aspect})` }}
  >
    <div
      className="absolute inset-0 origin-center"
      style={{ transform: 'translate(var(--zoom-x, 0), var(--zoom-y, 0)) scale(var(--zoom, 1))' }}
    >
      {children}
    </div>
  </div>
);

const fill = 'absolute inset-0 size-full object-contain select-none';

const Poster = ({ url, label }: { url: string; label: string }) => (
  <img src={url} alt={label} loading="lazy" decoding="async" draggable={false} className={fill} />
);

const Still = ({ shown, label }: { shown: ShownTake; label: string }) => (
  <img
    src={shown.url}
    alt={label}
    loading="lazy"
    decoding="async"
    draggable={false}
    onLoad={shown.onLoaded}
    onError={shown.onError}
    className={`${fill} ${shown.note ? 'opacity-0' : ''}`}
  />
);

const Problem = ({ take }: { take: TakeView }) => (
  <div role="alert" className="hatch absolute inset-0 grid place-content-center gap-1 px-6 text-center">
    <p className="text-bad">{take.problem?.message}</p>
    <p className="text-text-2">{take.problem?.action}</p>
  </div>
);
