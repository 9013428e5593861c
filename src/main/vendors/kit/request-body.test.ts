import { expect, it } from 'vitest';
import { readForm } from '../testing/read-form.ts';
import { fromDataUri, wireBody } from './request-body.ts';

const picture = 'data:image/png;base64,iVBORw0KGgo=';
const ask = { method: 'POST', path: '/' } as const;

it('sends JSON without what is undefined, and nothing for nothing', () => {
  expect(wireBody({ ...ask, body: { a: 1, b: undefined } })).toEqual({ body: '{"a":1}', type: 'application/json' });
  expect(wireBody(ask)).toEqual({});
});

it('sends forms with their files, lists by repeating the name', async () => {
  const form = { prompt: 'a fox, "red"', gone: undefined, image: [{ name: 'a.png', dataUri: picture }, 'b'] };
  const { body, type } = wireBody({ ...ask, form });
  expect(type).toBeUndefined();
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: body ?? null });
  const received = await readForm(await request.bytes(), request.headers.get('content-type') ?? '');
  expect(received).toEqual({ prompt: 'a fox, "red"', image: [{ name: 'a.png', dataUri: picture }, 'b'] });
});

it('sends what was typed as a form of words', () => {
  expect(String(wireBody({ ...ask, params: { scope: 'a b', id: '1&2' } }).body)).toBe('scope=a+b&id=1%262');
});

it('sends a file as the body, of its own type', () => {
  const { body, type } = wireBody({ ...ask, file: picture });
  expect(type).toBe('image/png');
  expect(Buffer.from(body as Uint8Array)).toEqual(Buffer.from('iVBORw0KGgo=', 'base64'));
});

it('takes data URIs with parameters apart, and refuses what is none', () => {
  expect(fromDataUri('data:audio/wav;codecs=1;base64,AAA=')).toMatchObject({ type: 'audio/wav' });
  for (const wrong of ['https://a.example/x.png', 'data:image/png,raw', ''])
    expect(() => fromDataUri(wrong)).toThrow('no data URI');
});
