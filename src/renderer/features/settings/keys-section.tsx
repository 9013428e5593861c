import { TriangleAlert } from 'lucide-react';
import type { Hello } from '../../../shared/contract.ts';
import type { VendorView } from '../../../shared/generator.ts';
import { errorOf } from '../../lib/errors.ts';
import { ErrorNote, Skeleton } from '../../ui/states.tsx';
import { useCatalogue, useKeys, useRings } from './api.ts';
import { Section } from './section.tsx';
import { VendorList } from './vendor-list.tsx';

type Props = {
  /** Vendor whose key is asked for; it is opened and scrolled to. */
  topic: string | null;
  hello: Hello;
};

/** Every vendor's key ring, live. */
export function KeysSection({ topic, hello }: Props) {
  const [keys, catalogue, rings] = [useKeys(), useCatalogue(), useRings()];
  const keychain = keys.data?.keychain ?? hello.keychain;
  const failed = [keys, catalogue].filter((query) => query.error && !query.data);
  const blind = rings.error && !rings.data;
  return (
    <Section
      title="Keys and servers"
      about="Each vendor is called with your own keys, in turn. They lie in this computer's keychain and are never shown again. Servers of your own are listed by their address."
    >
      {!keychain.available && <NoKeychain reason={keychain.reason} />}
      {/* Keys can be put right even when nobody can say how they fare. */}
      {blind && !failed[0] && <ErrorNote error={errorOf(rings.error)} onRetry={rings.refetch} />}
      {failed[0] ? (
        <ErrorNote
          error={errorOf(failed[0].error)}
          onRetry={() => {
            for (const query of failed) void query.refetch();
          }}
        />
      ) : keys.data && catalogue.data && (rings.data || blind) ? (
        <VendorList
          vendors={catalogue.data.vendors.filter(isCalled)}
          generators={catalogue.data.generators}
          keys={keys.data.keys}
          rings={rings.data ?? []}
          keychain={keychain.available}
          topic={topic}
        />
      ) : (
        <LoadingKeys />
      )}
    </Section>
  );
}

/** Over the network: with keys, on a server of the user's own, or freely at an address that can be changed. */
const isCalled = ({ needsKey, usualBaseUrl }: VendorView): boolean =>
  needsKey || usualBaseUrl?.startsWith('http') === true;

const LoadingKeys = () => (
  <div aria-busy="true" className="flex flex-col gap-3">
    <Skeleton className="h-36" />
    <Skeleton className="h-9" />
    <Skeleton className="h-9" />
    <Skeleton className="h-9" />
  </div>
);

function NoKeychain({ reason }: { reason: string | null }) {
  return (
    <p role="note" className="flex gap-2 rounded-2 border border-line bg-bg px-3 py-2 text-text-2">
      <TriangleAlert size={15} className="mt-0.5 shrink-0 text-warn" aria-hidden />
      <span>{reason ?? 'No keychain answers. Keys are kept for this session only.'}</span>
    </p>
  );
}
