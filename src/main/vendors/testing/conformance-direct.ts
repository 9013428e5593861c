import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asFrozen, ticket } from '../../rehearsal/testing/adapter-bench.ts';
import type { DirectResult, DirectVendor, VendorResponse } from '../define-vendor.ts';
import {
  itAnswersForItsKey,
  malformedBodies,
  type PaidCall,
  startConformanceBench,
  type VendorSamples,
} from './conformance.ts';
import type { ScriptedAnswer } from './scripted-server.ts';

export type DirectSamples = VendorSamples & {
  /** What `prepare` read before the paid call, for vendors that have it. */
  readonly prepared?: unknown;
  readonly answers: Readonly<
    Record<'done', ScriptedAnswer> & { /** Null: it makes everything. */ rejected: ScriptedAnswer | null }
  >;
  /** What the answer `done` holds. */
  readonly result: DirectResult;
};

/** What every vendor whose answer is the file itself has to get right, over real HTTP. */
export function describeDirectVendor(vendor: DirectVendor, samples: DirectSamples): void {
  describe(`${vendor.name} conforms`, () => {
    const { answers, generator, inputs } = samples;
    let bench: Awaited<ReturnType<typeof startConformanceBench>>;
    beforeAll(async () => {
      bench = await startConformanceBench(vendor, samples.session);
    });
    afterAll(() => bench.close());

    const { request } = vendor.direct.toRequest(generator, inputs, samples.prepared ?? undefined, ticket);
    const pay: PaidCall = (answer, signal) => bench.call(request, answer, signal);
    const read = (response: VendorResponse) => vendor.direct.readResult(response, generator, asFrozen(inputs));

    itAnswersForItsKey(vendor, samples, () => bench, { pay, readYes: read });

    it('reads the file out of the answer', async () => {
      const result = read(await pay(answers.done));
      expect(Buffer.from(result.media)).toEqual(Buffer.from(samples.result.media));
      expect({ ...result, media: null }).toEqual({ ...samples.result, media: null });
    });

    it.each(malformedBodies)('throws on the malformed body %j', async (body) => {
      const type = body.startsWith('<') ? 'text/html' : 'application/json';
      const response = await pay({ status: 200, headers: { 'content-type': type }, body });
      expect(() => read(response)).toThrow(expect.objectContaining({ code: 'provider-down' }));
    });

    it('reports an answer that breaks off as sent: it is paid', async () => {
      const lost = pay({
        ...answers.done,
        headers: { ...answers.done.headers, 'content-length': '500000' },
        cutShort: true,
      });
      await expect(lost).rejects.toMatchObject({ code: 'network', details: { sent: true } });
    });

    it.runIf(answers.rejected)('hears of refused content', async () => {
      if (!answers.rejected) return;
      const response = await pay(answers.rejected);
      const isOk = response.status >= 200 && response.status < 300;
      if (isOk) expect(() => read(response)).toThrow(expect.objectContaining({ code: 'content-rejected' }));
      else expect(vendor.readFailure(response)).toMatchObject({ code: 'content-rejected' });
    });
  });
}
