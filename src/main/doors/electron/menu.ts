import type { MenuItemConstructorOptions } from 'electron';
import type { RecentFilm, Settings } from '../../../shared/settings.ts';
import { themes } from '../../../shared/settings.ts';

/** What the menu shows. */
export type MenuState = {
  readonly mac: boolean;
  /** Reload and developer tools, while the app is not packaged. */
  readonly developing: boolean;
  readonly recent: readonly Pick<RecentFilm, 'dir' | 'title'>[];
  readonly theme: Settings['theme'];
};

/** What the menu does. */
export type MenuActions = {
  /** Asks the page to run one of its commands; the page knows whether it can, and what undo means where the user types. */
  readonly command: (command: string, argument?: string) => void;
  /** What a text field does by itself. */
  readonly editNatively: (step: 'undo' | 'redo') => void;
  readonly setTheme: (theme: Settings['theme']) => void;
  readonly openLogFolder: () => void;
};

const themeNames = { system: 'As the system', dark: 'Dark', light: 'Light' } as const;
const separator = { type: 'separator' } as const;

/** The application's menu. Item ids are the page's command ids where the item runs one. */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const { command } = actions;
  const item = (id: string, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    click: () => command(id),
    ...(accelerator ? { accelerator } : {}),
  });
  // Undo belongs to the storyboard, and its keys to the page. macOS alone brings a key here (the flag is not for it), and
  // only one that the page has left to the text field with the focus.
  const undoItem = (step: 'undo' | 'redo', label: string, accelerator: string): MenuItemConstructorOptions => ({
    ...item(`film.${step}`, label, accelerator),
    registerAccelerator: false,
    click: (_item, _window, { triggeredByAccelerator }) =>
      triggeredByAccelerator ? actions.editNatively(step) : command(`film.${step}`),
  });
  return [
    ...(state.mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('film.new', 'New film', 'CmdOrCtrl+N'),
        item('film.open', 'Open…', 'CmdOrCtrl+O'),
        { label: 'Open recent', id: 'recent', submenu: recentItems(state, command) },
        item('studio.home', 'All films', 'CmdOrCtrl+Shift+H'),
        separator,
        item('film.export', 'Export…', 'CmdOrCtrl+E'),
        separator,
        state.mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        undoItem('undo', 'Undo', 'CmdOrCtrl+Z'),
        undoItem('redo', 'Redo', 'CmdOrCtrl+Shift+Z'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        item('view.board', 'Board'),
        item('view.wall', 'Wall'),
        item('view.cut', 'Cut'),
        ...viewItems(state, actions),
      ],
    },
    ...(state.mac ? [{ role: 'windowMenu' } as const] : []),
    {
      label: '&Help',
      role: 'help',
      submenu: [
        item('studio.shortcuts', 'Keyboard shortcuts'),
        { id: 'logs', label: 'Show log folder', click: actions.openLogFolder },
        ...(state.mac ? [] : [separator, { role: 'about' } as const]),
      ],
    },
  ];
}

function recentItems({ recent }: MenuState, command: MenuActions['command']): MenuItemConstructorOptions[] {
  if (recent.length === 0) return [{ label: 'No films yet', enabled: false }];
  return recent.map(({ dir, title }) => ({
    // A single & would mark the letter after it as the item's key.
    label: title.replaceAll('&', '&&'),
    toolTip: dir,
    click: () => command('film.open-path', dir),
  }));
}

function viewItems({ theme, developing }: MenuState, { setTheme }: MenuActions): MenuItemConstructorOptions[] {
  return [
    separator,
    {
      label: 'Theme',
      submenu: themes.map((each) => ({
        id: `theme-${each}`,
        label: themeNames[each],
        type: 'radio' as const,
        checked: each === theme,
        click: () => setTheme(each),
      })),
    },
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    ...(developing ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
  ];
}
