import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFilm } from '../../shared/film.ts';
import { startSimulatedReadAloud } from '../rehearsal/dialects/read-aloud.ts';
import { startSimulatedVendor } from '../rehearsal/simulated-vendor.ts';
import { simulatedDialects } from '../rehearsal/simulated-vendors.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { vendors } from '../vendors/index.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { testKey } from './testing/key-shelf.ts';
import { tools } from './testing/test-bench.ts';

// What the user runs himself is reached at the address in its ring, and nowhere else is a private address fetched from.

const at = benchForEachTest();

async function open(vendorId: string, generatorId: string) {
  const [dialect, vendor] = [simulatedDialects.get(vendorId), vendors.get(vendorId)];
  if (!dialect || !vendor) throw new Error(`no vendor ${vendorId}`);
  const media = { video: at.media('clip.mp4'), image: at.media('still.png'), audio: at.media('voice.wav') };
  const server = await startSimulatedVendor(dialect, { media, latencyMs: 20, token: 'open-sesame' });
  at.atEnd(() => server.close());
  const generator = rowOf(await catalogueRows(vendorId), generatorId);
  await at.makeFilm((film) => ({
    ...film,
    scenes: film.scenes.map((scene) => ({ ...scene, narration: 'Good morning, harbour.' })),
  }));
  const bench = await at.open({
    vendors: [vendor],
    generators: [generator],
    keys: [testKey('attic', { vendor: vendorId, secret: `${server.baseUrl}/ open-sesame` })],
    deps: { allowPrivateHosts: new Set() },
  });
  const { id } = await bench.start(generator.id, generator.role);
  return { bench, server, id };
}

test.each([
  ['comfyui', 'comfyui-sdxl'],
  ['comfyui', 'comfyui-wan-2.1-1.3b'],
  ['own-server', 'own-server-clip'],
  ['own-server', 'own-server-clip-job'],
  ['own-server', 'own-server-still'],
  ['own-server', 'own-server-voice'],
  ['speech-server', 'speech-server-kokoro'],
])('%s makes a take: %s', async (vendorId, generatorId) => {
  const { bench, server, id } = await open(vendorId, generatorId);
  await bench.reaches(id, 'done');
  expect(bench.job(id)).toMatchObject({ error: null, keyLabel: 'Key attic' });
  expect(await bench.session.takes.list()).toHaveLength(1);
  expect(bench.generation.receipts(id)).toMatchObject([{ state: 'settled', micros: 0 }]);
  expect(server.counts().submits).toBe(1);
});

test('a job whose answer was lost is found in ComfyUI by the name that it was sent under', async () => {
  const { bench, server, id } = await open('comfyui', 'comfyui-sdxl');
  await bench.reaches(id, 'done');
  server.sabotage.add({ kind: 'drop' });
  const lost = await bench.start('comfyui-sdxl');
  await bench.reaches(lost.id, 'unknown');
  await bench.reaches(lost.id, 'done');
  expect(server.counts().submits).toBe(2);
  expect(await bench.session.takes.list()).toHaveLength(2);
});

test('Edge read-aloud speaks at the address that is in force, with the time of every word', async () => {
  const file = join(at.dir, 'voice.mp3');
  execFileSync(tools.ffmpeg, ['-v', 'error', '-i', at.media('voice.wav'), '-ar', '24000', '-b:a', '96k', file]);
  const service = await startSimulatedReadAloud({ mp3: readFileSync(file), seconds: 1 });
  at.atEnd(() => service.close());
  const [vendor, [generator]] = [vendors.get('edge'), await catalogueRows('edge')];
  if (!vendor || !generator) throw new Error('no Edge');
  await at.makeFilm((film) => ({
    ...film,
    voice: { ...newFilm({ title: 'Any' }).voice, voice: 'de-DE-KatjaNeural' },
    scenes: film.scenes.map((scene) => ({ ...scene, narration: 'Good morning, harbour.' })),
  }));
  const vendorUrls = () => ({ edge: service.baseUrl });
  const bench = await at.open({ vendors: [vendor], generators: [generator], deps: { vendorUrls } });
  const { id } = await bench.start(generator.id, 'voice');
  await bench.reaches(id, 'done');
  const [take] = await bench.session.takes.list();
  expect(take?.words?.map(({ text }) => text)).toEqual(['Good', 'morning,', 'harbour.']);
  expect(service.heard).toEqual([expect.stringContaining('de-DE-KatjaNeural')]);
});
