import { useQueryClient } from '@tanstack/react-query';
import { frameRateFraction } from '../../shared/time.ts';
import { ActivityPanel } from '../features/activity/activity-panel.tsx';
import { BoardScreen } from '../features/board/board-screen.tsx';
import { ByHandPanel } from '../features/by-hand/by-hand-panel.tsx';
import { CatalogueScreen } from '../features/catalogue/catalogue-screen.tsx';
import { CutScreen } from '../features/draft/cut-screen.tsx';
import { ExportPanel } from '../features/export/export-panel.tsx';
import { FanOutPanel } from '../features/fan-out/fan-out-panel.tsx';
import { useOpenedFilm } from '../features/film/api.ts';
import { ConflictBar } from '../features/film/conflict-bar.tsx';
import { useCut } from '../features/film/film-data.ts';
import { FilmHeader } from '../features/film/film-header.tsx';
import { FilmLoading, FilmProblem } from '../features/film/film-problem.tsx';
import { FilmSettings } from '../features/film/film-settings.tsx';
import { SessionContext } from '../features/film/session-context.ts';
import { useFilmCommands } from '../features/film/use-film-commands.ts';
import { VersionsPanel } from '../features/film/versions-panel.tsx';
import { PendingPanel } from '../features/generation/pending-panel.tsx';
import { Inspector } from '../features/inspector/inspector.tsx';
import { FilmLost } from '../features/lost/film-lost.tsx';
import { PlayerProvider, useTransport } from '../features/player/player-context.tsx';
import { usePlayerCommands } from '../features/player/use-player-commands.ts';
import { RehearsalPanel } from '../features/rehearsal/rehearsal-panel.tsx';
import { FilmSpending } from '../features/spending/film-spending.tsx';
import { Timeline } from '../features/timeline/timeline.tsx';
import { WallScreen } from '../features/wall/wall-screen.tsx';
import { errorOf } from '../lib/errors.ts';
import { closePanel, showView, useNavigation } from '../lib/navigation.ts';

/** One open film: its header, and the board or the rough cut with inspector and timeline, or the wall. */
export function FilmScreen({ dir }: { dir: string }) {
  const { session, opened } = useOpenedFilm(dir);
  const queries = useQueryClient();
  if (session) {
    return (
      <SessionContext value={session}>
        <PlayerProvider>
          <OpenFilm />
        </PlayerProvider>
      </SessionContext>
    );
  }
  if (opened.error) {
    const reopen = () => queries.invalidateQueries({ queryKey: ['film', dir] });
    return <FilmProblem dir={dir} error={errorOf(opened.error)} onReopen={reopen} />;
  }
  return <FilmLoading />;
}

function OpenFilm() {
  const view = useNavigation((state) => state.view);
  const panel = useNavigation((state) => state.panel);
  const catalogue = useNavigation((state) => state.catalogue);
  useFilmCommands();
  return (
    <div className="flex h-full flex-col">
      <FilmHeader />
      <ConflictBar />
      {catalogue ? <CatalogueScreen /> : view === 'wall' ? <WallScreen /> : <Bench view={view} />}
      {panel === 'film' && <FilmSettings onClose={closePanel} />}
      {panel === 'activity' && <ActivityPanel onClose={closePanel} />}
      {panel === 'lost' && <FilmLost onClose={closePanel} />}
      {panel === 'rehearsal' && <RehearsalPanel onClose={closePanel} />}
      {panel === 'spending' && <FilmSpending onClose={closePanel} />}
      {panel === 'versions' && <VersionsPanel onClose={closePanel} />}
      {panel === 'export' && <ExportPanel onClose={closePanel} />}
      {panel === 'by-hand' && <ByHandPanel onClose={closePanel} />}
      {panel === 'compare' && <FanOutPanel onClose={closePanel} />}
      <PendingPanel />
    </div>
  );
}

/** Where scenes are made and cut. The wall has players and keys of its own. */
function Bench({ view }: { view: 'board' | 'cut' }) {
  const { num, den } = frameRateFraction(useCut().canvas.fps);
  usePlayerCommands(useTransport(), num / den, () => showView('cut'));
  return (
    <>
      <div className="grid min-h-0 grow grid-cols-[1fr_clamp(320px,27vw,420px)]">
        {view === 'cut' ? <CutScreen /> : <BoardScreen />}
        <Inspector />
      </div>
      <div data-dock>
        <Timeline />
      </div>
    </>
  );
}
