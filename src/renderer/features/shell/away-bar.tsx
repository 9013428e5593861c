import { useSyncExternalStore } from 'react';
import { connection } from '../../lib/client.ts';
import { useConnection } from '../../lib/use-connection.ts';

/** A thin line while the studio does not answer. Everything stays readable; edits are saved when it is back. */
export function AwayBar() {
  const reason = useSyncExternalStore(connection.subscribe, connection.reason);
  if (useConnection() !== 'away') return null;
  return (
    <div role="status" className="border-b border-line bg-raised px-4 py-1 text-center text-warn">
      {reason ? `${reason.message} ${reason.action}` : 'Studio is not reachable, reconnecting.'}{' '}
      <span className="text-text-2">Your changes are kept in this page until it is back.</span>
    </div>
  );
}
