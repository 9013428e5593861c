import { useMemo, useState } from 'react';
import type { Cut } from '../../../shared/cut.ts';
import { keyLabel } from '../../lib/keys.ts';
import { useNavigation } from '../../lib/navigation.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useStable } from '../../lib/use-stable.ts';
import { useSceneActions } from '../board/use-scene-actions.ts';
import { useCut } from '../film/film-data.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { TransportButtons } from '../player/transport-buttons.tsx';
import { Clock } from './clock.tsx';
import { cutMenu } from './cut-menu.tsx';
import { tellDockHeight } from './dock-height.ts';
import { sceneEdges } from './geometry.ts';
import { JoinChoice } from './join-choice.tsx';
import { LaneHeads } from './lane-heads.tsx';
import { type LaneProps, lanesOf } from './lanes.ts';
import { MusicLane } from './music-lane.tsx';
import { PictureLane, type PictureWork } from './picture-lane.tsx';
import { Playhead } from './playhead.tsx';
import { RulerLane } from './ruler-lane.tsx';
import { ClipLane, VoiceLane } from './sound-lanes.tsx';
import { useCutActions } from './use-cut-actions.ts';
import { useTimelineCommands } from './use-timeline-commands.ts';
import { useViewport } from './use-viewport.ts';
import { WordLane } from './word-lanes.tsx';
import { ZoomButtons } from './zoom-buttons.tsx';

/** The film along its length: a strip to pick from below the board, all lanes to work on in the cut. */
export function Timeline() {
  const cut = useCut();
  const view = useNavigation((state) => state.view);
  if (cut.frames === 0) return null;
  return view === 'cut' ? <CutTimeline cut={cut} /> : <BoardTimeline cut={cut} />;
}

function useLaneProps(cut: Cut, zoomable: boolean): LaneProps {
  const { filmId } = useSession();
  const { mediaBase: base } = useHello();
  const edges = useMemo(() => sceneEdges(cut), [cut]);
  const viewport = useViewport(cut.frames, zoomable);
  return { cut, edges, viewport, base, filmId };
}

function BoardTimeline({ cut }: { cut: Cut }) {
  const lane = useLaneProps(cut, false);
  const actions = useCutActions();
  return (
    <section
      ref={tellDockHeight}
      aria-label="Timeline"
      className="flex h-37 shrink-0 flex-col gap-1.5 border-t border-line bg-panel px-4 py-2.5 tiny:h-24"
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
      <div
        ref={lane.viewport.scroller}
        dir="ltr"
        className="relative -my-1 flex min-h-0 grow flex-col gap-1 overflow-hidden py-1"
      >
        <PictureLane {...lane} work={null} actions={actions} />
        <VoiceLane {...lane} className="h-5 tiny:hidden" />
        {cut.music && <MusicLane {...lane} className="h-4 tiny:hidden" />}
        <Playhead cut={cut} viewport={lane.viewport} />
      </div>
    </section>
  );
}

function CutTimeline({ cut }: { cut: Cut }) {
  const film = useFilm();
  const { store } = useSession();
  const lane = useLaneProps(cut, true);
  const actions = useCutActions();
  const scenes = useSceneActions();
  const [joinOf, setJoinOf] = useState<string | null>(null);
  const { viewport } = lane;
  const openJoin = (sceneId: string) => {
    store.select(sceneId);
    setJoinOf(sceneId);
  };
  const work = useStable<PictureWork>({
    openJoin,
    menuOf: (sceneId) => cutMenu({ film, sceneId, actions, scenes, onOpenJoin: openJoin }),
  });
  useTimelineCommands({ cut, viewport, actions, scenes, onOpenJoin: openJoin });
  const lanes = lanesOf(cut, film.captions.on);

  return (
    <section
      ref={tellDockHeight}
      aria-label="Timeline"
      className="flex shrink-0 flex-col gap-1.5 border-t border-line bg-panel px-3 pt-2 pb-1.5 tiny:pb-1"
    >
      <div className="flex items-center gap-3">
        <TransportButtons />
        <Clock cut={cut} />
        <span className="grow" />
        <span className="truncate text-text-3 max-lg:hidden">
          J K L shuttle · {keyLabel('ArrowLeft')} {keyLabel('ArrowRight')} one frame · [ ] length · T transition
        </span>
        <ZoomButtons viewport={viewport} />
      </div>
      {/* Time runs from left to right in every language. */}
      <div dir="ltr" className="flex min-h-0 gap-2">
        <LaneHeads lanes={lanes} />
        <div ref={viewport.scroller} className="min-w-0 grow overflow-x-auto overflow-y-hidden pb-1">
          <div className="relative flex flex-col gap-1" style={{ width: viewport.content }}>
            <RulerLane {...lane} />
            <PictureLane {...lane} work={work} actions={actions} />
            {lanes.includes('titles') && <WordLane {...lane} of="titles" />}
            {lanes.includes('captions') && <WordLane {...lane} of="captions" />}
            <VoiceLane {...lane} />
            {lanes.includes('clips') && <ClipLane {...lane} />}
            <MusicLane {...lane} />
            <Playhead cut={cut} viewport={viewport} />
            {joinOf !== null && (
              <JoinChoice {...lane} sceneId={joinOf} actions={actions} onClose={() => setJoinOf(null)} />
            )}
          </div>
        </div>
      </div>
    </section>
  );
}
