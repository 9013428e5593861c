import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { CommandPalette } from '../features/commands/command-palette.tsx';
import { ShortcutList } from '../features/commands/shortcut-list.tsx';
import { heardFilmClosed, heardFilmSaved } from '../features/film/api.ts';
import { pickFilm } from '../features/home/api.ts';
import { HomeScreen } from '../features/home/home-screen.tsx';
import { AwayBar } from '../features/shell/away-bar.tsx';
import { errorOf } from '../lib/errors.ts';
import { watchStudio } from '../lib/events.ts';
import { closePanel, goHome, goToFilm, showCatalogue, showPanel, useNavigation } from '../lib/navigation.ts';
import { helloQuery } from '../lib/queries.ts';
import { listenForKeys, runCommand } from '../lib/shortcuts.ts';
import { ignoreStrayDrops } from '../lib/stray-drops.ts';
import { useCommands } from '../lib/use-commands.ts';
import { useHello } from '../lib/use-hello.ts';
import { ErrorState } from '../ui/states.tsx';
import { Toasts, toast } from '../ui/toasts.tsx';
import { FilmScreen } from './film-screen.tsx';
import { homePanels, panels } from './panels.ts';
import { useTheme } from './theme.ts';

/** Composes the window: one screen, at most one panel, and the layers over them. */
export function App() {
  const queries = useQueryClient();
  const hello = useQuery(helloQuery());
  useTheme(hello.data?.settings.theme);
  useNotices(hello.data?.notices);
  useEffect(listenForKeys, []);
  useEffect(ignoreStrayDrops, []);
  useEffect(
    () => watchStudio(queries, { onCommand: runCommand, onFilmSaved: heardFilmSaved, onFilmClosed: heardFilmClosed }),
    [queries],
  );

  return (
    <div className="flex h-full flex-col">
      {hello.data && <AwayBar />}
      <div className="min-h-0 grow">
        {hello.data ? <Screen /> : hello.error && <Unreachable error={hello.error} onRetry={hello.refetch} />}
      </div>
      {hello.data && <SidePanel />}
      <CommandPalette />
      <ShortcutList />
      <Toasts />
    </div>
  );
}

/** Says once what the studio set aside while opening. */
function useNotices(notices: readonly string[] | undefined): void {
  const said = notices?.join(' ');
  useEffect(() => {
    if (said) toast(said);
  }, [said]);
}

function Screen() {
  const place = useNavigation((state) => state.place);
  const catalogue = useNavigation((state) => state.catalogue);
  const hello = useHello();
  useCommands([
    {
      id: 'studio.home',
      label: 'Go to all films',
      group: 'Studio',
      keys: ['Mod+Shift+h'],
      run: goHome,
      disabled: place.screen === 'home' && !catalogue,
    },
    { id: 'studio.settings', label: 'Settings…', group: 'Studio', keys: ['Mod+,'], run: () => showPanel('settings') },
    {
      id: 'studio.catalogue',
      label: 'Catalogue of generators…',
      group: 'Studio',
      keys: ['Mod+Shift+g'],
      run: () => void (catalogue ? runCommand('catalogue.search') : showCatalogue()),
    },
    {
      id: 'studio.own-models',
      label: 'Own models…',
      group: 'Studio',
      keys: [],
      run: () => showPanel('own-models'),
    },
    { id: 'studio.spending', label: 'Spending…', group: 'Studio', keys: ['m'], run: () => showPanel('spending') },
    {
      id: 'studio.verdicts',
      label: 'Verdicts and what they taught…',
      group: 'Studio',
      keys: [],
      run: () => showPanel('verdicts'),
    },
    { id: 'studio.lost', label: 'Lost and found…', group: 'Studio', keys: [], run: () => showPanel('lost') },
    { id: 'film.new', label: 'New film', group: 'Studio', keys: [], run: () => focusAtHome('[name=film-title]') },
    {
      id: 'film.open',
      label: 'Open a film…',
      group: 'Studio',
      keys: ['Mod+o'],
      run: () => (hello.nativeDialogs ? pickFilm() : focusAtHome('[name=film-folder]')),
    },
    {
      id: 'film.open-path',
      label: 'Open a film',
      group: 'Studio',
      keys: [],
      keyOnly: true,
      run: (dir) => dir && goToFilm(dir),
    },
  ]);
  return place.screen === 'home' ? <HomeScreen /> : <FilmScreen key={place.dir} dir={place.dir} />;
}

/** Shows Home and puts the cursor into one of its fields. */
function focusAtHome(field: string): void {
  goHome();
  // After Home has been drawn.
  setTimeout(() => document.querySelector<HTMLElement>(field)?.focus());
}

function Unreachable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <main className="grid h-full place-content-center">
      <ErrorState error={errorOf(error)} onRetry={onRetry} />
    </main>
  );
}

function SidePanel() {
  const name = useNavigation((state) => state.panel);
  const atHome = useNavigation((state) => state.place.screen === 'home');
  const Content = name && (panels[name] ?? (atHome ? homePanels[name] : undefined));
  return Content ? <Content onClose={closePanel} /> : null;
}
