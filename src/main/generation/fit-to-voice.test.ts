import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { LocalVendor } from '../vendors/define-vendor.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import type { Bench } from './testing/test-bench.ts';
import { failed } from './testing/test-server.ts';
import { testGenerator } from './testing/test-vendor.ts';

const at = benchForEachTest();

const free = { micros: 0, per: 'run', certainty: 'exact', asOf: '2026-11-01' } as const;
const base = testGenerator();
const clip = testGenerator({ limits: { ...base.limits, seconds: [2, 10] } });
const speaker = testGenerator({ id: 'speaker', vendor: 'speaker', role: 'voice', category: 'speech', price: free });

/** A film of one scene that lasts as long as its narration: little more than a second, though its words look like ten. */
async function open(speak: LocalVendor['voice'], seconds: number | null = null): Promise<Bench> {
  await at.makeFilm((film) => ({
    ...film,
    voice: { ...film.voice, generator: 'speaker' },
    scenes: film.scenes.map((scene) => ({ ...scene, seconds, narration: 'many words '.repeat(15) })),
  }));
  const vendor: LocalVendor = {
    kind: 'local',
    id: 'speaker',
    name: 'Speaker',
    concurrency: 1,
    ...(speak && { voice: speak }),
  };
  return at.open({ vendors: [vendor], generators: [clip, speaker] });
}

const speak: LocalVendor['voice'] = async ({ dir }) => {
  const file = join(dir, 'out.wav');
  await copyFile(at.media('voice.wav'), file);
  return { file };
};

const both = async (bench: Bench) => {
  const sceneId = bench.scene.id;
  const [picture, voice] = await bench.generation.generate(bench.film.id, [
    { sceneId, role: 'picture' },
    { sceneId, role: 'voice' },
  ]);
  if (!picture || !voice) throw new Error('no jobs');
  return { picture, voice };
};

test('a clip is asked for when its narration is spoken, at the length that it has, and paid for no more', async () => {
  const bench = await open(speak);
  at.server.always('poll', failed);
  const { picture, voice } = await both(bench);
  expect(picture).toMatchObject({ inputs: { seconds: 10 }, priceCeilingMicros: 500_000 });
  expect(picture.progress.text).toBe('Waiting for the narration, which sets its length');
  const ended = await bench.settled(picture.id);
  expect(bench.job(voice.id).state).toBe('done');
  expect(at.server.submitted).toMatchObject([{ inputs: { seconds: 2 } }]);
  expect(ended).toMatchObject({ inputs: { seconds: 2 }, priceCeilingMicros: 100_000 });
  expect(bench.generation.receipts(picture.id)).toMatchObject([{ ceilingMicros: 100_000, micros: 100_000 }]);
});

test('one whose narration fails goes by the estimate', async () => {
  const silent: LocalVendor['voice'] = () => Promise.reject(new AppError({ code: 'provider-failed' }));
  const bench = await open(silent);
  at.server.always('poll', failed);
  const { picture } = await both(bench);
  await bench.settled(picture.id);
  expect(at.server.submitted).toMatchObject([{ inputs: { seconds: 10 } }]);
});

test('a scene with a length of its own waits for nobody', async () => {
  const bench = await open(speak, 2);
  at.server.always('poll', failed);
  const { picture } = await both(bench);
  expect(picture.progress.text).not.toMatch(/narration/);
  await bench.settled(picture.id);
});

test('after a restart the picture waits for its narration again', async () => {
  const hangs: LocalVendor['voice'] = ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('closed'))));
  const bench = await open(hangs);
  at.server.always('poll', failed);
  const { picture, voice } = await both(bench);
  await bench.reaches(voice.id, 'running');
  await bench.close();
  const vendor: LocalVendor = { kind: 'local', id: 'speaker', name: 'Speaker', concurrency: 1, voice: speak };
  const next = await at.open({ vendors: [vendor], generators: [clip, speaker] });
  await next.generation.resumeFilm(next.film.id);
  await next.settled(picture.id);
  expect(at.server.submitted).toMatchObject([{ inputs: { seconds: 2 } }]);
});
