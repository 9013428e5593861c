import { type BrowserWindow, powerSaveBlocker } from 'electron';
import { restingExports } from '../../../shared/export.ts';
import type { Studio } from '../../studio.ts';

/** Shows exports on the dock or task bar and keeps the machine awake while any runs. Returns the way to stop. */
export function showProgress(studio: Studio, window: () => BrowserWindow | null): () => void {
  const running = new Map<string, number>();
  let blocker: number | null = null;

  const update = (): void => {
    const fractions = [...running.values()];
    const mean = fractions.reduce((sum, fraction) => sum + fraction, 0) / fractions.length;
    window()?.setProgressBar(fractions.length === 0 ? -1 : mean);
    if (fractions.length > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
  const unsubscribe = studio.subscribe((event) => {
    if (event.type !== 'export') return;
    const { id, state, fraction } = event.export;
    if (restingExports.includes(state)) running.delete(id);
    else running.set(id, fraction);
    update();
  });
  return () => {
    unsubscribe();
    running.clear();
    update();
  };
}
