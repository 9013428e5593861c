import { describe, expect, it } from 'vitest';
import { ticket } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { runware } from './runware.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of the source of @runware/sdk 1.6.8 and of captures of 2026.

const rows = await catalogueRows('runware');
const generator = rowOf(rows, 'runware-kling-2.5-turbo-pro');

const inputs = pictureWish({ seconds: 5, seed: 42 });
const { still: _, endStill: __, ...frozen } = inputs;

const ok = (body: unknown, status = 200): VendorResponse => ({ status, headers: {}, body });
const about = { taskType: 'videoInference', taskUUID: ticket };
const result = (more: object) => ok({ data: [{ ...about, ...more }] });
const no = (code: string, status = 200, more: object = about) =>
  ok({ data: [], errors: [{ code, message: 'Runware says so.', ...more }] }, status);
const address = 'https://vm.runware.ai/video/ws/0/vi/b7db282d.mp4';
const task = {
  ...{ ...about, model: 'klingai:6@1', deliveryMethod: 'async', includeCost: true, numberResults: 1 },
  ...{ outputType: 'URL', outputFormat: 'MP4', positivePrompt: inputs.prompt, duration: 5, width: 1280, height: 720 },
};

describeQueueVendor(runware, {
  generator,
  inputs,
  request: { method: 'POST', path: '/v1', body: [task] },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  moderated: { at: 'poll', answer: no('providerContentPolicyViolation') },
  answers: {
    submitted: ok({ data: [about] }),
    running: result({ status: 'processing', progress: 40 }),
    succeeded: result({ status: 'success', videoURL: address, cost: 0.35 }),
    failed: no('timeoutProvider'),
    unauthorized: no('invalidApiKey', 401, { taskType: 'authentication', parameter: 'apiKey' }),
    noCredit: no('insufficientCredits'),
    rateLimited: no('inferenceRateLimitExceeded', 429),
    account: ok({
      data: [
        { taskType: 'accountManagement', organizationName: 'Example', balance: { amount: 12.34, freeBalance: 1 } },
      ],
    }),
  },
  outputs: [address],
  retryAfterMs: null,
  account: { name: 'Example', balanceMicros: 13_340_000 },
  recent: {
    sent: {
      ...{ generator, inputs: { ...frozen, stillTakeId: null, endStillTakeId: null } },
      request: { method: 'POST', path: '/v1', body: [task] },
      sentAt: '2026-11-20T10:00:00.000Z',
    },
    answer: result({ status: 'processing' }),
    listed: [
      {
        ...{ operation: { id: ticket }, name: ticket, takenAt: '2026-11-20T10:00:00.000Z', state: 'running' },
        ...{ about: inputs.prompt, match: 'same' },
      },
    ],
  },
});

const status = (response: VendorResponse) => runware.poll.readStatus(response, { id: ticket });

describe('tasks', () => {
  const still = 'data:image/png;base64,AAAA';
  const sent = (row: string, wish: Partial<typeof inputs>) => {
    const { request } = runware.submit.toRequest(rowOf(rows, row), { ...inputs, ...wish }, undefined, ticket);
    return Array.isArray(request.body) ? request.body[0] : null;
  };

  it('start and end on pictures, which give them their shape', () => {
    const both = sent('runware-kling-3-pro', { still, endStill: still });
    expect(both.inputs).toEqual({
      frameImages: [
        { image: still, frame: 'first' },
        { image: still, frame: 'last' },
      ],
    });
    expect(both).not.toHaveProperty('width');
    expect(sent('runware-runway-gen-4.5', { still, endStill: still }).inputs.frameImages).toHaveLength(1);
  });

  it('are pictures in the nearest size of the model', () => {
    expect(sent('runware-flux-1-dev', { width: 720, height: 1280, aspect: '9:16' })).toMatchObject({
      ...{ taskType: 'imageInference', outputFormat: 'PNG', width: 768, height: 1344, seed: 42 },
    });
  });

  it('tell how far they are and what they cost', () => {
    expect(status(result({ status: 'processing', progress: 40 }))).toMatchObject({ progress: { fraction: 0.4 } });
    expect(status(result({ status: 'success', videoURL: address, cost: 0.35 }))).toMatchObject({
      reportedMicros: 350_000,
    });
  });

  it.each([
    [result({ status: 'error', error: { code: 'promptBlocked', message: 'No.' } }), 'content-rejected'],
    [no('moderationFailed'), 'content-rejected'],
    [no('invalidValueUploadFailed'), 'invalid-input'],
    [no('insufficientCredits'), 'no-credit'],
    [no('aCodeOfTomorrow'), 'provider-failed'],
    [result({ status: 'success', videoURL: null }), 'provider-failed'],
  ])('end by %j', (response, code) => {
    expect(status(response)).toMatchObject({ state: 'failed', failure: { code }, charged: 'maybe' });
  });

  it.each([
    ['taskNotFound', 'not-found'],
    ['invalidApiKey', 'unauthorized'],
  ])('are not over because of %s', (problem, code) => {
    expect(() => status(no(problem))).toThrow(expect.objectContaining({ code }));
  });
});

it('finds nothing that never arrived', () => {
  const sent = { request: { method: 'POST', path: '/v1', body: [task] }, generator, sentAt: '2026-11-20T10:00:00Z' };
  const lost = { ...sent, inputs: { ...frozen, stillTakeId: null, endStillTakeId: null } };
  expect(runware.recent.read(no('taskNotFound'), lost)).toEqual([]);
});

it.each([
  ['conflictTaskUUID', 400, 'invalid-input'],
  ['modelNotFound', 400, 'not-found'],
  ['insufficientCredits', 400, 'no-credit'],
  ['sensitiveContentDetected', 400, 'content-rejected'],
  ['aCodeOfTomorrow', 422, 'invalid-input'],
])('refuses by the code %s, whatever the status', (problem, code, meaning) => {
  expect(runware.readFailure(no(problem, code))).toMatchObject({ code: meaning });
});
