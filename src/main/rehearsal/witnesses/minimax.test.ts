import { createMiniMax } from '@ai-sdk/minimax';
import { expect, it } from 'vitest';
import { minimax } from '../../vendors/minimax.ts';
import { minimaxDialect } from '../dialects/minimax.ts';
import { inputsFor } from '../testing/adapter-bench.ts';
import { rowOf } from '../testing/catalogue-rows.ts';
import { simulatedBench } from '../testing/simulated-bench.ts';

// The AI SDK's MiniMax as a witness that v2 is asked, and answers, as MiniMax does.

const at = simulatedBench(minimax, minimaxDialect);

function video(apiKey = 'rehearsal-key') {
  const sent: { path: string; body: unknown }[] = [];
  const provider = createMiniMax({
    ...{ apiKey, videoBaseURL: at.simulated().baseUrl },
    fetch: (input, init) => {
      sent.push({ path: new URL(String(input)).pathname, body: JSON.parse(String(init?.body ?? 'null')) });
      return fetch(input, init);
    },
  });
  return { model: provider.video('MiniMax-H3'), sent };
}
type Wish = Parameters<NonNullable<ReturnType<typeof video>['model']['doGenerate']>>[0];

const [first, last] = ['AAAA', 'AAAB'];
const picture = (data: string) => ({ type: 'file' as const, mediaType: 'image/png', data });
const wish: Wish = {
  ...{ prompt: 'a red fox', n: 1, duration: 5, aspectRatio: '16:9', resolution: undefined },
  ...{ fps: undefined, seed: undefined, image: undefined, frameImages: undefined },
  ...{ inputReferences: undefined, generateAudio: undefined },
  providerOptions: { minimax: { pollIntervalMs: 10, resolution: '768P' } },
};
const frames: Wish['frameImages'] = [
  { frameType: 'first_frame', image: picture(first) },
  { frameType: 'last_frame', image: picture(last) },
];

it.each([
  ['text', wish, {}],
  ['a still', { ...wish, aspectRatio: undefined, image: picture(first) }, { still: `data:image/png;base64,${first}` }],
  [
    'frames',
    { ...wish, aspectRatio: undefined, frameImages: frames },
    {
      still: `data:image/png;base64,${first}`,
      endStill: `data:image/png;base64,${last}`,
    },
  ],
])('is asked by the adapter just as by the SDK: %s', async (_, asked, more) => {
  const { model, sent } = video();
  await model.doStart?.(asked);
  const generator = rowOf(at.rows(), 'minimax-h3');
  const inputs = inputsFor(generator);
  if (inputs.role === 'voice') throw new TypeError('H3 makes pictures.');
  const { request } = minimax.submit.toRequest(generator, { ...inputs, ...more });
  expect(sent).toEqual([{ path: request.path, body: JSON.parse(JSON.stringify(request.body)) }]);
});

it('submits, follows and gets a clip', async () => {
  const { model, sent } = video();
  const { videos } = (await model.doGenerate?.(wish)) ?? {};
  const [clip] = videos ?? [];
  if (clip?.type !== 'url') throw new TypeError('The SDK gives an address.');
  expect((await fetch(clip.url)).headers.get('content-type')).toBe('video/mp4');
  const [job] = at.simulated().jobs();
  expect(sent[1]?.path).toBe(minimax.poll.toRequest({ id: job?.id, api: 'v2' }).path);
});

it('hears of failed work and takes refusals for what they are', async () => {
  at.simulated().sabotage.add({ kind: 'fail-content' });
  await expect(video().model.doGenerate?.(wish)).rejects.toThrow('sensitive');
  for (const [kind, statusCode] of [
    ['unauthorized', 401],
    ['no-credit', 402],
    ['rate-limited', 429],
  ] as const) {
    at.simulated().sabotage.add({ kind });
    await expect(video().model.doStart?.(wish)).rejects.toMatchObject({ statusCode });
  }
});
