import { AppError } from '../../shared/errors.ts';
import type { Download } from '../generation/download.ts';

/** The origins of the simulated vendors: `http://127.0.0.1:4321`. */
type Origins = ReadonlySet<string>;

/**
 * A fetch that reaches these origins and nothing else, whatever address a vendor has of its own. Throws `internal` for
 * any other address, before anything is sent.
 */
export const fetchOnly =
  (origins: Origins): typeof fetch =>
  async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    refuseOther(origins, address);
    // A redirect would lead on without being asked about.
    return fetch(input, { ...init, redirect: 'manual' });
  };

/** The same for results. */
export const downloadOnly =
  (origins: Origins, download: Download): Download =>
  async (order) => {
    refuseOther(origins, order.url);
    await download(order);
  };

function refuseOther(origins: Origins, address: string): void {
  const origin = URL.parse(address)?.origin;
  if (origin && origins.has(origin)) return;
  throw new AppError({
    code: 'internal',
    message: `The rehearsal was about to call ${origin ?? 'an address'} that is no simulated vendor, and did not.`,
    details: { sent: false },
  });
}
