import { writeFile } from 'node:fs/promises';
import { withFileErrors } from '../films/atomic-file.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import { fromDataUri } from '../vendors/request-body.ts';
import { addressOf, hostsOf } from '../vendors/vendor-address.ts';
import type { Engine } from './active-job.ts';
import { keyHeadersFor } from './output-address.ts';
import type { RemoteRun } from './submit.ts';
import { holderSecret } from './vendor-call.ts';

type OutputOrder = {
  /** https, or a data URI that holds the file. */
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
  { url, file, ...rest }: OutputOrder,
): Promise<void> {
  if (url.startsWith('data:')) return withFileErrors(file, () => writeFile(file, fromDataUri(url).bytes));
  const secret = await holderSecret(engine, vendor, attempt);
  const urls = engine.vendorUrls?.() ?? {};
  const own = addressOf(vendor, undefined, urls, secret);
  await engine.download({
    ...{ url, file, maker: generator.name, ...rest, signal: stop },
    headersFor: (address) => keyHeadersFor(address, vendor, { secret, own }),
    // A gateway or a server of the user's own answers from where the user said that it is.
    allowPrivateHosts: new Set([
      ...engine.allowPrivateHosts,
      ...hostsOf(urls),
      ...(vendor.server ? hostsOf({ own }) : []),
    ]),
    onProgress: (fraction) => engine.book.progress(jobId, { fraction, text: 'Downloading' }),
  });
}
