import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import type { OperationStatus, RemoteInputs, RemoteVendor, VendorRequest } from './define-vendor.ts';
import { type ScriptedAnswer, startScriptedServer } from './scripted-server.ts';
import { createVendorSend } from './send.ts';

/** Traffic of one vendor, taken from its documentation or from captures. */
export type VendorSamples = {
  readonly generator: Generator;
  readonly inputs: RemoteInputs;
  /** The request that these inputs have to become. */
  readonly request: VendorRequest;
  /** Headers that carry the key `rehearsal-key`. */
  readonly keyHeaders: Readonly<Record<string, string>>;
  readonly answers: Readonly<
    Record<
      'submitted' | 'running' | 'succeeded' | 'failed' | 'unauthorized' | 'noCredit' | 'rateLimited' | 'account',
      ScriptedAnswer
    >
  >;
  readonly outputs: readonly string[];
  readonly retryAfterMs: number;
  readonly account: string;
};

const secret = 'rehearsal-key';

/** What every remote vendor has to get right, over real HTTP. */
export function describeVendor(vendor: RemoteVendor, samples: VendorSamples): void {
  describe(`${vendor.name} conforms`, () => {
    const { answers } = samples;
    let server: Awaited<ReturnType<typeof startScriptedServer>>;
    beforeAll(async () => {
      server = await startScriptedServer();
    });
    afterAll(() => server.close());

    const call = (request: VendorRequest, answer: ScriptedAnswer | 'hang' | 'drop', signal?: AbortSignal) => {
      server.answerWith(answer);
      const timeoutMs = answer === 'hang' ? 400 : 10_000;
      const send = createVendorSend({ fetch, baseUrls: { [vendor.id]: server.baseUrl }, timeoutMs });
      return send(vendor, request, secret, signal ?? new AbortController().signal);
    };
    const submit = (answer: ScriptedAnswer | 'hang' | 'drop', signal?: AbortSignal) =>
      call(vendor.submit.toRequest(samples.generator, samples.inputs, null).request, answer, signal);
    const operation = async () => vendor.submit.readOperation(await submit(answers.submitted));
    const poll = async (answer: ScriptedAnswer) => call(vendor.poll.toRequest(await operation()), answer);
    const status = async (answer: ScriptedAnswer): Promise<OperationStatus> =>
      vendor.poll.readStatus(await poll(answer));
    const refusal = async (answer: ScriptedAnswer) => vendor.readFailure(await submit(answer));

    it('sends the request as documented, with the key in its place', async () => {
      await submit(answers.submitted);
      const sent = server.requests.at(-1);
      expect(sent).toMatchObject({ ...samples.request, headers: samples.keyHeaders });
      expect(sent?.body).toEqual(samples.request.body);
      expect(sent?.headers['user-agent']).toContain('CircleTake');
      expect(sent?.path).not.toContain(secret);
    });

    it('gives an operation that survives being written to disk', async () => {
      const written = await operation();
      expect(JSON.parse(JSON.stringify(written))).toEqual(written);
      expect(JSON.stringify(written)).not.toContain(secret);
    });

    it('sees work running, finished and failed', async () => {
      expect(await status(answers.running)).toMatchObject({ state: 'running' });
      expect(await status(answers.succeeded)).toMatchObject({ state: 'succeeded', outputs: samples.outputs });
      expect(await status(answers.failed)).toMatchObject({ state: 'failed' });
    });

    it('tells a bad key, an empty account and haste apart', async () => {
      expect(await refusal(answers.unauthorized)).toMatchObject({ code: 'unauthorized' });
      expect(await refusal(answers.noCredit)).toMatchObject({ code: 'no-credit' });
      const { retryAfterMs } = samples;
      expect(await refusal(answers.rateLimited)).toMatchObject({ code: 'rate-limited', retryAfterMs });
    });

    it('takes an outage page for an outage', async () => {
      const html = '<html><body>502 Bad Gateway</body></html>';
      const answer = { status: 502, headers: { 'content-type': 'text/html' }, body: html };
      expect(await refusal(answer)).toMatchObject({ code: 'provider-down' });
    });

    it.each(['{"id": "tru', '[]', 'null', '{"unexpected": true}', ''])(
      'throws on the malformed body %j',
      async (body) => {
        const response = await submit({ status: 200, body });
        const down = expect.objectContaining({ code: 'provider-down' });
        expect(() => vendor.submit.readOperation(response)).toThrow(down);
        expect(() => vendor.poll.readStatus(response)).toThrow(down);
      },
    );

    it('reports a lost answer, a silent vendor and a stop as such, with the fate of the request', async () => {
      await expect(submit('drop')).rejects.toMatchObject({ code: 'network', details: { sent: true } });
      await expect(submit('hang')).rejects.toMatchObject({ code: 'timed-out', details: { sent: true } });
      const stop = new AbortController();
      const stopped = submit('hang', stop.signal);
      setTimeout(() => stop.abort(), 50);
      await expect(stopped).rejects.toMatchObject({ code: 'cancelled', details: { sent: true } });
    });

    it('reads the account a key belongs to', async () => {
      const response = await call(vendor.testKey.toRequest(), answers.account);
      expect(vendor.testKey.readAccount(response)).toBe(samples.account);
    });

    it('keeps the key out of everything it says, even when the vendor quotes it', async () => {
      const quote = { title: secret, detail: `Bad token ${secret}`, message: secret, error: secret };
      const said: unknown[] = [];
      for (const code of [400, 401, 402, 403, 404, 422, 429, 500, 503]) {
        said.push(await refusal({ status: code, body: quote }));
      }
      said.push(await status(answers.failed));
      for (const answer of ['drop', 'hang'] as const) said.push(await submit(answer).catch(described));
      expect(JSON.stringify(said)).not.toContain(secret);
      expect(said).toHaveLength(12);
    });
  });
}

/** All that a log could write of an error. */
function described(error: unknown): unknown {
  const { message, stack } = error instanceof Error ? error : {};
  return { message, stack, cause: error instanceof Error ? String(error.cause) : null, data: dataOf(error) };
}

const dataOf = (error: unknown) => (error instanceof AppError ? error.toData() : null);
