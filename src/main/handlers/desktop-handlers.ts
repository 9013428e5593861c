import { AppError } from '../../shared/errors.ts';
import type { DesktopShell } from '../desktop-shell.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

/** Native dialogs and the file manager. Every path that a dialog gave may be used from then on. */
export function desktopHandlers({ options, grants }: Parts) {
  const shell = (): DesktopShell => {
    if (options.desktop) return options.desktop;
    throw new AppError({
      code: 'unsupported',
      message: 'Only the desktop app can open a file dialog.',
      action: 'Type the path instead.',
    });
  };
  const granted = (path: string | null): string | null => {
    if (path !== null) grants.grant(path);
    return path;
  };
  return {
    pickFilm: os.desktop.pickFilm.handler(async () => granted(await shell().pickFilm())),
    pickFolder: os.desktop.pickFolder.handler(async ({ input }) => granted(await shell().pickFolder(input.title))),
    pickSavePath: os.desktop.pickSavePath.handler(async ({ input }) =>
      granted(await shell().pickSavePath(input.suggested)),
    ),
    pickMedia: os.desktop.pickMedia.handler(async ({ input }) => granted(await shell().pickMedia(input.role))),
    reveal: os.desktop.reveal.handler(async ({ input }) => shell().reveal(await grants.check(input.path))),
    openExternal: os.desktop.openExternal.handler(({ input }) => shell().openExternal(input.url)),
  };
}
