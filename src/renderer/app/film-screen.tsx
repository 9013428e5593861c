import { useQueryClient } from '@tanstack/react-query';
import { BoardScreen } from '../features/board/board-screen.tsx';
import { useOpenedFilm } from '../features/film/api.ts';
import { ConflictBar } from '../features/film/conflict-bar.tsx';
import { FilmHeader } from '../features/film/film-header.tsx';
import { FilmLoading, FilmProblem } from '../features/film/film-problem.tsx';
import { SessionContext } from '../features/film/session-context.ts';
import { useFilmCommands } from '../features/film/use-film-commands.ts';
import { ConfirmDialog } from '../features/generation/confirm-dialog.tsx';
import { Inspector } from '../features/inspector/inspector.tsx';
import { errorOf } from '../lib/errors.ts';

/** One open film: header, board, inspector. */
export function FilmScreen({ dir }: { dir: string }) {
  const { session, opened } = useOpenedFilm(dir);
  const queries = useQueryClient();
  if (session) {
    return (
      <SessionContext value={session}>
        <OpenFilm />
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
  useFilmCommands();
  return (
    <div className="flex h-full flex-col">
      <FilmHeader />
      <ConflictBar />
      <div className="grid min-h-0 grow grid-cols-[1fr_clamp(320px,27vw,420px)]">
        <BoardScreen />
        <Inspector />
      </div>
      <ConfirmDialog />
    </div>
  );
}
