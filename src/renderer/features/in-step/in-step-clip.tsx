import { useState } from 'react';
import { useStore } from 'zustand';
import type { TakeView } from '../../../shared/take.ts';
import { takeUrl } from '../../lib/media.ts';
import { useHello } from '../../lib/use-hello.ts';
import type { ShownTake } from '../../lib/use-shown-take.ts';
import { useSession } from '../film/session-context.ts';
import { FollowingVideo } from './following-video.tsx';
import { useStage } from './in-step-context.ts';
import { isLarge, lightAbove, sharpAbove } from './light-copy.ts';
import { useLater } from './use-later.ts';

type Props = { take: TakeView; shown: ShownTake; label: string; lightCopy?: boolean | undefined };

/** So long the poster stands alone while the small copy is asked for: one that was made before is there by then. */
const copyWithinMs = 1500;

/**
 * One clip that follows the clock: as it was made, or a small copy of it. Whatever comes in its place runs in step beneath
 * it before the two change places, so that nothing jumps.
 */
export function InStepClip({ take, shown, label, lightCopy }: Props) {
  const [current, setCurrent] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const light = useLightUrl(take, lightCopy);
  const wanted = (!failed && light) || shown.url;
  const meanwhile = useLater(copyWithinMs) && current === null ? shown.url : null;
  const urls = [...new Set([wanted, current, meanwhile])].filter((url) => url !== null);
  return urls.map((url) => (
    <FollowingVideo
      key={url}
      take={take}
      url={url}
      label={label}
      onTop={url === current}
      awaited={url !== wanted || urls.length === 1}
      onThere={() => setCurrent((before) => (url === wanted ? url : (before ?? url)))}
      onLoaded={url === light ? undefined : shown.onLoaded}
      onError={url === light ? () => setFailed(true) : shown.onError}
    />
  ));
}

/** Address of the small copy, where it is better to show that one now. */
function useLightUrl(take: TakeView, lightCopy: boolean | undefined): string | null {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const { seats, zoom } = useStage();
  const many = useStore(seats, ({ seated }) => seated.size > lightAbove);
  const close = useStore(zoom, ({ scale }) => scale > sharpAbove);
  return (lightCopy ?? many) && !close && isLarge(take) ? takeUrl(mediaBase, filmId, take, 'tile') : null;
}
