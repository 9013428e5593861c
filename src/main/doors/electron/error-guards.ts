import { app, dialog } from 'electron';

/**
 * Takes uncaught errors over from Electron's raw dialog: they are logged. Before the first window, `isFatal`, nothing
 * could show that the studio is broken, so it says so and ends.
 */
export function guardErrors(isFatal: () => boolean): void {
  const report = (error: unknown): void => {
    console.error(error);
    if (isFatal()) failToStart(error);
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}

/** Says why the studio cannot start, and ends. */
export function failToStart(error: unknown): void {
  dialog.showErrorBox('Circle Take cannot start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
