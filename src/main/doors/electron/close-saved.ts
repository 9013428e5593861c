import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserWindow, dialog } from 'electron';

/** A page with unsaved edits saves them when it is closed, and stays for that moment; this is how long it may take. */
const tries = 6;
const everyMs = 500;
/** A page that neither goes nor says no by then hangs. */
const longestAnswerMs = 4000;

type Outcome = 'closed' | 'stayed' | 'silent';

/** Windows that are being closed here: their `close` needs no second look. */
const closing = new WeakSet<BrowserWindow>();
export const isClosing = (window: BrowserWindow): boolean => closing.has(window);

/**
 * Closes the window once its page has saved what the user typed last. When it cannot save, the user decides: false when
 * the window stays.
 */
export async function closeSaved(window: BrowserWindow): Promise<boolean> {
  if (closing.has(window)) return false;
  closing.add(window);
  try {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const outcome = await close(window);
      if (outcome === 'closed') return true;
      if (outcome === 'silent') break;
      await sleep(everyMs);
      if (window.isDestroyed()) return true;
    }
    if (!(await mayLoseEdits(window))) return false;
    window.destroy();
    return true;
  } finally {
    closing.delete(window);
  }
}

function close(window: BrowserWindow): Promise<Outcome> {
  const { webContents } = window;
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle('silent'), longestAnswerMs);
    const closed = (): void => settle('closed');
    const stayed = (): void => settle('stayed');
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      window.off('closed', closed);
      if (outcome !== 'closed') webContents.off('will-prevent-unload', stayed);
      resolve(outcome);
    };
    window.once('closed', closed);
    webContents.once('will-prevent-unload', stayed);
    window.close();
  });
}

async function mayLoseEdits(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The last changes to the film could not be saved.',
    detail: 'The window shows what stands in the way.',
    buttons: ['Keep working', 'Close without saving'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
