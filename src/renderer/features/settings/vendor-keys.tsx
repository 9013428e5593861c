import clsx from 'clsx';
import { useEffect, useRef, useState } from 'react';
import type { VendorView } from '../../../shared/generator.ts';
import type { KeyView, VendorRing } from '../../../shared/key.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useNow } from '../../lib/use-now.ts';
import { AddressLine } from './address-line.tsx';
import { KeyRow } from './key-row.tsx';
import { ringText, untilText } from './key-text.ts';
import { LimitsLine } from './limits-line.tsx';
import { NewKeyForm } from './new-key-form.tsx';
import { type KeyRingDeeds, useKeyRing } from './use-key-ring.ts';
import { VendorHead } from './vendor-head.tsx';

type Props = {
  vendor: VendorView;
  /** The generators that come with a key: `9 for clips`. */
  brings: string;
  /** Of this vendor, in the order of the ring. */
  keys: readonly KeyView[];
  ring: VendorRing | null;
  keychain: boolean;
  focused: boolean;
  /** Begins as one line although it has keys. */
  folded: boolean;
};

/** One vendor: its keys with their health, its limits, and the way to add a key. Without keys, one line. */
export function VendorKeys({ vendor, brings, keys, ring, keychain, focused, folded }: Props) {
  const deeds = useKeyRing(vendor.id);
  const [asked, setAsked] = useState<boolean | null>(null);
  const adding = asked ?? (focused && keys.length === 0);
  const [unfolded, setUnfolded] = useState(!folded || focused);
  const isServer = vendor.serverHint !== null;
  // An address of the user's own is in force, so that it is said.
  const isMoved = useHello().settings.vendorUrls[vendor.id] !== undefined;
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focused) article.current?.scrollIntoView({ block: 'nearest' });
  }, [focused]);
  const ends = [ring?.wait?.until, ...(ring?.keys ?? []).map(({ until }) => until)];
  const now = useNow(ends.some(Boolean));
  const hasKeys = keys.length > 0;
  const open = (hasKeys && unfolded) || adding;
  return (
    <article
      ref={article}
      aria-label={vendor.name}
      className={clsx(
        'flex flex-col gap-3 border-line px-3',
        open ? 'mb-3 rounded-3 border bg-raised py-3' : 'border-b py-1.5 last:border-b-0',
      )}
    >
      <VendorHead
        {...{ vendor, open, hasKeys, adding }}
        text={hasKeys ? ring && ringText(ring) : brings}
        folded={folded && hasKeys ? !unfolded : null}
        returned={asked === false}
        onFold={(next) => setUnfolded(!next)}
        onAdd={() => setAsked(true)}
      />
      {ring?.wait && ring.waiting > 0 && <Wait wait={ring.wait} now={now} />}
      {hasKeys && open && <KeyList {...{ vendor, keys, ring, deeds, now }} />}
      {adding && (
        <NewKeyForm
          vendor={vendor}
          keys={keys}
          keychain={keychain}
          outcome={deeds.adding}
          onAdd={async (order) => (await deeds.add(order)) && setAsked(false)}
          onClose={() => setAsked(false)}
        />
      )}
      {!isServer && (open || isMoved || !vendor.needsKey) && <AddressLine vendor={vendor} />}
      {hasKeys && open && vendor.limits && vendor.usualLimits && (
        <LimitsLine vendor={vendor} limits={vendor.limits} usual={vendor.usualLimits} />
      )}
    </article>
  );
}

type ListProps = Pick<Props, 'vendor' | 'keys' | 'ring'> & { deeds: KeyRingDeeds; now: number };

function KeyList({ vendor, keys, ring, deeds, now }: ListProps) {
  const health = new Map((ring?.keys ?? []).map((each) => [each.keyId, each]));
  return (
    <ul className="flex flex-col gap-3">
      {keys.map((key) => (
        <KeyRow
          key={key.id}
          view={key}
          health={health.get(key.id) ?? null}
          others={keys.filter((each) => each.id !== key.id)}
          limits={ring?.limits ?? vendor.limits}
          deeds={deeds}
          now={now}
        />
      ))}
    </ul>
  );
}

/** What the jobs of this vendor wait for, and how long. */
function Wait({ wait, now }: { wait: NonNullable<VendorRing['wait']>; now: number }) {
  const time = untilText(wait.until, now);
  return (
    <p className="text-warn">
      Waits: {wait.text}
      {time && <span className="tabular"> · {time}</span>}
    </p>
  );
}
