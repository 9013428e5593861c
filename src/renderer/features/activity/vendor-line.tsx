import { useQuery } from '@tanstack/react-query';
import { ringsQuery } from '../../lib/queries.ts';
import { useNow } from '../../lib/use-now.ts';
import { lineText, waitText } from './ring-text.ts';

type Props = { vendor: string; name: string; count: number };

/** How many of a film's jobs wait for a vendor, and what for: said once for all of them, and counted down. */
export function VendorLine({ vendor, name, count }: Props) {
  const ring = useQuery(ringsQuery()).data?.find((each) => each.vendor === vendor);
  const now = useNow(Boolean(ring?.wait?.until));
  const wait = waitText(ring?.wait, now);
  return (
    <div className="flex flex-col pt-1 pb-1.5">
      <h4 className="flex items-baseline justify-between gap-3 font-medium">
        {name}
        <span className="tabular font-normal text-text-2">{lineText(count, ring?.waiting ?? 0)}</span>
      </h4>
      {wait && <p className="text-text-2 tabular-nums">{wait}</p>}
    </div>
  );
}
