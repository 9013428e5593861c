import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ticket } from '../../rehearsal/testing/adapter-bench.ts';
import type { OperationStatus, QueueVendor, VendorResponse } from '../define-vendor.ts';
import {
  itAnswersForItsKey,
  malformedBodies,
  type PaidCall,
  secret,
  startConformanceBench,
  type VendorSamples,
} from './conformance.ts';
import type { ScriptedAnswer } from './scripted-server.ts';

export type QueueSamples = VendorSamples & {
  /** What `prepare` read before the paid call, for vendors that have it. */
  readonly prepared?: unknown;
  /** How it refuses what it may not make, and where; null: it makes everything. */
  readonly moderated: { readonly at: 'submit' | 'poll' | 'result'; readonly answer: ScriptedAnswer } | null;
  readonly answers: Readonly<
    Record<'submitted' | 'running' | 'succeeded' | 'failed', ScriptedAnswer> &
      /** To `result`, for vendors that have it; their `succeeded` and `failed` only say that it is over. */
      Partial<Record<'succeededResult' | 'failedResult', ScriptedAnswer>>
  >;
  readonly outputs: readonly string[];
};

/** What every vendor that takes a job and is asked how far it is has to get right, over real HTTP. */
export function describeQueueVendor(vendor: QueueVendor, samples: QueueSamples): void {
  describe(`${vendor.name} conforms`, () => {
    const { answers, generator } = samples;
    let bench: Awaited<ReturnType<typeof startConformanceBench>>;
    beforeAll(async () => {
      bench = await startConformanceBench(vendor, samples.session);
    });
    afterAll(() => bench.close());

    const { request } = vendor.submit.toRequest(generator, samples.inputs, samples.prepared ?? undefined, ticket);
    const pay: PaidCall = (answer, signal) => bench.call(request, answer, signal);
    const operation = async () => vendor.submit.readOperation(await pay(answers.submitted), request);
    const status = async (answer: ScriptedAnswer): Promise<OperationStatus> => {
      const taken = await operation();
      return vendor.poll.readStatus(await bench.call(vendor.poll.toRequest(taken), answer), taken);
    };
    const end = async (answer: ScriptedAnswer, result?: ScriptedAnswer): Promise<OperationStatus> => {
      const seen = await status(answer);
      if (!vendor.result || !result) return seen;
      expect(seen).toMatchObject({ state: 'ended' });
      const found = seen.state === 'ended' ? seen.found : {};
      const taken = { ...(await operation()), ...found };
      return vendor.result.read(await bench.call(vendor.result.toRequest(taken), result), generator);
    };

    const readYes = (response: VendorResponse) => vendor.submit.readOperation(response, request);
    itAnswersForItsKey(vendor, samples, () => bench, { pay, readYes });

    it('gives an operation that survives being written to disk', async () => {
      const written = await operation();
      expect(JSON.parse(JSON.stringify(written))).toEqual(written);
      expect(JSON.stringify(written)).not.toContain(secret);
    });

    it('sees work running, finished and failed', async () => {
      expect(await status(answers.running)).toMatchObject({ state: 'running' });
      const { outputs } = samples;
      expect(await end(answers.succeeded, answers.succeededResult)).toMatchObject({ state: 'succeeded', outputs });
      const failed = await end(answers.failed, answers.failedResult);
      expect(failed).toMatchObject({ state: 'failed' });
      expect(JSON.stringify(failed)).not.toContain(secret);
    });

    it.each(malformedBodies)('throws on the malformed body %j', async (body) => {
      const response = await pay({ status: 200, body });
      const down = expect.objectContaining({ code: 'provider-down' });
      const taken = await operation();
      expect(() => vendor.submit.readOperation(response, request)).toThrow(down);
      expect(() => vendor.poll.readStatus(response, taken)).toThrow(down);
      if (vendor.result) expect(() => vendor.result?.read(response, generator)).toThrow(down);
    });

    it.runIf(samples.moderated)('hears of refused content', async () => {
      if (!samples.moderated) return;
      const { at, answer } = samples.moderated;
      if (at === 'submit') {
        const response = await pay(answer);
        const isOk = response.status >= 200 && response.status < 300;
        const rejected = expect.objectContaining({ code: 'content-rejected' });
        if (isOk) expect(() => vendor.submit.readOperation(response, request)).toThrow(rejected);
        else expect(vendor.readFailure(response)).toEqual(rejected);
        return;
      }
      const refused = at === 'poll' ? await status(answer) : await end(answers.succeeded, answer);
      expect(refused).toMatchObject({ state: 'failed', failure: { code: 'content-rejected' } });
    });

    it.runIf(vendor.result)('does not take an outage for the end of the work', async () => {
      for (const code of [502, 503, 504]) {
        const response = await pay({ status: code, body: '<html>Bad Gateway</html>' });
        const down = expect.objectContaining({ code: 'provider-down' });
        expect(() => vendor.result?.read(response, generator)).toThrow(down);
      }
    });
  });
}
