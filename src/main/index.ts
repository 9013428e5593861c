import { join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';
import { createDesktop, type Desktop } from './doors/electron/desktop.ts';
import { failToStart, guardErrors } from './doors/electron/error-guards.ts';
import { createFilmPaths, filmFolder, filmsInArguments } from './doors/electron/film-paths.ts';
import { guardContents } from './doors/electron/guards.ts';
import { openLog } from './doors/electron/log.ts';
import { ownPage } from './doors/electron/own-page.ts';
import { doorPaths, moveDataFolder } from './doors/electron/paths.ts';
import { registerSchemes } from './doors/electron/protocols.ts';

// The desktop door. Everything here runs before Electron is ready, in this order, from static imports only; `ready` is
// never awaited at top level, since it comes only after this module has finished.

let desktop: Desktop | null = null;
guardErrors(() => !desktop?.hasStarted());

const devUrl = app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null);
moveDataFolder();
if (process.platform === 'win32') app.setAppUserModelId('com.circletake.Studio');

if (app.isPackaged) {
  // The fuses do not cover these: a debugger would read keys out of the engine.
  app.commandLine.removeSwitch('remote-debugging-port');
  app.commandLine.removeSwitch('remote-debugging-pipe');
}
// enableSandbox strips --no-sandbox, without which Electron starts neither as root nor in many containers.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerSchemes();

const films = createFilmPaths();
app.on('open-file', (event, path) => {
  event.preventDefault();
  films.add([filmFolder(path)]);
});

const named = filmsInArguments(process.argv.slice(1), process.cwd());
if (app.requestSingleInstanceLock({ paths: named })) desktop = start();
else app.quit();

function start(): Desktop {
  const log = openLog(join(app.getPath('userData'), 'logs'));
  const opening = createDesktop({ paths: doorPaths(import.meta.dirname), devUrl, films, log });
  guardContents(ownPage(devUrl));
  films.add(named);

  app.on('second-instance', (_event, _argv, _cwd, data) => {
    // argv arrives reordered and with switches of Chromium's; our own data does not.
    const { success, data: sent } = z.object({ paths: z.array(z.string()) }).safeParse(data);
    if (success) films.add(sent.paths);
    opening.focus();
  });
  app.on('child-process-gone', (_event, { type, reason, name }) => {
    if (reason !== 'clean-exit') log.write(`process gone: ${type} ${name ?? ''}, ${reason}`);
  });
  app.on('activate', () => opening.focus());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.whenReady().then(opening.boot).catch(failToStart);
  return opening;
}
