import clsx from 'clsx';
import { useRef } from 'react';
import type { CutScene } from '../../../shared/cut.ts';
import type { TakeView } from '../../../shared/take.ts';
import { posterUrl } from '../../lib/media.ts';
import { type ShownTake, useShownTake } from '../../lib/use-shown-take.ts';
import { MediaNote } from '../../ui/media-note.tsx';
import { BlurredSides } from './blurred-sides.tsx';
import { type Following, followClip } from './following.ts';
import type { Layer } from './on-screen.ts';
import { layingStyle, motionStyle } from './picture-style.ts';
import { transitionStyle } from './transition-style.ts';
import { useFollowing } from './use-following.ts';

type Props = {
  scene: CutScene;
  number: number;
  /** Where it is on screen now; null while it only loads. */
  layer: Layer | null;
  /** Width by height of the canvas. */
  aspect: number;
  base: string;
  filmId: string;
  follow: (following: Following | null) => void;
};

/** One scene's picture on the stage: its clip, its still with a slow move, or a slate that says what is missing. */
export function ScenePicture(props: Props) {
  const { scene, number, layer } = props;
  return (
    <div className="absolute inset-0 overflow-hidden" style={layer ? transitionStyle(layer.passing) : { opacity: 0 }}>
      {scene.picture ? <Taken {...props} take={scene.picture} /> : <Slate scene={scene} number={number} />}
    </div>
  );
}

function Taken({ take, scene, layer, aspect, base, filmId, follow }: Props & { take: TakeView }) {
  const shown = useShownTake(base, filmId, take);
  const poster = shown.note ? posterUrl(base, filmId, take) : null;
  const parts = { scene, aspect, shown, poster };
  return (
    <>
      {take.probe.kind === 'image' ? (
        <Still key={shown.url} {...parts} localFrame={layer?.localFrame ?? 0} />
      ) : (
        <Clip key={shown.url} {...parts} onStage={layer !== null} follow={follow} />
      )}
      <MediaNote note={shown.note} />
    </>
  );
}

type Parts = Pick<Props, 'scene' | 'aspect'> & {
  shown: ShownTake;
  /** Stands in while the picture is not there. */
  poster: string | null;
};

function Still({ scene, aspect, shown, poster, localFrame }: Parts & { localFrame: number }) {
  const image = useRef<HTMLImageElement>(null);
  const style = { ...layingStyle(scene), ...motionStyle(scene, localFrame) };
  return (
    <>
      {scene.fit === 'blur' && <BlurredSides source={image} aspect={aspect} moving={false} />}
      {poster && <img src={poster} alt="" className="absolute inset-0 size-full" style={style} />}
      <img
        ref={image}
        src={shown.url}
        alt={scene.title}
        onLoad={shown.onLoaded}
        onError={shown.onError}
        className={clsx('absolute inset-0 size-full', shown.note && 'opacity-0')}
        style={style}
      />
    </>
  );
}

type ClipProps = Parts & Pick<Props, 'follow'> & { onStage: boolean };

function Clip({ scene, aspect, shown, poster, onStage, follow }: ClipProps) {
  const video = useRef<HTMLVideoElement>(null);
  const { clip } = scene;
  useFollowing(video, { follow, url: shown.url, shape: clip, timeAt: clip && followClip(clip) });
  return (
    <>
      {scene.fit === 'blur' && <BlurredSides source={video} aspect={aspect} moving={onStage} />}
      {/* biome-ignore lint/a11y/useMediaCaption: the stage shows the film's captions over all pictures */}
      <video
        ref={video}
        src={shown.url}
        poster={poster ?? undefined}
        preload="auto"
        playsInline
        crossOrigin="anonymous"
        aria-label={scene.title}
        onLoadedMetadata={shown.onLoaded}
        onError={shown.onError}
        className="absolute inset-0 size-full"
        style={layingStyle(scene)}
      />
    </>
  );
}

function Slate({ scene, number }: { scene: CutScene; number: number }) {
  return (
    <div className="hatch absolute inset-0 grid place-content-center gap-1 text-center">
      <span className="tabular text-text-3">{number}</span>
      <span className="text-4 font-semibold">{scene.title || 'Untitled scene'}</span>
      <span className="text-text-2">No take yet</span>
    </div>
  );
}
