import { useEffect, useRef, useState } from 'react';
import type { Cut } from '../../../shared/cut.ts';
import { frameRateFraction } from '../../../shared/time.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useSession } from '../film/session-context.ts';
import { CaptionLine } from './caption-line.tsx';
import { bringTo, type Following, pictureLevel } from './following.ts';
import { captionAt, layersAt, scenesNear } from './on-screen.ts';
import { usePlayheadFrame, useTransport, useTransportState } from './player-context.tsx';
import { ScenePicture } from './scene-picture.tsx';
import { SceneVoice } from './scene-voice.tsx';

/** Media are loaded this long before they are needed. Seconds. */
const ahead = 4;

/** The rough cut as it will look and sound: the takes themselves, laid over each other, following one clock. */
export function Stage({ cut }: { cut: Cut }) {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const frame = usePlayheadFrame();
  const waiting = useTransportState((state) => state.waiting);
  const followers = useClock(cut);
  const layers = layersAt(cut, frame);
  const near = scenesNear(cut, frame, ahead);
  const follow = (key: string) => (following: Following | null) => {
    if (following) followers.set(key, following);
    else followers.delete(key);
  };

  return (
    <div
      className="relative overflow-hidden rounded-2 bg-black"
      style={{ aspectRatio: `${cut.canvas.width} / ${cut.canvas.height}`, containerType: 'size' }}
    >
      {near.map((scene) => (
        <ScenePicture
          key={scene.sceneId}
          scene={scene}
          rate={cut.canvas.fps}
          number={cut.scenes.indexOf(scene) + 1}
          opacity={layers.find((layer) => layer.scene === scene)?.opacity ?? 0}
          base={mediaBase}
          filmId={filmId}
          follow={follow(`picture ${scene.sceneId}`)}
        />
      ))}
      {near.map(
        (scene) =>
          scene.voice && (
            <SceneVoice
              key={scene.voice.take.id}
              take={scene.voice.take}
              base={mediaBase}
              filmId={filmId}
              follow={follow(`voice ${scene.sceneId}`)}
            />
          ),
      )}
      <CaptionLine text={captionAt(cut, frame)} canvas={cut.canvas} />
      {waiting && (
        <p role="status" className="tabular absolute start-2 top-2 rounded-1 bg-black/70 px-1.5 text-white">
          loading
        </p>
      )}
    </div>
  );
}

/** Runs the clock while the stage is there, and brings every loaded element to its place on each display frame. */
function useClock(cut: Cut): Map<string, Following> {
  const transport = useTransport();
  const [followers] = useState(() => new Map<string, Following>());
  const latest = useRef(cut);
  useEffect(() => {
    latest.current = cut;
  });

  useEffect(() => {
    let before = performance.now();
    let request = 0;
    const onFrame = (now: number) => {
      // The first display frame may carry a time before the effect ran; a long gap means that the window slept.
      transport.tick(Math.min(0.25, Math.max(0, now - before) / 1000));
      before = now;
      transport.setWaiting(!bringAll(latest.current, followers, transport.getState()));
      request = requestAnimationFrame(onFrame);
    };
    request = requestAnimationFrame(onFrame);
    return () => {
      cancelAnimationFrame(request);
      transport.pause();
    };
  }, [transport, followers]);
  return followers;
}

/** False while something that should be seen or heard now is not loaded. */
function bringAll(
  cut: Cut,
  followers: ReadonlyMap<string, Following>,
  state: { readonly frame: number; readonly playing: boolean; readonly speed: number },
): boolean {
  const { num, den } = frameRateFraction(cut.canvas.fps);
  let ready = true;
  for (const scene of cut.scenes) {
    const seconds = ((state.frame - scene.start) * den) / num;
    const inScene = state.frame >= scene.start && state.frame < scene.start + scene.frames;
    const picture = followers.get(`picture ${scene.sceneId}`);
    if (picture) {
      const level = pictureLevel(scene, picture.filling);
      ready = bringTo(picture, { inScene, seconds, level, ...state }) && ready;
    }
    const voice = followers.get(`voice ${scene.sceneId}`);
    if (voice && scene.voice) {
      const inVoice = state.frame >= scene.voice.start && state.frame < scene.voice.start + scene.voice.frames;
      const spoken = ((state.frame - scene.voice.start) * den) / num;
      ready = bringTo(voice, { inScene: inVoice, seconds: spoken, level: 1, ...state }) && ready;
    }
  }
  return ready;
}
