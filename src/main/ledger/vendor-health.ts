import type { VendorHealth } from '../../shared/vendor-health.ts';
import type { Ledger } from './ledger.ts';
import type { AttemptRecord } from './tables.ts';

const days = 30;
/** As many as a row of dots shows. */
const lately = 20;

/** How each vendor that was called in the last 30 days has fared there. Attempts that somebody stopped say nothing of it. */
export function vendorHealth(
  { attempts }: Pick<Ledger, 'attempts'>,
  vendors: readonly string[],
  now: Date,
): VendorHealth[] {
  const since = new Date(now.getTime() - days * 86_400_000).toISOString();
  return vendors.flatMap((vendor) => {
    const over = attempts.since(vendor, since).filter(({ state }) => isOver(state));
    return over.length === 0 ? [] : [healthOf(vendor, over)];
  });
}

const isOver = (state: AttemptRecord['state']): boolean =>
  state === 'done' || state === 'failed' || state === 'stalled' || state === 'unknown';

/** `over`: newest first. */
function healthOf(vendor: string, over: readonly AttemptRecord[]): VendorHealth {
  const isTake = ({ state }: AttemptRecord) => state === 'done';
  const takes = over.filter(isTake);
  const failure = over.find((attempt) => !isTake(attempt));
  return {
    vendor,
    attempts: over.length,
    takes: takes.length,
    medianSeconds: median(
      takes.map(({ createdAt, updatedAt }) => (Date.parse(updatedAt) - Date.parse(createdAt)) / 1000),
    ),
    lastTakeAt: takes[0]?.updatedAt ?? null,
    lastFailureAt: failure?.updatedAt ?? null,
    lastFailure: failure?.outcome ?? null,
    recent: over.slice(0, lately).map(isTake).reverse(),
  };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [upper, lower] = [sorted[middle], sorted[middle - 1]];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}
