import type { GeneratorView } from '../../../shared/generator.ts';
import { showPanel } from '../../lib/navigation.ts';
import { useNames } from '../../lib/use-names.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { ExternalLink } from '../../ui/external-link.tsx';
import { useVendor } from './api.ts';
import { standingOf } from './standing.ts';
import { openDetails } from './store.ts';
import { useStanding } from './use-standing.ts';

/** Whether it can be used now, what is to be known of its status, and the step that helps. */
export function StandingNote({ generator }: { generator: GeneratorView }) {
  const { status, vendor: vendorId } = generator;
  const standing = standingOf(generator);
  const { text, tone } = useStanding(generator);
  const vendor = useVendor(vendorId);
  return (
    <div className="flex flex-col gap-2 rounded-2 border border-line bg-bg px-3 py-2.5">
      <p className="flex items-center gap-2 font-medium">
        <Dot tone={tone} />
        {text}
      </p>
      {status.kind !== 'live' && status.note && <p className="text-text-2 select-text">{status.note}</p>}
      {standing === 'key' && vendor?.needsKey && (
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={() => showPanel('settings', vendor.id)}>
            {vendor.serverHint === null ? `Add a key for ${vendor.name}` : `Add a server for ${vendor.name}`}
          </Button>
          {vendor.keyUrl && (
            <ExternalLink url={vendor.keyUrl}>{vendor.serverHint === null ? 'Get a key' : 'About it'}</ExternalLink>
          )}
        </div>
      )}
      {status.kind === 'hand-off' && <ExternalLink url={status.url}>{new URL(status.url).host}</ExternalLink>}
      {status.kind === 'retired' && status.successor !== null && <Successor id={status.successor} />}
    </div>
  );
}

function Successor({ id }: { id: string }) {
  const names = useNames();
  return (
    <div>
      <Button onClick={() => openDetails(id)}>Look at {names.generator(id)}</Button>
    </div>
  );
}
