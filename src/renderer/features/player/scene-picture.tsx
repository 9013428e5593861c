import { useEffect, useRef } from 'react';
import type { CutScene } from '../../../shared/cut.ts';
import { fillScene } from '../../../shared/reach.ts';
import type { FrameRate } from '../../../shared/time.ts';
import { takeUrl } from '../../lib/media.ts';
import type { Following } from './following.ts';

type Props = {
  scene: CutScene;
  rate: FrameRate;
  number: number;
  opacity: number;
  base: string;
  filmId: string;
  follow: (following: Following | null) => void;
};

/** One scene's picture on the stage: its clip, its still with a slow move, or a slate that says what is missing. */
export function ScenePicture({ scene, rate, number, opacity, base, filmId, follow }: Props) {
  const { picture } = scene;
  const shape = { opacity, objectFit: scene.fit === 'fit' ? ('contain' as const) : ('cover' as const) };
  if (!picture) return <Slate scene={scene} number={number} opacity={opacity} />;
  const url = takeUrl(base, filmId, picture, 'media');
  if (picture.probe.kind === 'image')
    return <img src={url} alt={scene.title} className="absolute inset-0 size-full" style={shape} />;
  return <Clip url={url} scene={scene} rate={rate} style={shape} follow={follow} />;
}

type ClipProps = {
  url: string;
  scene: CutScene;
  rate: FrameRate;
  style: React.CSSProperties;
  follow: (following: Following | null) => void;
};

function Clip({ url, scene, rate, style, follow }: ClipProps) {
  const video = useRef<HTMLVideoElement>(null);
  const clipSeconds = scene.picture?.probe.seconds ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `follow` is bound to this scene and only changes its identity
  useEffect(() => {
    const filling = fillScene(clipSeconds ?? 0, scene.frames, scene.reach, rate);
    if (video.current) follow({ element: video.current, filling, clipSeconds });
    return () => follow(null);
  }, [url, scene.reach, scene.frames, rate, clipSeconds]);
  return (
    // biome-ignore lint/a11y/useMediaCaption: the stage shows the film's captions over all pictures
    <video
      ref={video}
      src={url}
      preload="auto"
      playsInline
      crossOrigin="anonymous"
      aria-label={scene.title}
      className="absolute inset-0 size-full"
      style={style}
    />
  );
}

function Slate({ scene, number, opacity }: { scene: CutScene; number: number; opacity: number }) {
  return (
    <div className="hatch absolute inset-0 grid place-content-center gap-1 text-center" style={{ opacity }}>
      <span className="tabular text-text-3">{number}</span>
      <span className="text-4 font-semibold">{scene.title || 'Untitled scene'}</span>
      <span className="text-text-2">No take yet</span>
    </div>
  );
}
