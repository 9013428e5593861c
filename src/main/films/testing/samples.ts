import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Film, newFilm, newScene } from '../../../shared/film.ts';
import { newId } from '../../../shared/ids.ts';
import type { NewTake, TakeStore } from '../take-store.ts';

/** A film with `scenes` scenes. */
export function sampleFilm(title = 'Lighthouse', scenes = 2): Film {
  return newFilm({
    title,
    scenes: Array.from({ length: scenes }, (_, index) => newScene({ title: `Scene ${index + 1}` })),
  });
}

/** An imported picture take that cost nothing. */
export function sampleTake(sceneId: string, init: Partial<NewTake> = {}): NewTake {
  return {
    id: newId('take'),
    sceneId,
    role: 'picture',
    origin: { kind: 'imported', originalName: 'wave.mp4' },
    prompt: 'A wave',
    seed: null,
    inputsDigest: null,
    measured: null,
    probe: { kind: 'video', seconds: 1, width: 160, height: 90, fps: 30, videoCodec: 'h264', audioCodec: null },
    remarks: [],
    words: null,
    cost: { micros: 0, basis: 'free' },
    tookMs: 5,
    warnings: [],
    ...init,
  };
}

/** Files in the store's staging folder, as the engine leaves them before a take is filed. */
export async function stageFiles(store: TakeStore, media: string | Uint8Array = 'moving pictures') {
  const dir = await store.stage();
  const files = { media: join(dir, 'download.MP4'), poster: join(dir, 'poster.jpg') };
  await writeFile(files.media, media);
  await writeFile(files.poster, 'a still');
  return files;
}
