import { useRef } from 'react';
import type { Cut } from '../../../shared/cut.ts';
import { formatTimecode, frameSeconds } from '../../../shared/time.ts';
import { keyLabel } from '../../lib/keys.ts';
import { posterUrl } from '../../lib/media.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useStable } from '../../lib/use-stable.ts';
import { useCut } from '../film/film-data.ts';
import { useFilmState, useSession } from '../film/session-context.ts';
import { usePlayheadFrame, useTransport } from './player-context.tsx';
import { TimelineScene } from './timeline-scene.tsx';
import { TransportButtons } from './transport-buttons.tsx';
import { VoiceLane } from './voice-lane.tsx';

/** The cut as a strip: scenes by length with their pictures, the narration below, and the playhead over both. */
export function Timeline() {
  const cut = useCut();
  const { filmId, store } = useSession();
  const { mediaBase } = useHello();
  const transport = useTransport();
  const selected = useFilmState((state) => state.selectedSceneId);
  const { onPick } = useStable({
    onPick: (sceneId: string, start: number) => {
      store.select(sceneId);
      transport.seek(start);
    },
  });
  if (cut.frames === 0) return null;

  return (
    <section
      aria-label="Timeline"
      className="flex h-37 shrink-0 flex-col gap-1.5 border-t border-line bg-panel px-4 py-2.5 [@media(max-height:560px)]:h-24"
    >
      <div className="flex items-center gap-3">
        <TransportButtons />
        <Clock cut={cut} />
        <span className="grow" />
        <span className="text-text-3 max-lg:hidden">
          {keyLabel('Space')} plays · J K L · {keyLabel(',')} {keyLabel('.')} one frame
        </span>
      </div>
      {/* Time runs from left to right in every language. */}
      <div dir="ltr" className="relative flex min-h-0 grow flex-col gap-1">
        <div className="flex min-h-0 grow gap-0.5">
          {cut.scenes.map((scene, index) => (
            <TimelineScene
              key={scene.sceneId}
              sceneId={scene.sceneId}
              title={scene.title}
              start={scene.start}
              share={scene.frames - scene.joinFrames}
              number={index + 1}
              poster={posterUrl(mediaBase, filmId, scene.picture)}
              selected={scene.sceneId === selected}
              onPick={onPick}
            />
          ))}
        </div>
        <VoiceLane cut={cut} base={mediaBase} filmId={filmId} />
        <Playhead cut={cut} />
      </div>
    </section>
  );
}

function Clock({ cut }: { cut: Cut }) {
  const frame = usePlayheadFrame();
  const { fps } = cut.canvas;
  return (
    <span className="tabular">
      {formatTimecode(frameSeconds(frame, fps))}
      <span className="text-text-3"> / {formatTimecode(frameSeconds(cut.frames, fps))}</span>
    </span>
  );
}

/** Shows where the film stands. The whole strip below the scenes, and the head itself, can be dragged. */
function Playhead({ cut }: { cut: Cut }) {
  const frame = usePlayheadFrame();
  const transport = useTransport();
  const strip = useRef<HTMLDivElement>(null);
  const seekTo = (clientX: number) => {
    const box = strip.current?.getBoundingClientRect();
    if (box) transport.seek(((clientX - box.left) / box.width) * cut.frames);
  };
  return (
    <div ref={strip} className="pointer-events-none absolute inset-0 z-2">
      <div
        role="slider"
        tabIndex={0}
        aria-label="Playhead"
        aria-valuemin={0}
        aria-valuemax={cut.frames - 1}
        aria-valuenow={frame}
        aria-valuetext={formatTimecode(frameSeconds(frame, cut.canvas.fps))}
        className="pointer-events-auto absolute -top-1.5 bottom-0 -ms-2 w-4 touch-none before:absolute before:inset-y-0 before:start-[7.25px] before:w-[1.5px] before:bg-text after:absolute after:start-1 after:top-0 after:border-4 after:border-b-0 after:border-transparent after:border-t-text"
        style={{ left: `${(frame / cut.frames) * 100}%` }}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event.clientX)}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (!step || event.shiftKey) return;
          event.preventDefault();
          transport.step(step);
        }}
      />
    </div>
  );
}
