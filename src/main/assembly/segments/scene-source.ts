import { writeFile } from 'node:fs/promises';
import { slateScript } from '../../../shared/ass.ts';
import { type PictureSource, pictureChain } from '../picture/picture-chain.ts';
import type { Look, PictureChain } from '../picture/picture-types.ts';
import type { Encoding } from './encoding.ts';
import type { FactsStore } from './facts-store.ts';
import type { SceneJob } from './scene-jobs.ts';
import type { Stretch } from './segments.ts';

export type SourcePlaces = {
  readonly facts: FactsStore;
  readonly fontsDir: string;
  readonly look: Look;
  /** A path for a file that only this job needs. */
  readonly workFile: (name: string) => string;
};

/** Name of the pad that a scene's chain ends in. */
export const scenePad = 'scene';

/** How a scene's picture is read and laid in, with the files written that this needs. Throws as `readSourceFacts` does. */
export async function sceneChain({ span, segment }: SceneJob, places: SourcePlaces): Promise<PictureChain> {
  const { encoding } = segment;
  const source = await sourceOf(span, encoding, places);
  const canvas = { ...encoding, quick: encoding.speed === 'ultrafast' };
  const place = { ...places, input: 0, label: scenePad };
  const chain = pictureChain(source, span, canvas, places.look, place);
  await Promise.all(chain.scripts.map(({ path, text }) => writeFile(path, text)));
  return chain;
}

async function sourceOf({ shown }: Stretch, encoding: Encoding, places: SourcePlaces): Promise<PictureSource> {
  if (shown.kind === 'slate') {
    const script = places.workFile('slate.ass');
    await writeFile(script, slateScript(shown, encoding));
    return { kind: 'slate', script };
  }
  const { clip, motion, fit, focus } = shown;
  const facts = await places.facts.of(shown);
  return clip ? { kind: 'clip', facts, play: clip, focus, fit } : { kind: 'still', facts, motion, focus, fit };
}
