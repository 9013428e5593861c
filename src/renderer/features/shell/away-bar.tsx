import { useConnection } from '../../lib/use-connection.ts';

/** A thin line while the studio does not answer. Everything stays readable; edits are saved when it is back. */
export function AwayBar() {
  if (useConnection() !== 'away') return null;
  return (
    <div role="status" className="border-b border-line bg-raised px-4 py-1 text-center text-warn">
      Studio is not reachable, reconnecting. Your changes are kept here until it is back.
    </div>
  );
}
