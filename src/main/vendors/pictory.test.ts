import { describe, expect, it } from 'vitest';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { pictory } from './pictory.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of docs.pictory.ai, 2026-11.

const rows = await catalogueRows('pictory');
const generator = rowOf(rows, 'pictory-storyboard');
const inputs = pictureWish({
  ...{ script: 'Sentence one. Sentence two.', prompt: '', title: 'my_reel' },
  ...{ aspect: '9:16', width: 720, height: 1280 },
});
const id = '265a7c1a-4985-4058-9208-68114f131a2b';
const clip = 'https://pictory-static.example/x.mp4';
const job = (success: boolean, data: object) => ({ status: 200, headers: {}, body: { job_id: id, success, data } });
const gateway = (status: number, message: string) => ({ status, headers: {}, body: { message } });
const failed = (error_code: string) =>
  job(false, { status: 'failed', error_code, error_message: 'Video render failed' });

describeQueueVendor(pictory, {
  generator,
  inputs,
  request: {
    ...{ method: 'POST', path: '/pictoryapis/v2/video/storyboard/render' },
    body: {
      ...{ videoName: 'my_reel', aspectRatio: '9:16', language: 'en', saveProject: false },
      scenes: [{ story: inputs.script, createSceneOnEndOfSentence: true, createSceneOnNewLine: true }],
      voiceOver: { enabled: true, aiVoices: [{ speaker: 'Brian', speed: 100, amplificationLevel: 0 }] },
      backgroundMusic: { enabled: false },
    },
  },
  keyHeaders: { authorization: 'rehearsal-key' },
  answers: {
    submitted: { status: 200, body: { success: true, data: { jobId: id } } },
    running: job(true, { status: 'in-progress', renderProgress: 40, renderState: 'RUNNING' }),
    succeeded: job(true, { status: 'completed', videoURL: clip, audioURL: 'https://x/x.mp3', videoDuration: 12.3 }),
    failed: failed('TEXT_TO_VIDEO_FAILED'),
    unauthorized: gateway(401, 'Unauthorized'),
    noCredit: null,
    rateLimited: gateway(429, 'Too Many Requests'),
    account: { status: 200, body: { items: [] } },
  },
  outputs: [clip],
  // How it refuses content is not documented.
  moderated: null,
  retryAfterMs: null,
  account: { name: 'Pictory account' },
});

describe('a job', () => {
  it.each([[{ jobId: id, success: true }], [{ success: true, data: { job_id: id } }], [{ job_id: id }]])(
    'is named by %j',
    (body) => {
      expect(pictory.submit.readOperation({ status: 200, headers: {}, body })).toEqual({ id });
    },
  );

  it('says how far it is, and has its file under two names', () => {
    expect(pictory.poll.readStatus(job(true, { status: 'in-progress', renderProgress: 40 }))).toMatchObject({
      progress: { fraction: 0.4 },
    });
    const encoded = job(true, { status: 'completed', encodedVideoURL: clip });
    expect(pictory.poll.readStatus(encoded)).toEqual({ state: 'succeeded', outputs: [clip] });
    expect(pictory.poll.readStatus(job(true, { status: 'completed' }))).toMatchObject({ state: 'failed' });
  });

  it.each([
    [400, 'INVALID_REQUEST', 'invalid-input'],
    [403, 'INSUFFICIENT_CREDITS', 'no-credit'],
    [403, 'FORBIDDEN', 'unauthorized'],
    [503, 'UNAVAILABLE', 'provider-down'],
  ])('is refused by %i %s: %s', (status, error_code, code) => {
    const body = { success: false, data: { error_code, error_message: 'scenes is required' } };
    expect(pictory.readFailure({ status, headers: {}, body })).toMatchObject({ code });
  });

  it('is refused inside a 200 too', () => {
    const failure = expect.objectContaining({ code: 'provider-failed' });
    expect(() => pictory.submit.readOperation(failed('TEXT_TO_VIDEO_FAILED'))).toThrow(failure);
  });

  it('is cut to the narration, and needs one', () => {
    const invalid = expect.objectContaining({
      message: 'Pictory storyboard speaks the narration and the scene has none.',
    });
    expect(() => pictory.submit.toRequest(generator, { ...inputs, script: '' })).toThrow(invalid);
    const { warnings } = pictory.submit.toRequest(generator, { ...inputs, prompt: 'A fox' });
    expect(warnings).toEqual(['Pictory storyboard finds its own pictures for the narration; the prompt was left out.']);
    const music = pictory.submit.toRequest(rowOf(rows, 'pictory-storyboard-music'), inputs);
    expect(music.request.body).toMatchObject({ backgroundMusic: { enabled: true, autoMusic: true } });
  });
});
