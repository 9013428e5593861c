import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import type { VendorResponse } from './define-vendor.ts';
import { pollo } from './pollo.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of docs.pollo.ai and of public clients, 2026.

const rows = await catalogueRows('pollo');
const own = rowOf(rows, 'pollo-2.0');

const inputs = pictureWish({ seconds: 5 });
const clip = 'https://media.example/out/clip.mp4?sig=abc';
const answer = (status: number, body: unknown): VendorResponse => ({ status, headers: {}, body });
const generation = (status: string, more: object = {}) => ({
  ...{ id: 'g1', status, failMsg: null, url: null, mediaType: 'video', createdDate: '2026-11-20T08:00:00.000Z' },
  ...more,
});
const task = (...generations: object[]) => answer(200, { taskId: 'cm3x1abcd0001', credit: 12.5, generations });
const problem = (status: number, code: string, message: string, issues: object[] = []) =>
  answer(status, { message, code, issues });

describeQueueVendor(pollo, {
  generator: own,
  inputs,
  request: {
    ...{ method: 'POST', path: '/generation/pollo/pollo-v2-0' },
    body: { input: { prompt: inputs.prompt, length: 5, aspectRatio: '16:9', resolution: '720p' } },
  },
  keyHeaders: { 'x-api-key': 'rehearsal-key' },
  moderated: { at: 'poll', answer: task(generation('failed', { failMsg: 'Content policy violation' })) },
  answers: {
    submitted: answer(200, { taskId: 'cm3x1abcd0001', status: 'waiting' }),
    running: task(generation('processing')),
    succeeded: task(generation('succeed', { url: clip })),
    failed: task(generation('failed', { failMsg: 'Timed out' })),
    unauthorized: problem(401, 'UNAUTHORIZED', 'Invalid API key'),
    noCredit: problem(403, 'FORBIDDEN', 'Not enough credits'),
    rateLimited: problem(429, 'TOO_MANY_REQUESTS', 'Too many requests'),
    account: answer(200, { availableCredits: 250, totalCredits: 300 }),
  },
  outputs: [clip],
  retryAfterMs: null,
  account: { name: '250 credits left' },
});

it('puts everything into the input, the still too', () => {
  const still = 'data:image/jpeg;base64,/9j/4AAQ';
  const { request } = pollo.submit.toRequest(own, { ...inputs, still });
  expect(request.body).toMatchObject({ input: { image: still } });
});

it('takes a wrapped receipt', () => {
  const wrapped = answer(200, { code: 'SUCCESS', message: '', data: { taskId: 'cm3', status: 'waiting' } });
  expect(pollo.submit.readOperation(wrapped)).toEqual({ id: 'cm3' });
});

describe('states', () => {
  it.each([
    [[generation('waiting')], 'running'],
    [[], 'running'],
    [[generation('succeed', { url: clip }), generation('processing')], 'running'],
    [[generation('a state of tomorrow')], 'running'],
    [[generation('succeed', { url: clip }), generation('failed')], 'failed'],
    [[generation('succeed')], 'failed'],
  ])('%j', (generations, state) => {
    expect(pollo.poll.readStatus(task(...generations))).toMatchObject({ state });
  });
});

it.each([
  [problem(403, 'FORBIDDEN', 'Forbidden'), { code: 'unauthorized' }],
  [
    problem(400, 'BAD_REQUEST', 'Input validation failed', [{ message: 'Required' }]),
    { code: 'invalid-input', message: 'Pollo refused the input: Input validation failed: Required.' },
  ],
])('%j refuses', (response, failure) => {
  expect(pollo.readFailure(response)).toMatchObject(failure);
});
