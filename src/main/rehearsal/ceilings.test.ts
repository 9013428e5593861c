import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newFilm, newScene } from '../../shared/film.ts';
import { type Generator, longestSeconds } from '../../shared/generator.ts';
import type { JobInputs } from '../../shared/job.ts';
import { freezeInputs } from '../generation/freeze-inputs.ts';
import type { RemoteInputs } from '../vendors/define-vendor.ts';
import { chargedMicros } from './charge-book.ts';
import type { RehearsalMedia } from './simulated-jobs.ts';
import { startSimulatedVendor } from './simulated-vendor.ts';
import { adapterBench, still } from './testing/adapter-bench.ts';
import { simulatedPairs, usableRows } from './testing/simulated-bench.ts';
import { smallMedia } from './testing/small-media.ts';

// What the button shows is the most that a take may cost: no vendor's own book may say more, whatever is asked for.

let dir: string;
let media: RehearsalMedia;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ceilings-'));
  media = await smallMedia(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** What film.json takes of a prompt or a narration. */
const longestText = 8000;
/** Few words, many words, and none that a segmenter knows. */
const texts = (length: number): string[] =>
  ['a', 'a b ', '?', '日'].map((text) => text.repeat(length).slice(0, length));

type Ask = { readonly generator: Generator; readonly inputs: RemoteInputs; readonly ceiling: number };

function asksOf(generator: Generator): Ask[] {
  const longest = Math.min(longestText, generator.limits.characters ?? longestText);
  const words = (generator.role === 'voice' ? [1, 2, longest - 1, longest] : [longest]).flatMap(texts);
  return words.flatMap((text) => [0.5, 1, 2].map((speed) => ask(generator, text, speed)));
}

function ask(generator: Generator, text: string, speed: number): Ask {
  const { voice, ...film } = newFilm({ title: 'Film' });
  const scene = newScene({ prompt: text, narration: text });
  const order = { film: { ...film, voice: { ...voice, speed } }, scene, generator, seed: { value: 1, asked: false } };
  // The pace stands for the length where there is none.
  const onScreen = (longestSeconds(generator.limits) ?? 5) / speed;
  const { inputs, priceCeilingMicros: ceiling } = freezeInputs({ ...order, onScreen });
  return { generator, inputs: withStills(generator, inputs), ceiling };
}

function withStills({ limits }: Generator, inputs: JobInputs): RemoteInputs {
  if (inputs.role === 'voice') return inputs;
  const { stillTakeId: _, endStillTakeId: __, ...rest } = inputs;
  return { ...rest, still: limits.still === 'no' ? null : still, endStill: limits.lastFrame ? still : null };
}

const wordsOf = (inputs: RemoteInputs): string => {
  const text = inputs.role === 'voice' ? inputs.text : inputs.prompt;
  return `${text.length} of “${text.slice(0, 4)}”`;
};

it.each(simulatedPairs())('no charge of $name is above the ceiling', async ({ vendor, dialect }) => {
  const simulated = await startSimulatedVendor(dialect, { media, latencyMs: 1 });
  const above: string[] = [];
  try {
    for (const each of (await usableRows(vendor.id)).flatMap(asksOf)) {
      const before = chargedMicros(simulated.book());
      await adapterBench(vendor, simulated).pay(each.generator, each.inputs);
      const micros = chargedMicros(simulated.book()) - before;
      if (micros > each.ceiling)
        above.push(`${each.generator.id}: ${micros} > ${each.ceiling}, ${wordsOf(each.inputs)}`);
    }
    expect(above).toEqual([]);
  } finally {
    await simulated.close();
  }
});
