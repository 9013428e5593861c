import { AppError } from '../../../shared/errors.ts';
import { type DirectResult, defineVendor, type Operation, type VendorResponse } from '../../vendors/define-vendor.ts';
import { listedWork, readTestFailure, testVendor } from './test-vendor.ts';

const words = [{ text: 'Good', start: 0, end: 0.5 }];

function readResult({ body, headers }: VendorResponse): DirectResult {
  if (!(body instanceof Uint8Array) || body.length === 0)
    throw new AppError({ code: 'provider-down', message: 'Sayco sent an answer that cannot be read.' });
  const micros = Number(headers['x-micros'] ?? Number.NaN);
  const id = headers['x-id'];
  return { media: body, words, ...(Number.isNaN(micros) ? {} : { reportedMicros: micros }), ...(id ? { id } : {}) };
}

/** A vendor whose answer is the file; with `remembers`, it lists what it made and hands it out again. */
export function testDirectVendor(baseUrl: string, { remembers = false } = {}) {
  const { submit, poll, cancel, pollEveryMs, recent, ...base } = testVendor(baseUrl, { id: 'sayco', name: 'Sayco' });
  const fetch = {
    toRequest: ({ id }: Operation) => ({ method: 'GET' as const, path: `/history/${id}`, bytes: true }),
    readResult,
  };
  return defineVendor({
    ...base,
    readFailure: readTestFailure,
    direct: {
      toRequest: (generator, inputs) => ({
        request: { method: 'POST', path: '/direct', body: { generator: generator.id, inputs }, bytes: true },
        warnings: [],
      }),
      readResult,
    },
    ...(remembers ? { recent: { ...listedWork, fetch } } : {}),
  });
}
