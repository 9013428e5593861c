import type { ReactNode } from 'react';
import type { Cut } from '../../../shared/cut.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useSession } from '../film/session-context.ts';
import { CaptionLayer } from './caption-layer.tsx';
import { FilmMusic } from './film-music.tsx';
import type { Following } from './following.ts';
import { layersAt, scenesNear } from './on-screen.ts';
import { usePlayheadFrame, useTransportState } from './player-context.tsx';
import { ScenePicture } from './scene-picture.tsx';
import { SceneVoice } from './scene-voice.tsx';
import { veilOf } from './transition-style.ts';
import { useClock } from './use-clock.ts';

/** Media are loaded this long before they are needed. Seconds. */
const ahead = 4;

/** One film of its own in place of the takes, following the same clock. */
export type Instead = (follow: (following: Following | null) => void) => ReactNode;

/** The rough cut as it will look and sound: the takes themselves, laid over each other, following one clock. */
export function Stage({ cut, instead }: { cut: Cut; instead: Instead | null }) {
  const waiting = useTransportState((state) => state.waiting);
  const followers = useClock(cut);
  const follow = (key: string) => (following: Following | null) => {
    if (following) followers.set(key, following);
    else followers.delete(key);
  };
  return (
    <div
      data-stage
      className="relative overflow-hidden rounded-2 bg-black"
      style={{ aspectRatio: cut.canvas.width / cut.canvas.height, containerType: 'size' }}
    >
      {instead ? instead(follow('film')) : <Live cut={cut} follow={follow} />}
      {waiting && (
        <p role="status" className="tabular absolute start-2 top-2 rounded-1 bg-black/70 px-1.5 text-white">
          loading
        </p>
      )}
    </div>
  );
}

type LiveProps = { cut: Cut; follow: (key: string) => (following: Following | null) => void };

function Live({ cut, follow }: LiveProps) {
  const { filmId } = useSession();
  const { mediaBase: base } = useHello();
  const frame = usePlayheadFrame();
  const layers = layersAt(cut, frame);
  const near = scenesNear(cut, frame, ahead);
  const veil = veilOf(layers[0]?.passing ?? null);
  const from = { base, filmId };
  return (
    <>
      {near.map((scene) => (
        <ScenePicture
          {...from}
          key={scene.sceneId}
          scene={scene}
          number={cut.scenes.indexOf(scene) + 1}
          layer={layers.find((layer) => layer.scene === scene) ?? null}
          aspect={cut.canvas.width / cut.canvas.height}
          follow={follow(`picture ${scene.sceneId}`)}
        />
      ))}
      {veil && <div className="absolute inset-0" style={{ background: veil.color, opacity: veil.opacity }} />}
      {near.map(
        ({ voice, sceneId }) =>
          voice && <SceneVoice {...from} key={voice.take.id} take={voice.take} follow={follow(`voice ${sceneId}`)} />,
      )}
      {cut.music && <FilmMusic {...from} key={cut.music.asset.file} music={cut.music} follow={follow('music')} />}
      <CaptionLayer cut={cut} frame={frame} />
    </>
  );
}
