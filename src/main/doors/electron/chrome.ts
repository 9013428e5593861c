import { app, BrowserWindow, Menu, nativeTheme, shell } from 'electron';
import type { RecentFilm, Settings } from '../../../shared/settings.ts';
import type { Studio } from '../../studio.ts';
import type { OwnClient } from './calls.ts';
import type { DesktopStore } from './desktop-store.ts';
import { menuTemplate } from './menu.ts';

type ChromeOptions = {
  readonly studio: Studio;
  readonly client: OwnClient;
  readonly store: DesktopStore;
  readonly logDir: string;
};

/** The parts around the page: menu and theme. `refreshRecent` after films were opened or went away. */
export type Chrome = { refreshRecent(): void };

/** Sets menu and theme, and keeps them as the settings and the recent films are. */
export function keepChrome({ studio, client, store, logDir }: ChromeOptions): Chrome {
  let recent: readonly RecentFilm[] = [];
  const logged = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => console.error(error));
  };
  const openLogFolder = async (): Promise<void> => {
    const problem = await shell.openPath(logDir);
    if (problem) console.error(`${logDir}: ${problem}`);
  };
  const applyMenu = (): void => {
    const template = menuTemplate(
      { mac: process.platform === 'darwin', developing: !app.isPackaged, recent, theme: store.get('theme') },
      {
        command: (command, argument) => studio.publish({ type: 'command', command, argument: argument ?? null }),
        editNatively: (step) => BrowserWindow.getFocusedWindow()?.webContents[step](),
        setTheme: (theme) => logged(client.settings.set({ theme })),
        openLogFolder: () => logged(openLogFolder()),
      },
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  const applyTheme = (theme: Settings['theme']): void => {
    nativeTheme.themeSource = theme;
    if (theme === store.get('theme')) return;
    store.set('theme', theme);
    applyMenu();
  };
  const readSettings = async (): Promise<void> => applyTheme((await client.studio.hello()).settings.theme);
  const readRecent = async (): Promise<void> => {
    recent = (await client.films.recent()).filter(({ exists }) => exists).slice(0, 10);
    applyMenu();
  };

  nativeTheme.themeSource = store.get('theme');
  applyMenu();
  studio.subscribe((event) => {
    if (event.type === 'settings') logged(readSettings());
  });
  logged(readSettings());
  logged(readRecent());
  return { refreshRecent: () => logged(readRecent()) };
}
