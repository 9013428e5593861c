import { useQuery } from '@tanstack/react-query';
import { LibraryBig, Receipt, Settings } from 'lucide-react';
import type { RecentFilm } from '../../../shared/settings.ts';
import { errorOf } from '../../lib/errors.ts';
import { goToFilm, showCatalogue, showPanel, useNavigation } from '../../lib/navigation.ts';
import { recentFilmsQuery } from '../../lib/queries.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { useDocumentTitle } from '../../lib/use-document-title.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ErrorNote, ErrorState, Skeleton } from '../../ui/states.tsx';
import { CatalogueScreen } from '../catalogue/catalogue-screen.tsx';
import { LostChip } from '../lost/lost-chip.tsx';
import { Mark } from '../shell/mark.tsx';
import { pickFilm, useCreateFilm, useFilmActions, useOpenSample } from './api.ts';
import { FilmCard } from './film-card.tsx';
import { FirstRun } from './first-run.tsx';
import { NewFilmForm } from './new-film-form.tsx';
import { OpenFilmForm } from './open-film-form.tsx';

/** All films: the recent ones, a new one, one from disk, or the sample. */
export function HomeScreen() {
  useDocumentTitle(null);
  const catalogue = useNavigation((state) => state.catalogue);
  const sample = useOpenSample();
  useCommands([
    { id: 'film.sample', label: 'Open the sample film', group: 'Studio', keys: [], run: () => sample.mutate() },
  ]);
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line bg-panel px-4">
        <Mark />
        <h1 className="grow text-3 font-semibold">Circle Take</h1>
        <LostChip />
        <IconButton
          label="Catalogue of generators"
          keys="Mod+Shift+g"
          aria-pressed={catalogue}
          onClick={() => showCatalogue(!catalogue)}
        >
          <LibraryBig size={16} aria-hidden />
        </IconButton>
        <IconButton label="Spending" keys="m" onClick={() => showPanel('spending')}>
          <Receipt size={16} aria-hidden />
        </IconButton>
        <IconButton label="Settings" keys="Mod+," onClick={() => showPanel('settings')}>
          <Settings size={16} aria-hidden />
        </IconButton>
      </header>
      {catalogue ? <CatalogueScreen /> : <Films />}
    </div>
  );
}

function Films() {
  const hello = useHello();
  const create = useCreateFilm();
  const sample = useOpenSample();
  return (
    <main className="min-h-0 grow overflow-auto">
      <div className="mx-auto grid max-w-[1480px] grid-cols-[320px_1fr] items-start gap-6 p-6">
        <div className="sticky top-6 flex flex-col gap-4">
          <NewFilmForm busy={create.isPending} onCreate={create.mutate} />
          {hello.nativeDialogs ? (
            <Button onClick={() => pickFilm()}>Open a film…</Button>
          ) : (
            <OpenFilmForm libraryDir={hello.settings.libraryDir} onOpen={goToFilm} />
          )}
          {hello.ffmpeg.problem && <ErrorNote error={hello.ffmpeg.problem} />}
        </div>
        <RecentFilms onSample={sample.mutate} sampleBusy={sample.isPending} canReveal={hello.nativeDialogs} />
      </div>
    </main>
  );
}

type RecentProps = { onSample: () => void; sampleBusy: boolean; canReveal: boolean };

function RecentFilms({ onSample, sampleBusy, canReveal }: RecentProps) {
  const recent = useQuery(recentFilmsQuery());
  const actions = useFilmActions();
  if (recent.error && !recent.data) return <ErrorState error={errorOf(recent.error)} onRetry={recent.refetch} />;
  if (!recent.data) return <LoadingFilms />;
  if (recent.data.length === 0) return <FirstRun onSample={onSample} busy={sampleBusy} />;
  return (
    <section aria-labelledby="recent-films">
      <div className="mb-4 flex items-center justify-between">
        <h2 id="recent-films" className="text-4 font-semibold">
          Recent films
        </h2>
        <Button busy={sampleBusy} onClick={onSample}>
          Open the sample film
        </Button>
      </div>
      <ul className={gridClass}>
        {recent.data.map((film: RecentFilm) => (
          <FilmCard
            key={film.dir}
            film={film}
            onOpen={() => goToFilm(film.dir)}
            onDuplicate={actions.duplicate}
            onDiscard={actions.discard}
            onForget={actions.forget}
            onReveal={canReveal ? actions.reveal : null}
          />
        ))}
      </ul>
    </section>
  );
}

const gridClass = 'grid grid-cols-[repeat(auto-fill,minmax(220px,1fr))] gap-4';

const LoadingFilms = () => (
  <div aria-busy="true" className={gridClass}>
    {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
      <Skeleton key={key} className="h-48 rounded-3" />
    ))}
  </div>
);
