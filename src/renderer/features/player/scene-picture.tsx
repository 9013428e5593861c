import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import type { CutScene } from '../../../shared/cut.ts';
import { shownUrl } from '../../lib/media.ts';
import { BlurredSides } from './blurred-sides.tsx';
import { type Following, followClip } from './following.ts';
import type { Layer } from './on-screen.ts';
import { layingStyle, motionStyle } from './picture-style.ts';
import { transitionStyle } from './transition-style.ts';

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
export function ScenePicture({ scene, number, layer, aspect, base, filmId, follow }: Props) {
  const { picture } = scene;
  const style = layer ? transitionStyle(layer.passing) : { opacity: 0 };
  if (!picture) {
    return (
      <Frame style={style}>
        <Slate scene={scene} number={number} />
      </Frame>
    );
  }
  const url = shownUrl(base, filmId, picture);
  return (
    <Frame style={style}>
      {picture.probe.kind === 'image' ? (
        <Still key={url} url={url} scene={scene} localFrame={layer?.localFrame ?? 0} aspect={aspect} />
      ) : (
        <Clip key={url} url={url} scene={scene} shown={layer !== null} aspect={aspect} follow={follow} />
      )}
    </Frame>
  );
}

const Frame = ({ style, children }: { style: CSSProperties; children: ReactNode }) => (
  <div className="absolute inset-0 overflow-hidden" style={style}>
    {children}
  </div>
);

function Still({
  url,
  scene,
  localFrame,
  aspect,
}: Pick<Props, 'scene' | 'aspect'> & { url: string; localFrame: number }) {
  const image = useRef<HTMLImageElement>(null);
  const style = { ...layingStyle(scene), ...motionStyle(scene, localFrame) };
  return (
    <>
      {scene.fit === 'blur' && <BlurredSides source={image} aspect={aspect} moving={false} />}
      <img ref={image} src={url} alt={scene.title} className="absolute inset-0 size-full" style={style} />
    </>
  );
}

type ClipProps = Pick<Props, 'scene' | 'aspect' | 'follow'> & { url: string; shown: boolean };

function Clip({ url, scene, shown, aspect, follow }: ClipProps) {
  const video = useRef<HTMLVideoElement>(null);
  const { clip } = scene;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `follow` is bound to this scene and only changes its identity
  useEffect(() => {
    if (video.current && clip) follow({ element: video.current, timeAt: followClip(clip) });
    return () => follow(null);
  }, [url, clip]);
  return (
    <>
      {scene.fit === 'blur' && <BlurredSides source={video} aspect={aspect} moving={shown} />}
      {/* biome-ignore lint/a11y/useMediaCaption: the stage shows the film's captions over all pictures */}
      <video
        ref={video}
        src={url}
        preload="auto"
        playsInline
        crossOrigin="anonymous"
        aria-label={scene.title}
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
