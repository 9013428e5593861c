import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VendorRequest } from '../define-vendor.ts';
import { fal } from '../fal.ts';
import { openai } from '../openai.ts';
import { piapi } from '../piapi.ts';
import { replicate } from '../replicate.ts';
import { startScriptedServer } from '../testing/scripted-server.ts';
import { createVendorSend } from './send.ts';

const secret = 'rehearsal-key';
const account = { method: 'GET', path: '/account' } as const;
const { signal } = new AbortController();

let server: Awaited<ReturnType<typeof startScriptedServer>>;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());

const sendTo = (baseUrl: string, key = secret) =>
  createVendorSend({ fetch, baseUrls: { replicate: baseUrl }, timeoutMs: 10_000 })(replicate, account, key, signal);

it.each(['@127.0.0.1:1/x', '.example/x', ':80@other.example/', 'x'])(
  'the path %s leads the key to no other host',
  async (path) => {
    const asked: unknown[] = [];
    const send = createVendorSend({
      fetch: async (address) => {
        asked.push(address);
        return Response.json({});
      },
      baseUrls: {},
    });
    const order = { method: 'GET', path } as const;
    await expect(send(replicate, order, secret, signal)).rejects.toMatchObject({ details: { sent: false } });
    await expect(send(fal, fal.poll.toRequest({ id: 'x', path }), secret, signal)).rejects.toThrow('elsewhere');
    expect(asked).toEqual([]);
  },
);

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 1;
}

describe('a request that certainly never left', () => {
  it('to a closed port', async () => {
    await expect(sendTo(`http://127.0.0.1:${await closedPort()}`)).rejects.toMatchObject({
      code: 'network',
      message: 'Replicate cannot be reached: the connection was refused.',
      details: { sent: false, reason: 'ECONNREFUSED' },
    });
  });

  it('to a name that does not exist', async () => {
    await expect(sendTo('http://vendor.invalid')).rejects.toMatchObject({
      code: 'network',
      message: 'Replicate cannot be reached: its name was not found.',
      details: { sent: false },
    });
  });

  it.each(['net::ERR_NAME_NOT_RESOLVED', 'net::ERR_CERT_DATE_INVALID'])('as Chromium says it: %s', async (text) => {
    const chromium = () => Promise.reject(new Error(text));
    const sending = createVendorSend({ fetch: chromium, baseUrls: {} })(replicate, account, secret, signal);
    await expect(sending).rejects.toMatchObject({ code: 'network', details: { sent: false } });
  });

  it('because of a certificate that nobody vouches for', async () => {
    const cause = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    const untrusting = () => Promise.reject(new TypeError('fetch failed', { cause }));
    const sending = createVendorSend({ fetch: untrusting, baseUrls: {} })(replicate, account, secret, signal);
    await expect(sending).rejects.toMatchObject({ code: 'network', details: { sent: false } });
  });

  it('because it was stopped before', async () => {
    const send = createVendorSend({ fetch, baseUrls: { replicate: server.baseUrl } });
    const before = server.requests.length;
    const stopped = send(replicate, account, secret, AbortSignal.abort());
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled', details: { sent: false } });
    expect(server.requests).toHaveLength(before);
  });

  it('because the key cannot be a header, without quoting it', async () => {
    const refused = await sendTo(server.baseUrl, 'rehearsal\nkey').catch((error) => error);
    expect(refused).toMatchObject({ code: 'unauthorized', details: { sent: false } });
    expect(`${refused.stack} ${refused.cause}`).not.toContain('rehearsal');
  });
});

describe('a request that may have arrived', () => {
  it.each(['net::ERR_CONNECTION_RESET', 'net::ERR_EMPTY_RESPONSE'])('as Chromium says it: %s', async (text) => {
    const chromium = () => Promise.reject(new Error(text));
    const sending = createVendorSend({ fetch: chromium, baseUrls: {} })(replicate, account, secret, signal);
    await expect(sending).rejects.toMatchObject({ code: 'network', details: { sent: true } });
  });

  it('whose answer breaks off', async () => {
    server.answerWith({ status: 200, headers: { 'content-length': '5000' }, body: '{"id":', cutShort: true });
    await expect(sendTo(server.baseUrl)).rejects.toMatchObject({
      message: 'The connection to Replicate was lost.',
      details: { sent: true, reason: expect.stringMatching(/^[A-Z_]+$/) },
    });
  });

  it('whose answer is larger than anything a vendor has to say', async () => {
    server.answerWith({ status: 200, body: 'x'.repeat(11 * 1024 * 1024) });
    await expect(sendTo(server.baseUrl)).rejects.toMatchObject({ code: 'provider-down', details: { sent: true } });
  });
});

describe('answers', () => {
  it('are parsed where they are JSON, whatever they call themselves', async () => {
    server.answerWith({ status: 418, headers: { 'content-type': 'text/plain' }, body: '{"a":1}' });
    expect(await sendTo(server.baseUrl)).toMatchObject({ status: 418, body: { a: 1 } });
    server.answerWith({ status: 200, body: '<html>' });
    expect(await sendTo(server.baseUrl)).toMatchObject({ status: 200, body: '<html>' });
  });

  it('that point elsewhere are not followed with a key', async () => {
    const elsewhere = await startScriptedServer();
    server.answerWith({ status: 302, headers: { location: `${elsewhere.baseUrl}/steal` }, body: '' });
    expect(await sendTo(server.baseUrl)).toMatchObject({ status: 302 });
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });

  it('lose the key where they quote it', async () => {
    server.answerWith({ status: 401, body: { detail: `Bad token ${secret}` } });
    expect(await sendTo(server.baseUrl)).toMatchObject({ body: { detail: 'Bad token [key]' } });
  });

  it('lose parts of a key of several words, and the token that it was exchanged for', async () => {
    const session = {
      toRequest: () => ({ method: 'GET', path: '/token' }) as const,
      read: () => ({ token: 'rehearsal-token-1', lastsMs: 3_600_000 }),
    };
    server.answerWith({ status: 200, body: { detail: 'rehearsal-word-1 by rehearsal-token-1 of ada' } });
    const send = createVendorSend({ fetch, baseUrls: { [replicate.id]: server.baseUrl } });
    const vendor = { ...replicate, session };
    const sent = send(vendor, { method: 'GET', path: '/' }, 'ada rehearsal-word-1', new AbortController().signal);
    expect(await sent).toMatchObject({ body: { detail: '[key] by [key] of ada' } });
  });
});

describe("a vendor's other addresses", () => {
  const upload = { method: 'POST', at: 'upload', path: '/x', body: { a: 1 } } as const;
  const sendAt = (baseUrls: Record<string, string>, request: VendorRequest = upload) =>
    createVendorSend({ fetch, baseUrls })(piapi, request, secret, signal);

  it('are replaced by name', async () => {
    server.answerWith({ status: 200, body: {} });
    await sendAt({ piapi: 'http://127.0.0.1:1', 'piapi.upload': `${server.baseUrl}/there` });
    expect(server.requests.at(-1)).toMatchObject({ path: '/there/x', headers: { 'x-api-key': secret } });
  });

  it('stay what they are otherwise', async () => {
    const called: string[] = [];
    const spy = async (url: unknown) => {
      called.push(String(url));
      return new Response('{}');
    };
    const send = createVendorSend({ fetch: spy, baseUrls: { piapi: server.baseUrl } });
    await send(piapi, upload, secret, signal);
    expect(called).toEqual(['https://upload.theapi.app/x']);
  });

  it('are nothing that one can make up', async () => {
    const unknown = sendAt({}, { ...upload, at: 'nowhere' });
    await expect(unknown).rejects.toMatchObject({ code: 'internal', details: { sent: false } });
  });
});

describe('files in answers', () => {
  const speak = { method: 'POST', path: '/speech', bytes: true } as const;
  const send = (request: VendorRequest, timeoutMs?: number) =>
    createVendorSend({ fetch, baseUrls: { openai: server.baseUrl } })(openai, request, secret, signal, timeoutMs);

  it('come as bytes, untouched', async () => {
    const media = Buffer.concat([Buffer.from([0, 255, 254]), Buffer.from(secret)]);
    server.answerWith({ status: 200, headers: { 'character-cost': '12' }, body: media });
    const { headers, body } = await send(speak);
    expect(body).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(body as Uint8Array)).toEqual(media);
    expect(headers['character-cost']).toBe('12');
  });

  it('do not keep a refusal from being read, without the key', async () => {
    server.answerWith({ status: 401, body: { error: { message: `Bad ${secret}` } } });
    expect(await send(speak)).toMatchObject({ status: 401, body: { error: { message: 'Bad [key]' } } });
  });

  it('may be large, in base64 too, where the answer is the work', async () => {
    const large = 'x'.repeat(11 * 1024 * 1024);
    server.answerWith({ status: 200, body: large });
    expect((await send(speak)).body).toHaveLength(large.length);
    expect((await send({ method: 'POST', path: '/image' })).body).toHaveLength(large.length);
  });

  it('may take their time, or less', async () => {
    server.answerWith('hang');
    await expect(send(speak, 50)).rejects.toMatchObject({ code: 'timed-out', details: { sent: true } });
  });
});
