import startLibass from 'jassub/dist/wasm/jassub-worker.js';
import { Canvas2DRenderer } from 'jassub/dist/worker/renderers/2d-renderer.js';
import type { ASSImage } from 'jassub/dist/worker/util.js';
import type { MainModule } from 'jassub/src/wasm/types.d.ts';
import type { FromCaptionWorker, ToCaptionWorker } from './caption-messages.ts';

/**
 * Draws captions with libass, the engine of the export. The package's own worker is left out: it would bring code that
 * looks for fonts on the machine and on the net.
 */
declare const self: typeof globalThis & {
  readonly HEAPU8RAW: Uint8Array<ArrayBuffer>;
  postMessage: (message: FromCaptionWorker) => void;
};

type Libass = { readonly track: InstanceType<MainModule['JASSUB']>; readonly allocate: (bytes: number) => number };

const painter = new Canvas2DRenderer();
const known = new Set<string>();
let moment: { seconds: number; width: number; height: number } | null = null;
let scripted = false;

async function start(canvas: OffscreenCanvas): Promise<Libass> {
  const { JASSUB, _malloc } = (await startLibass({ __out: () => {} })) as MainModule;
  painter.setCanvas(canvas);
  return { track: new JASSUB(canvas.width, canvas.height, 'Circle Latin SemiBold'), allocate: _malloc };
}

async function takeScript({ track, allocate }: Libass, script: string, fonts: readonly string[]): Promise<void> {
  const missing = fonts.filter((url) => !known.has(url));
  for (const bytes of await Promise.all(missing.map(readFont))) {
    const at = allocate(bytes.byteLength);
    self.HEAPU8RAW.set(bytes, at);
    track.addFont(`font-${at}`, at, bytes.byteLength);
  }
  for (const url of missing) known.add(url);
  if (missing.length > 0) track.reloadFonts();
  track.createTrackMem(script);
  scripted = true;
  draw(track, true);
}

async function readFont(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The caption font ${url} cannot be read: ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** libass gives no images where nothing changed since the last time. */
function draw(track: Libass['track'], anew: boolean): void {
  if (!moment || !scripted) return;
  const { seconds, width, height } = moment;
  track.resizeCanvas(width, height, width, height);
  painter.resizeCanvas(width, height);
  const images = track.rawRender(seconds, Number(anew)) as ASSImage[] | null;
  if (images) painter.render(images, self.HEAPU8RAW);
}

let size = '';

async function follow(libass: Libass, message: Exclude<ToCaptionWorker, { kind: 'start' }>): Promise<void> {
  if (message.kind === 'script') return takeScript(libass, message.script, message.fonts);
  moment = message;
  const sized = `${message.width} ${message.height}`;
  draw(libass.track, sized !== size);
  size = sized;
  self.postMessage({ kind: 'drawn' });
}

let work: Promise<unknown> = Promise.resolve();
let engine: Promise<Libass> | null = null;

/** One message after the other, so that nothing is drawn with half of the fonts. */
self.addEventListener('message', ({ data }: MessageEvent<ToCaptionWorker>) => {
  const step = async (): Promise<void> => {
    if (data.kind === 'start') {
      engine = start(data.canvas);
      await engine;
      self.postMessage({ kind: 'ready' });
    } else if (engine) await follow(await engine, data);
  };
  work = work.then(step).catch((error: unknown) => self.postMessage({ kind: 'failed', message: String(error) }));
});
