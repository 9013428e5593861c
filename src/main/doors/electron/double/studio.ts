import type { StudioOptions } from '../../../studio-options.ts';
import { type FakeStudio, fakeStudio } from '../../testing/fake-studio.ts';

type Opened = { readonly studio: FakeStudio; readonly options: StudioOptions };

declare global {
  var openedStudio: Opened | undefined;
}

/** Stands for the engine in the compiled main under test, which finds it in `openedStudio`. */
export async function openStudio(options: StudioOptions): Promise<FakeStudio> {
  if (process.env.DOUBLE_ENGINE_FAILS) throw new Error('the ledger cannot be read');
  const studio = fakeStudio(process.env.DOUBLE_MEDIA ?? '');
  globalThis.openedStudio = { studio, options };
  return studio;
}
