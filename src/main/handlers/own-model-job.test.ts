import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isSettled, type Job } from '../../shared/job.ts';
import type { OwnModel } from '../../shared/own-generator.ts';
import type { Rehearsal } from '../../shared/rehearsal.ts';
import { createStudioClient, errorDataOf } from '../cli/studio-client.ts';
import { temporaryFolder } from '../films/testing/sabotage.ts';
import { nodeStudioOptions } from '../node-studio.ts';
import { startSimulatedReplicate } from '../rehearsal/dialects/replicate.ts';
import { smallMedia } from '../rehearsal/testing/small-media.ts';
import { openStudio, type Studio } from '../studio.ts';

const model: OwnModel = {
  ...{ vendor: 'replicate', model: 'minimax/hailuo-02', name: 'My Hailuo', category: 'text-to-video', quality: 85 },
  price: { micros: 80_000, per: 'second', certainty: 'exact', asOf: '2026-11-20' },
  fields: { prompt: 'prompt', seconds: 'duration' },
  ...{ fixed: {}, seconds: [6, 10], aspects: null, workflow: null },
};

/** The first time that a job is as `wanted`. */
const jobWhen = (studio: Studio, wanted: (job: Job) => boolean): Promise<Job> =>
  new Promise((resolve) => {
    const stop = studio.subscribe((event) => {
      if (event.type !== 'job' || !wanted(event.job)) return;
      stop();
      resolve(event.job);
    });
  });

const rehearsed = (studio: Studio): Promise<Rehearsal> =>
  new Promise((resolve) => {
    const stop = studio.subscribe((event) => {
      if (event.type !== 'rehearsal' || event.rehearsal.state === 'running') return;
      stop();
      resolve(event.rehearsal);
    });
  });

it('rehearses a model of one’s own, and finishes its take though it is taken out meanwhile', async ({
  onTestFinished,
}) => {
  const dataDir = await temporaryFolder();
  const media = await smallMedia(join(dataDir, 'media'));
  const simulated = await startSimulatedReplicate({ media, latencyMs: 400 });
  onTestFinished(() => simulated.close());
  const env = {
    ...{ CIRCLE_TAKE_USER_DATA: dataDir, CIRCLE_TAKE_LIBRARY: join(dataDir, 'films'), PATH: process.env.PATH },
    ...{ CIRCLE_TAKE_VENDOR_URLS: `replicate=${simulated.baseUrl}`, REPLICATE_API_TOKEN: 'rehearsal-key' },
  };
  const studio = await openStudio(nodeStudioOptions('browser', env));
  onTestFinished(() => studio.close());
  const client = createStudioClient(studio);
  const { id: generator } = await client.catalogue.keep({ id: null, model });
  const script = { name: 'a.md', text: '# Walk\n\n## One\nseconds: 6\nprompt: A calm sea\n' };
  const { filmId, film, revision } = await client.films.create({ script });
  const wishes = [{ sceneId: film.scenes[0]?.id ?? '', role: 'picture' as const, generator }];

  const { scenes } = film;
  const own = scenes.map((scene) => ({ ...scene, generator: { picture: generator, voice: null } }));
  await client.films.save({ filmId, baseRevision: revision, film: { ...film, scenes: own } });
  const report = rehearsed(studio);
  await client.rehearsal.start({ filmId });
  expect(await report).toMatchObject({ state: 'done', report: { wished: 1, made: 1, chargedMicros: 0, hurdles: [] } });

  const running = jobWhen(studio, ({ state }) => state === 'running');
  const over = jobWhen(studio, ({ state }) => isSettled(state));
  await client.jobs.generate({ filmId, wishes });
  await running;
  const refused = await client.catalogue.remove({ generator }).catch(errorDataOf);
  expect(refused).toMatchObject({ code: 'conflict', message: 'A take of My Hailuo is under way.' });

  // The file may be edited by hand all the same.
  await writeFile(join(dataDir, 'generators.json'), JSON.stringify({ version: 1, generators: [] }));
  expect((await client.catalogue.reload()).generators).toEqual([]);
  expect(await over).toMatchObject({ state: 'done', generator });
  expect(await client.takes.list({ filmId })).toMatchObject([{ cost: { micros: 480_000 } }]);

  const { hurdles } = await client.jobs.judge({ filmId, wishes });
  expect(hurdles).toMatchObject([
    { code: 'unsupported', message: expect.stringMatching(/My Hailuo was taken out of your catalogue on /) },
  ]);
  const { generators } = await client.generators.list();
  expect(generators.some(({ id }) => id === generator)).toBe(false);
});
