import type { FromCaptionWorker, ToCaptionWorker } from './caption-messages.ts';

/** Draws an ASS script onto a canvas of its own, in a worker. */
export type CaptionPainter = {
  /** The script to draw from now on, and the addresses of the fonts that it names. */
  setScript: (script: string, fonts: readonly string[]) => void;
  /** Draws a moment of the script, at a size in pixels of the display; the newest wins while one is being drawn. */
  draw: (moment: Moment) => void;
  close: () => void;
};
export type Moment = { readonly seconds: number; readonly width: number; readonly height: number };

/** Starts a worker for the canvas, which is given away to it. `onFailure` is called once, where libass cannot run. */
export function createCaptionPainter(canvas: HTMLCanvasElement, onFailure: (why: string) => void): CaptionPainter {
  const worker = new Worker(new URL('./caption-worker.ts', import.meta.url), { type: 'module', name: 'captions' });
  const send = (message: ToCaptionWorker, transfer: Transferable[] = []): void => worker.postMessage(message, transfer);
  let drawing = false;
  let failed = false;
  const fail = (why: string): void => {
    // Every message that was on its way to the worker fails too.
    if (!failed) onFailure(why);
    failed = true;
  };
  let next: Moment | null = null;
  const drawNext = (): void => {
    drawing = next !== null;
    if (next) send({ kind: 'draw', ...next });
    next = null;
  };

  worker.addEventListener('message', ({ data }: MessageEvent<FromCaptionWorker>) => {
    if (data.kind === 'failed') fail(data.message);
    if (data.kind === 'drawn') drawNext();
  });
  worker.addEventListener('error', (event) => fail(event.message || 'The worker cannot be loaded.'));
  const offscreen = canvas.transferControlToOffscreen();
  send({ kind: 'start', canvas: offscreen }, [offscreen]);

  return {
    setScript: (script, fonts) => send({ kind: 'script', script, fonts }),
    draw: (moment) => {
      next = moment;
      if (!drawing) drawNext();
    },
    close: () => worker.terminate(),
  };
}
