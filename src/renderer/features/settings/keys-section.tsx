import { TriangleAlert } from 'lucide-react';
import type { Hello } from '../../../shared/contract.ts';
import { errorOf } from '../../lib/errors.ts';
import { ErrorNote, Skeleton } from '../../ui/states.tsx';
import { useKeys, useVendors } from './api.ts';
import { Section } from './section.tsx';
import { VendorKey } from './vendor-key.tsx';

type Props = {
  /** Vendor whose key is asked for; its field gets the focus. */
  topic: string | null;
  hello: Hello;
};

export function KeysSection({ topic, hello }: Props) {
  const keys = useKeys();
  const vendors = useVendors();
  const keychain = keys.data?.keychain ?? hello.keychain;
  return (
    <Section
      title="Keys"
      about="Each vendor is called with your own key. Keys lie in this computer's keychain and are never shown again."
    >
      {!keychain.available && <NoKeychain reason={keychain.reason} />}
      {keys.error || vendors.error ? (
        <ErrorNote
          error={errorOf(keys.error ?? vendors.error)}
          onRetry={() => {
            void keys.refetch();
            void vendors.refetch();
          }}
        />
      ) : !keys.data || !vendors.data ? (
        <Skeleton className="h-28" />
      ) : (
        vendors.data.vendors
          .filter((vendor) => vendor.needsKey)
          .map((vendor) => (
            <VendorKey
              key={vendor.id}
              vendor={vendor}
              stored={keys.data.keys.filter((each) => each.vendor === vendor.id)}
              keychain={keychain.available}
              focused={vendor.id === topic}
              nativeDialogs={hello.nativeDialogs}
            />
          ))
      )}
    </Section>
  );
}

function NoKeychain({ reason }: { reason: string | null }) {
  return (
    <p role="note" className="flex gap-2 rounded-2 border border-line bg-bg px-3 py-2 text-text-2">
      <TriangleAlert size={15} className="mt-0.5 shrink-0 text-warn" aria-hidden />
      <span>{reason ?? 'No keychain answers. Keys are kept for this session only.'}</span>
    </p>
  );
}
