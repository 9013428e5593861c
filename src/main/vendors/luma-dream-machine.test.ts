import { expect, it } from 'vitest';
import { asFrozen } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { lumaDreamMachine } from './luma-dream-machine.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of lumaai 1.19.1.

const rows = await catalogueRows('luma-dream-machine');
const generator = rowOf(rows, 'luma-ray-2');
const inputs = pictureWish();
const id = 'f6a3c0de-0c1b-4a5d-9d27-2f9f2b2a1d10';
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const body = { model: 'ray-2', prompt: inputs.prompt, aspect_ratio: '16:9', duration: '5s', resolution: '720p' };
const request = { method: 'POST' as const, path: '/generations/video', body };
const created_at = '2026-11-20T08:00:00.000Z';
const generation = (more: object) => ({
  ...{ id, generation_type: 'video', state: 'queued', failure_reason: null, created_at, assets: null, model: 'ray-2' },
  ...{ request: { generation_type: 'video', ...body }, ...more },
});
const answer = (more: object) => ({ status: 200, headers: {}, body: generation(more) });
const no = (status: number, detail: string) => ({ status, headers: {}, body: { detail } });
const orphan = { operation: { id }, name: id, takenAt: created_at, about: inputs.prompt, state: 'running' as const };

describeQueueVendor(lumaDreamMachine, {
  ...{ generator, inputs, request, keyHeaders: { authorization: 'Bearer rehearsal-key' } },
  answers: {
    submitted: { ...answer({}), status: 201 },
    running: answer({ state: 'dreaming' }),
    succeeded: answer({ state: 'completed', assets: { video: clip, image: null, progress_video: null } }),
    failed: answer({ state: 'failed', failure_reason: 'Internal error' }),
    unauthorized: no(403, 'Not authenticated'),
    noCredit: no(400, 'Insufficient credits'),
    rateLimited: no(429, 'Too many requests'),
    account: { status: 200, body: { credit_balance: 1250 } },
  },
  outputs: [clip],
  moderated: { at: 'poll', answer: answer({ state: 'failed', failure_reason: '400: Prompt blocked by moderation' }) },
  retryAfterMs: null,
  account: { name: 'Luma account', balanceMicros: 12_500_000 },
  recent: {
    sent: { generator, inputs: asFrozen(inputs), request, sentAt: created_at },
    answer: {
      status: 200,
      body: {
        generations: [
          generation({ state: 'dreaming' }),
          generation({ request: { ...body, prompt: 'A dog' } }),
          generation({ request: { ...body, model: 'ray-flash-2' } }),
        ],
      },
    },
    listed: [
      { ...orphan, match: 'same' },
      { ...orphan, about: 'A dog', match: 'similar' },
      { ...orphan, match: 'other' },
    ],
  },
});

it('leaves stills out and says so', () => {
  const still = 'data:image/png;base64,AA==';
  const asked = lumaDreamMachine.submit.toRequest(generator, { ...inputs, still });
  expect(asked).toEqual({ request, warnings: ["Ray 2 takes no still, so the scene's still was left out."] });
});

it('sees where there is no file', () => {
  expect(lumaDreamMachine.poll.readStatus(answer({ state: 'completed' }))).toMatchObject({ state: 'failed' });
});
