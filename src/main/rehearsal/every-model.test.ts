import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFilm, newScene } from '../../shared/film.ts';
import type { Generator } from '../../shared/generator.ts';
import { loadCatalogue } from '../generators/catalogue.ts';
import { prepareHandOff } from '../hand-off/prepare-hand-off.ts';
import { answersAtOnce } from '../vendors/define-vendor.ts';
import { vendors } from '../vendors/index.ts';
import type { RehearsalMedia } from './simulated-jobs.ts';
import { startSimulatedVendor } from './simulated-vendor.ts';
import { simulatedDialects } from './simulated-vendors.ts';
import { adapterBench } from './testing/adapter-bench.ts';
import { smallMedia } from './testing/small-media.ts';

// Every model that the field talks about is a row, and each row leads somewhere: to a take, to the tool, to its successor.

/** What people call it, and how its rows are known. */
const names: readonly (readonly [string, (row: Generator) => boolean])[] = [
  ...named('wan', 'Wan 2.1', 'Wan 2.6', 'Wan 3'),
  ...named('kling', 'Kling 3'),
  ...named('pika', 'Pika'),
  ...named('luma', 'Ray'),
  ...named('hailuo', 'Hailuo'),
  ...byName('Gen-3', 'Gen-4', 'Gen-4.5', 'Veo 2', 'Veo 3', 'Veo 3.1', 'Sora 2', 'CogVideoX', 'Open-Sora'),
  ...named('ltx', 'LTX'),
  ...byVendor('starryai', 'vidu', 'pollo', 'krea', 'firefly', 'ideogram', 'leonardo'),
  ...named('seedance', 'Seedance'),
  ...byName('HunyuanVideo', 'Mochi 1', 'Haiper 2', 'Qwen', 'FLUX.1 schnell', 'FLUX.1 dev', 'FLUX 1.1 pro'),
  ...byName('DALL-E 3', 'gpt-image-1-mini', 'gpt-image-2.5', 'SDXL', 'SD 3.5', 'Midjourney', 'Playground v2'),
  ...named('svd', 'Stable Video Diffusion|SVD'),
  ...byVendor('vidnoz', 'deepbrain', 'elai', 'heygen', 'synthesia', 'd-id', 'pictory'),
  ...byName('DIGEN', 'CapCut', 'Lumen5', 'Descript', 'InVideo', 'Canva', 'Edge read-aloud', 'Kokoro'),
  ['OpenAI voices', (row) => row.vendor === 'openai' && row.category === 'speech'],
  ['ElevenLabs voices', (row) => row.vendor === 'elevenlabs' && row.category === 'speech'],
];

function named(family: string, ...words: string[]) {
  return words.map((word) => {
    const pattern = new RegExp(word, 'i');
    return [`${family}: ${word}`, (row: Generator) => row.family === family && pattern.test(row.name)] as const;
  });
}

function byName(...words: string[]) {
  return words.map((word) => {
    const pattern = new RegExp(`(^|\\s)${word.replaceAll('.', '\\.')}`, 'i');
    return [
      word,
      ({ name, alsoCalled = [], id }: Generator) => [name, id, ...alsoCalled].some((each) => pattern.test(each)),
    ] as const;
  });
}

function byVendor(...ids: string[]) {
  return ids.map((id) => [id, ({ vendor }: Generator) => vendor === id] as const);
}

const { generators } = await loadCatalogue(join(import.meta.dirname, '../../../resources'));

let dir: string;
let media: RehearsalMedia;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'every-model-'));
  media = await smallMedia(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

it.each(names)('%s is in the catalogue', (_, isRow) => {
  expect(generators.filter(isRow).map(({ id }) => id)).not.toEqual([]);
});

describe.each(names)('%s', (_, isRow) => {
  it('makes a take, is worked by hand, or says since when it is gone and what came after', async () => {
    const rows = generators.filter(isRow);
    const [row] = rows.filter(isOrdered).length > 0 ? rows.filter(isOrdered) : rows;
    if (row) await lead(row);
  });
});

const isOrdered = ({ status: { kind } }: Generator): boolean => kind === 'live' || kind === 'preview';

async function lead(row: Generator): Promise<void> {
  switch (row.status.kind) {
    case 'retired': {
      const { since, successor, note } = row.status;
      const next = generators.find(({ id }) => id === successor);
      expect(since).toMatch(/^20\d\d-\d\d/);
      expect(note).not.toBe('');
      return expect(next && isOrdered(next), row.id).toBe(true);
    }
    case 'hand-off': {
      const scene = newScene({ prompt: 'A red fox in snow', narration: 'Once there was a fox.' });
      const { text, url } = prepareHandOff(newFilm({ title: 'Film', scenes: [scene] }), scene, row, 5);
      expect(text).toMatch(/fox/);
      return expect(new URL(url).protocol).toBe('https:');
    }
    default:
      return take(row);
  }
}

/** One take through the adapter and the simulation; every row of every vendor is made in queue- and direct-vendors.test. */
async function take(row: Generator): Promise<void> {
  const [vendor, dialect] = [vendors.get(row.vendor), simulatedDialects.get(row.vendor)];
  // What needs no key has tests of its own beside it.
  if (vendor?.kind === 'local') return expect(vendor[row.role], row.id).toBeTypeOf('function');
  if (!vendor || !dialect) throw new Error(`${row.id} leads nowhere.`);
  const simulated = await startSimulatedVendor(dialect, { media, latencyMs: 5 });
  try {
    const bench = adapterBench(vendor, simulated);
    if (answersAtOnce(vendor, row)) expect((await bench.directly(row)).media.length).toBeGreaterThan(0);
    else expect(await bench.make(row)).toMatchObject({ state: 'succeeded' });
  } finally {
    await simulated.close();
  }
}

it('has a row for nothing that leads nowhere', () => {
  const astray = generators.filter((row) => isOrdered(row) && !vendors.has(row.vendor)).map(({ id }) => id);
  expect(astray).toEqual([]);
});
