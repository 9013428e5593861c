import type { Rectangle } from 'electron';
import ElectronStore from 'electron-store';
import type { themes } from '../../../shared/settings.ts';

/** What this machine's desktop remembers between launches. It is about windows, not about films. */
export type DesktopState = {
  readonly bounds: Rectangle | null;
  readonly maximised: boolean;
  /** The theme as last set, so that the first paint is not of the other one. */
  readonly theme: (typeof themes)[number];
  /** Folder that the last file dialog ended in; Electron always starts in Downloads otherwise. */
  readonly lastFolder: string | null;
};

export type DesktopStore = ElectronStore<DesktopState>;

/** `window-state.json` in the user's data folder. A file that cannot be read is begun anew: it holds nothing of value. */
export function openDesktopStore(): DesktopStore {
  return new ElectronStore<DesktopState>({
    name: 'window-state',
    clearInvalidConfig: true,
    defaults: { bounds: null, maximised: false, theme: 'system', lastFolder: null },
  });
}
