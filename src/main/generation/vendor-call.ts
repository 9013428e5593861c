import { AppError } from '../../shared/errors.ts';
import type { RemoteVendor, VendorRequest, VendorResponse } from '../vendors/define-vendor.ts';
import type { Engine, JobRun } from './active-job.ts';
import { afterFailure } from './after-failure.ts';
import { retryDelay } from './poll-delay.ts';

export const isOk = ({ status }: VendorResponse): boolean => status >= 200 && status < 300;

/** The vendor's no as an error; how long it wants to be left alone is in `details.retryAfterMs`. */
export function failureError(vendor: RemoteVendor, response: VendorResponse): AppError {
  const { code, message, retryAfterMs } = vendor.readFailure(response);
  const details = { status: response.status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  return new AppError({ code, message, details });
}

/** What `failureError` put into the details. */
export function retryHint({ details }: AppError): { retryAfterMs?: number } {
  return typeof details.retryAfterMs === 'number' ? { retryAfterMs: details.retryAfterMs } : {};
}

/** The key, asked for each time, since it may be changed meanwhile. Throws `unauthorized` when there is none. */
export async function secretFor(engine: Engine, vendor: RemoteVendor): Promise<string> {
  const secret = await engine.secret(vendor.id);
  if (secret !== null) return secret;
  throw needsKey(vendor);
}

export function needsKey(vendor: RemoteVendor): AppError {
  const message = `This needs a ${vendor.name} key.`;
  return new AppError({ code: 'unauthorized', message, action: 'Add it in Settings.', details: { vendor: vendor.id } });
}

/** One call that costs nothing. Throws what the vendor says, or what `send` throws. */
export async function askOnce(
  engine: Engine,
  { vendor }: Pick<JobRun<RemoteVendor>, 'vendor'>,
  request: VendorRequest,
  signal: AbortSignal,
): Promise<VendorResponse> {
  const response = await engine.send(vendor, request, await secretFor(engine, vendor), signal);
  if (isOk(response)) return response;
  throw failureError(vendor, response);
}

/** The same, made again a few times where that can help. */
export async function ask(
  engine: Engine,
  run: Pick<JobRun<RemoteVendor>, 'vendor'>,
  request: VendorRequest,
  signal: AbortSignal,
): Promise<VendorResponse> {
  for (let failures = 1; ; failures++) {
    try {
      return await askOnce(engine, run, request, signal);
    } catch (error) {
      if (!(error instanceof AppError) || signal.aborted) throw error;
      if (afterFailure(error.code, failures) === 'give-up') throw error;
      await engine.clock.sleep(retryDelay(retryHint(error), failures, engine.random()), signal);
    }
  }
}
