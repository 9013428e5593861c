import { AppError } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import type { RemoteInputs, RemoteVendor, VendorRequest, VendorResponse } from '../vendors/define-vendor.ts';

/** An adapter that asks more often than this before it submits goes round in a circle. */
const mostCalls = 8;

type Wish = { readonly generator: Generator; readonly inputs: RemoteInputs };

/** Makes the free calls that a vendor needs before the paid one; what the last of them gave. Throws what `ask` throws. */
export async function prepareAt(
  vendor: RemoteVendor,
  { generator, inputs }: Wish,
  ask: (request: VendorRequest) => Promise<VendorResponse>,
): Promise<unknown> {
  if (!vendor.prepare) return undefined;
  const { toRequest, read } = vendor.prepare;
  let prepared: unknown;
  for (let calls = 0; calls < mostCalls; calls++) {
    const request = toRequest(generator, inputs, prepared);
    if (request === null) return prepared;
    prepared = read(await ask(request), prepared);
  }
  throw new AppError({ code: 'internal', message: `Preparing for ${vendor.name} does not come to an end.` });
}
