import { useQuery } from '@tanstack/react-query';
import { Settings } from 'lucide-react';
import type { RecentFilm } from '../../../shared/settings.ts';
import { errorOf } from '../../lib/errors.ts';
import { goToFilm, showPanel } from '../../lib/navigation.ts';
import { recentFilmsQuery } from '../../lib/queries.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { useDocumentTitle } from '../../lib/use-document-title.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { EmptyState, ErrorNote, ErrorState, Skeleton } from '../../ui/states.tsx';
import { Mark } from '../shell/mark.tsx';
import { pickFilm, useCreateFilm, useFilmActions, useOpenSample } from './api.ts';
import { FilmCard } from './film-card.tsx';
import { NewFilmForm } from './new-film-form.tsx';
import { OpenFilmForm } from './open-film-form.tsx';

/** All films: the recent ones, a new one, one from disk, or the sample. */
export function HomeScreen() {
  const hello = useHello();
  useDocumentTitle(null);
  const create = useCreateFilm();
  const sample = useOpenSample();
  useCommands([
    {
      id: 'film.new',
      label: 'New film',
      group: 'Studio',
      keys: ['n'],
      run: () => document.querySelector<HTMLElement>('[name=film-title]')?.focus(),
    },
    { id: 'film.sample', label: 'Open the sample film', group: 'Studio', keys: [], run: () => sample.mutate() },
    {
      id: 'film.open',
      label: 'Open a film…',
      group: 'Studio',
      keys: ['Mod+o'],
      run: () =>
        hello.nativeDialogs ? pickFilm(hello) : document.querySelector<HTMLElement>('[name=film-folder]')?.focus(),
    },
  ]);
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line bg-panel px-4">
        <Mark />
        <h1 className="grow text-3 font-semibold">Circle Take</h1>
        <IconButton label="Settings" keys="Mod+," onClick={() => showPanel('settings')}>
          <Settings size={16} aria-hidden />
        </IconButton>
      </header>
      <main className="min-h-0 grow overflow-auto">
        <div className="mx-auto grid max-w-[1480px] grid-cols-[320px_1fr] items-start gap-6 p-6">
          <div className="sticky top-6 flex flex-col gap-4">
            <NewFilmForm busy={create.isPending} onCreate={create.mutate} />
            {hello.nativeDialogs ? (
              <Button onClick={() => pickFilm(hello)}>Open a film…</Button>
            ) : (
              <OpenFilmForm libraryDir={hello.settings.libraryDir} onOpen={goToFilm} />
            )}
            {hello.ffmpeg.problem && <ErrorNote error={hello.ffmpeg.problem} />}
          </div>
          <RecentFilms onSample={sample.mutate} sampleBusy={sample.isPending} canReveal={hello.nativeDialogs} />
        </div>
      </main>
    </div>
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

const lessons = [
  ['Write scenes', 'A prompt for the picture, a line to be spoken. Or paste a whole script.'],
  ['Generate takes', 'As many as you like, from several generators. Sketches and the built-in voice are free.'],
  ['Circle the best', 'Keys 1 to 9. The cut follows the circles, and Export makes one MP4 of it.'],
] as const;

/** Four takes of one scene, the third circled: what the studio is about, without words. */
const takeGrounds = [
  'linear-gradient(180deg,#26364d 0 45%,#c98a53 46%,#40281b 80%)',
  'radial-gradient(circle at 30% 70%,#fff3c7 0 4%,#d8a13d 5% 18%,#3a2a45 60%,#17131f)',
  'radial-gradient(circle at 62% 40%,#f3d9b0 0 10%,#8a5a3c 11% 30%,#23191a 70%)',
  'linear-gradient(180deg,#171c33,#3b2f63 60%,#d36f6b)',
];

const CircledTake = () => (
  <div aria-hidden className="mb-2 flex items-center gap-3">
    {takeGrounds.map((background, index) => (
      <span
        key={background}
        style={{ background }}
        className={`relative h-14 w-25 rounded-2 ${index === 2 ? '' : 'opacity-60'}`}
      >
        {index === 2 && (
          <span className="absolute -inset-x-2 -inset-y-2.5 -rotate-3 rounded-[50%] border-[2.5px] border-pencil-line" />
        )}
      </span>
    ))}
  </div>
);

function FirstRun({ onSample, busy }: { onSample: () => void; busy: boolean }) {
  return (
    <section className="rounded-3 border border-line bg-panel">
      <EmptyState
        picture={<CircledTake />}
        title="No films yet"
        text="On a set, the director circles the take to print. Here a film is a storyboard, and every scene gets takes to choose from."
        actions={
          <Button look="primary" busy={busy} onClick={onSample}>
            Open the sample film
          </Button>
        }
      />
      <ol className="grid grid-cols-3 gap-px border-t border-line bg-line">
        {lessons.map(([title, text], index) => (
          <li key={title} className="bg-panel p-5">
            <span className="tabular text-text-3">{index + 1}</span>
            <h3 className="mt-1 text-[13px] font-semibold">{title}</h3>
            <p className="mt-1 text-text-2">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
