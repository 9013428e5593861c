import { writeFile } from 'node:fs/promises';
import { withFileErrors } from '../films/atomic-file.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import { fromDataUri } from '../vendors/kit/request-body.ts';
import { addressOf, hostsOf, urlsOf } from '../vendors/kit/vendor-address.ts';
import type { Engine } from './active-job.ts';
import { keyHeadersFor } from './output-address.ts';
import type { RemoteRun } from './submit.ts';
import { holderSecret } from './vendor-call.ts';

type OutputOrder = {
  /** https, a path at the vendor's own address (starts with a slash), or a data URI that holds the file. */
  readonly url: string;
  /** Absolute path; made or overwritten. */
  readonly file: string;
  readonly refresh?: () => Promise<string | null>;
};

/** Brings what a vendor made into a file, with the key only where it belongs. Throws as `Download`, or `unauthorized`. */
export async function fetchOutput(
  engine: Engine,
  { vendor, generator, jobId, stop }: RemoteRun,
  attempt: AttemptRecord,
  { url, file, refresh }: OutputOrder,
): Promise<void> {
  if (url.startsWith('data:')) return withFileErrors(file, () => writeFile(file, fromDataUri(url).bytes));
  const secret = await holderSecret(engine, vendor, attempt);
  const urls = engine.vendorUrls?.() ?? {};
  const own = addressOf(vendor, undefined, urls, secret);
  // Servers of the user's own do not know under which name they are reached.
  const absolute = (address: string) => (address.startsWith('/') ? `${own}${address}` : address);
  const askAgain = async (ask: () => Promise<string | null>) => {
    const address = await ask();
    return address === null ? null : absolute(address);
  };
  await engine.download({
    ...{ url: absolute(url), file, maker: generator.name, signal: stop },
    ...(refresh && { refresh: () => askAgain(refresh) }),
    headersFor: (address) => keyHeadersFor(address, vendor, { secret, own }),
    // A gateway or a server of the user's own answers from where the user said that it is.
    allowPrivateHosts: new Set([
      ...(engine.allowPrivateHosts ?? []),
      ...hostsOf(urlsOf(vendor.id, urls)),
      ...(vendor.server ? hostsOf({ own }) : []),
    ]),
    onProgress: (fraction) => engine.book.progress(jobId, { fraction, text: 'Downloading' }),
  });
}
