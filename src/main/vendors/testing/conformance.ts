import { expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { Generator } from '../../../shared/generator.ts';
import type {
  Account,
  ListedOperation,
  RemoteInputs,
  RemoteVendor,
  SentRequest,
  VendorFailure,
  VendorRequest,
  VendorResponse,
} from '../define-vendor.ts';
import { createVendorSend } from '../kit/send.ts';
import { type ScriptedAnswer, startScriptedServer } from './scripted-server.ts';

/** Traffic of one vendor, taken from its documentation or from captures. */
export type VendorSamples = {
  readonly generator: Generator;
  readonly inputs: RemoteInputs;
  /** The paid request that these inputs have to become. */
  readonly request: VendorRequest;
  /** Headers that carry the key `rehearsal-key`. */
  readonly keyHeaders: Readonly<Record<string, string>>;
  /** Null: the vendor cannot say so. */
  readonly answers: Readonly<
    Record<'unauthorized' | 'noCredit' | 'rateLimited', ScriptedAnswer | null> & { account: ScriptedAnswer }
  >;
  /** What `rateLimited` says; null where the vendor does not say when. */
  readonly retryAfterMs: number | null;
  readonly account: Account;
  /** For vendors that exchange the key for a token: the answer that holds it. */
  readonly session?: ScriptedAnswer;
  /** For vendors that list what they took lately. */
  readonly recent?: {
    readonly sent: SentRequest;
    readonly answer: ScriptedAnswer;
    readonly listed: readonly ListedOperation[];
  };
};

export const secret = 'rehearsal-key';

/** Bodies of a 200 that are not what the vendor promised. */
export const malformedBodies = ['{"id": "tru', '[]', 'null', '{"unexpected": true}', '', '<html></html>'];

export type SampleAnswer = ScriptedAnswer | 'hang' | 'drop';

/** A vendor's adapter at one end, a server that says what it is told to at the other, and real HTTP between them. */
export async function startConformanceBench(vendor: RemoteVendor, session?: ScriptedAnswer) {
  const server = await startScriptedServer();
  if (vendor.session && session) {
    const { at, path } = vendor.session.toRequest(secret);
    server.alwaysAnswer(`${at ? `/${at}` : ''}${path}`, session);
  }
  const others = Object.keys(vendor.otherBaseUrls ?? {});
  const baseUrls = {
    [vendor.id]: server.baseUrl,
    ...Object.fromEntries(others.map((at) => [`${vendor.id}.${at}`, `${server.baseUrl}/${at}`])),
  };
  return {
    server,
    call(request: VendorRequest, answer: SampleAnswer, signal?: AbortSignal): Promise<VendorResponse> {
      server.answerWith(answer);
      const timeoutMs = answer === 'hang' ? 200 : 10_000;
      const send = createVendorSend({ fetch, baseUrls, timeoutMs });
      const key = vendor.server ? `${server.baseUrl} ${secret}` : secret;
      return send(vendor, request, key, signal ?? new AbortController().signal);
    },
    close: server.close,
  };
}
type Bench = Awaited<ReturnType<typeof startConformanceBench>>;

/** The paid call with some answer. */
export type PaidCall = (answer: SampleAnswer, signal?: AbortSignal) => Promise<VendorResponse>;

export type Paying = {
  readonly pay: PaidCall;
  /** Reads a 2xx of the paid call. Throws AppErrors, for a no inside it too. */
  readonly readYes: (response: VendorResponse) => unknown;
};

/** What every remote vendor has to get right, whether its answer is a receipt or the file itself. */
export function itAnswersForItsKey(
  vendor: RemoteVendor,
  samples: VendorSamples,
  bench: () => Bench,
  { pay, readYes }: Paying,
): void {
  const { answers, account } = samples;
  const refusal = async (answer: ScriptedAnswer): Promise<VendorFailure> => {
    const response = await pay(answer);
    const isOk = response.status >= 200 && response.status < 300;
    return isOk ? refusedInside(response) : vendor.readFailure(response);
  };

  /** A no inside a 2xx, as the engine would take it. */
  const refusedInside = (response: VendorResponse): VendorFailure => {
    try {
      readYes(response);
    } catch (error) {
      if (error instanceof AppError) return { code: error.code, message: error.message, ...waitIn(error) };
      throw error;
    }
    throw new Error(`${vendor.name} took a no for a yes.`);
  };

  it('sends the request as documented, with the key in its place', async () => {
    await pay(answers.unauthorized ?? answers.account);
    const sent = bench().server.requests.at(-1);
    const { at, method, path, headers, body, form, params } = samples.request;
    expect(sent).toMatchObject({
      method,
      path: `${at ? `/${at}` : ''}${path}`,
      headers: { ...samples.keyHeaders, ...headers },
    });
    expect(sent?.body).toEqual(body ?? form ?? params ?? null);
    expect(sent?.headers['user-agent']).toContain('CircleTake');
    expect(sent?.path).not.toContain(secret);
  });

  it('tells a bad key, an empty account and haste apart', async () => {
    const { unauthorized, noCredit, rateLimited } = answers;
    if (unauthorized) expect(await refusal(unauthorized)).toMatchObject({ code: 'unauthorized' });
    if (noCredit) expect(await refusal(noCredit)).toMatchObject({ code: 'no-credit' });
    const { retryAfterMs } = samples;
    if (rateLimited) {
      const busy = await refusal(rateLimited);
      expect(busy).toMatchObject({ code: 'rate-limited' });
      expect(busy.retryAfterMs ?? null).toBe(retryAfterMs);
    }
    const silent = await refusal({ status: 429, body: {} });
    expect(silent).toMatchObject({ code: 'rate-limited' });
    expect(silent).not.toHaveProperty('retryAfterMs');
  });

  it.each([500, 502, 503, 504])('takes an outage page for an outage (%i)', async (status) => {
    const html = `<html><body>${status}</body></html>`;
    const answer = { status, headers: { 'content-type': 'text/html' }, body: html };
    expect(await refusal(answer)).toMatchObject({ code: 'provider-down' });
  });

  it('reports a lost answer, a silent vendor and a stop as such, with the fate of the request', async () => {
    await expect(pay('drop')).rejects.toMatchObject({ code: 'network', details: { sent: true } });
    await expect(pay('hang')).rejects.toMatchObject({ code: 'timed-out', details: { sent: true } });
    const stop = new AbortController();
    const stopped = pay('hang', stop.signal);
    setTimeout(() => stop.abort(), 50);
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled', details: { sent: true } });
  });

  it('tells a good key from a bad one, and reads the account it belongs to', async () => {
    const { toRequest, readAccount, accepts = ({ status }) => status >= 200 && status < 300 } = vendor.testKey;
    const good = await bench().call(toRequest(), answers.account);
    expect(accepts(good)).toBe(true);
    expect(readAccount(good)).toEqual(account);
    if (answers.unauthorized) expect(accepts(await bench().call(toRequest(), answers.unauthorized))).toBe(false);
  });

  it.runIf(vendor.recent && samples.recent)('lists what was taken lately, newest first', async () => {
    const { recent } = vendor;
    if (!recent || !samples.recent) return;
    const { sent, answer, listed } = samples.recent;
    expect(recent.read(await bench().call(recent.toRequest(sent), answer), sent)).toEqual(listed);
    for (const body of malformedBodies) {
      const response = await bench().call(recent.toRequest(sent), { status: 200, body });
      expect(() => recent.read(response, sent)).toThrow(expect.objectContaining({ code: 'provider-down' }));
    }
  });

  it('keeps the key out of everything it says, even when the vendor quotes it', async () => {
    const quote = { title: secret, detail: `Bad token ${secret}`, message: secret, error: secret };
    const said: unknown[] = [];
    for (const code of [400, 401, 402, 403, 404, 409, 422, 429, 500, 503]) {
      said.push(await refusal({ status: code, body: quote }));
    }
    for (const answer of ['drop', 'hang'] as const) said.push(await pay(answer).catch(described));
    expect(JSON.stringify(said)).not.toContain(secret);
    expect(said).toHaveLength(12);
  });

  it('tells people what a stopped job costs, and where to look', () => {
    expect(vendor.afterCancel).toMatch(/^[A-Z].*\.$/);
    if (vendor.lookUrl !== null) expect(new URL(vendor.lookUrl).protocol).toBe('https:');
  });
}

const waitIn = ({ details }: AppError) =>
  typeof details.retryAfterMs === 'number' ? { retryAfterMs: details.retryAfterMs } : {};

/** All that a log could write of an error. */
function described(error: unknown): unknown {
  const { message, stack } = error instanceof Error ? error : {};
  return { message, stack, cause: error instanceof Error ? String(error.cause) : null, data: dataOf(error) };
}

const dataOf = (error: unknown) => (error instanceof AppError ? error.toData() : null);
