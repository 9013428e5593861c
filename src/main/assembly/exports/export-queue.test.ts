import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ExportJob, ExportResult } from '../../../shared/export.ts';
import { newId } from '../../../shared/ids.ts';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { findPreset } from './export-plan.ts';
import { createExportQueue, type QueueOptions } from './export-queue.ts';
import { memoryJournal, testOrder } from './test-exports.ts';
import { plainOptions, testFilm } from './test-film.ts';

const film = await testFilm(await findTools({ env: process.env }), '', [{ title: 'Slate' }]);
const result: ExportResult = {
  ...{ bytes: 1, seconds: 1, frames: 30, width: 160, height: 90, encoder: 'libx264', rendered: 1, reused: 0 },
  ...{ checks: [], beside: [] },
};

function bench(changes: Partial<QueueOptions> = {}) {
  const journal = memoryJournal();
  const queue = createExportQueue({
    ...{ journal, publish: () => {}, hold: async () => {}, release: async () => {}, onDraft: async () => {} },
    make: async () => ({ result, notes: [] }),
    ...changes,
  });
  return { queue, journal };
}

async function order(state: ExportJob['state'] = 'queued') {
  const made = await testOrder(film, temporaryFolder(), { preset: findPreset('draft'), options: plainOptions });
  const id = newId('export');
  return { ...made, job: { ...made.job, id, state, destination: join('/out', `${id}.mp4`) } };
}

test('a finished film stays finished when its folder cannot be closed', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => said.mockRestore());
  const release = async () => {
    throw new Error('The disk is gone.');
  };
  const { queue, journal } = bench({ release });
  const one = await order();
  await queue.add(one, true);
  await vi.waitFor(() => expect(queue.all()).toEqual([]));
  expect(journal.get(one.job.id)?.job).toMatchObject({ state: 'done', error: null, result });
});

test('a film is not let go of while another export of it comes in', async () => {
  const [ends, arrives] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const calls: string[] = [];
  let holds = 0;
  const { queue } = bench({
    hold: async () => {
      holds += 1;
      if (holds === 2) await arrives.promise;
    },
    release: async () => void calls.push('release'),
    make: async () => {
      calls.push('make');
      if (calls.length === 1) await ends.promise;
      return { result, notes: [] };
    },
  });
  await queue.add(await order(), true);
  const second = queue.add(await order(), true);
  ends.resolve();
  await vi.waitFor(() => expect(queue.all()).toEqual([]));
  arrives.resolve();
  await second;
  await vi.waitFor(() => expect(calls).toEqual(['make', 'make', 'release']));
});

test('cancelled while its takes were looked for, an export does not go on', async () => {
  const { queue, journal } = bench();
  const paused = await order('paused');
  journal.add(paused);
  journal.update({ ...paused, job: { ...paused.job, state: 'cancelled' } });
  const again = { ...paused, job: { ...paused.job, state: 'queued' } } as const;
  await expect(queue.add(again, false)).rejects.toMatchObject({ code: 'conflict' });
  expect([queue.all(), journal.get(paused.job.id)?.job.state]).toEqual([[], 'cancelled']);
});
