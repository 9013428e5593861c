import { app, type BrowserWindow, dialog } from 'electron';
import type { Studio } from '../../studio.ts';
import { closeSaved, isClosing } from './close-saved.ts';

type QuitOptions = {
  /** Null while the engine is being opened. */
  readonly studio: () => Studio | null;
  readonly window: () => BrowserWindow | null;
  /** Ends what is left, at once. */
  readonly killLeftovers: () => void;
};

type Preventable = { preventDefault(): void };

/** Exports and jobs are on disk; one that does not stop in this time is cleaned up or resumed next time. */
const longestCloseMs = 15_000;

/**
 * Closes the studio before Electron quits: asks once when work would be interrupted, lets the page save, stops the
 * engine safely, and quits again. Gives the handler for a window's `close`, which comes first on Windows and Linux.
 */
export function guardQuit({ studio, window, killLeftovers }: QuitOptions): (event: Preventable) => void {
  let state: 'open' | 'leaving' | 'closed' = 'open';

  const leave = async (opened: Studio): Promise<boolean> => {
    const shown = window();
    if (!(await mayInterrupt(opened, shown))) return false;
    if (shown && !(await closeSaved(shown))) return false;
    await closeInTime(opened);
    return true;
  };
  const hold = (event: Preventable): void => {
    const opened = studio();
    if (state === 'closed' || opened === null) return;
    event.preventDefault();
    if (state === 'leaving') return;
    state = 'leaving';
    leave(opened)
      .catch((error: unknown) => {
        console.error(error);
        // A dialog that fails must not make the studio impossible to quit.
        return true;
      })
      .then((left) => {
        state = left ? 'closed' : 'open';
        if (left) app.quit();
      });
  };

  app.on('before-quit', hold);
  app.on('will-quit', killLeftovers);
  return (event) => {
    const shown = window();
    if (state === 'closed' || shown === null || isClosing(shown)) return;
    if (process.platform !== 'darwin') return hold(event);
    // On macOS a closed window ends nothing; but its page has to save all the same.
    event.preventDefault();
    closeSaved(shown).catch((error: unknown) => console.error(error));
  };
}

/** At log-off Windows sends neither before-quit nor will-quit; there is only time to stop what can be stopped. */
export function closeAtSessionEnd(window: BrowserWindow, studio: () => Studio | null): void {
  window.on('session-end', () => {
    studio()
      ?.close()
      .catch((error: unknown) => console.error(error));
  });
}

async function closeInTime(studio: Studio): Promise<void> {
  const late = AbortSignal.timeout(longestCloseMs);
  const timeout = new Promise<void>((resolve) => late.addEventListener('abort', () => resolve()));
  // What fails to close is logged and left to the clean-up of the next start: quitting has to work.
  await Promise.race([studio.close().catch((error: unknown) => console.error(error)), timeout]);
  if (late.aborted) console.error(`the studio did not close within ${longestCloseMs} ms`);
}

async function mayInterrupt(studio: Studio, window: BrowserWindow | null): Promise<boolean> {
  const message = interruption(studio.busy());
  if (message === null) return true;
  const options = {
    type: 'question' as const,
    message,
    detail: 'Jobs that a vendor already works on are picked up at the next start. An export has to be started again.',
    buttons: ['Keep working', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options);
  return response === 1;
}

/** What quitting now would interrupt, as a question; null when nothing. */
export function interruption({ jobs, exports }: ReturnType<Studio['busy']>): string | null {
  const parts = [counted(exports, 'export'), counted(jobs, 'job')].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return `Quit while ${parts.join(' and ')} ${jobs + exports === 1 ? 'is' : 'are'} running?`;
}

const counted = (count: number, noun: string): string | null =>
  count === 0 ? null : `${count} ${noun}${count === 1 ? '' : 's'}`;
