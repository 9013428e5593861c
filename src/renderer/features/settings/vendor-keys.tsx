import clsx from 'clsx';
import { useEffect, useRef, useState } from 'react';
import type { VendorView } from '../../../shared/generator.ts';
import type { KeyView, VendorRing } from '../../../shared/key.ts';
import { useNow } from '../../lib/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { ExternalLink } from '../../ui/external-link.tsx';
import { KeyRow } from './key-row.tsx';
import { ringText, untilText } from './key-text.ts';
import { LimitsLine } from './limits-line.tsx';
import { NewKeyForm } from './new-key-form.tsx';
import { useKeyRing } from './use-key-ring.ts';

type Props = {
  vendor: VendorView;
  /** The generators that come with a key: `9 for clips`. */
  brings: string;
  /** Of this vendor, in the order of the ring. */
  keys: readonly KeyView[];
  ring: VendorRing | null;
  keychain: boolean;
  focused: boolean;
};

/** One vendor: its keys with their health, its limits, and the way to add a key. Without keys, one line. */
export function VendorKeys({ vendor, brings, keys, ring, keychain, focused }: Props) {
  const deeds = useKeyRing(vendor.id);
  const [asked, setAsked] = useState<boolean | null>(null);
  const adding = asked ?? (focused && keys.length === 0);
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focused) article.current?.scrollIntoView({ block: 'nearest' });
  }, [focused]);
  const ends = [ring?.wait?.until, ...(ring?.keys ?? []).map(({ until }) => until)];
  const now = useNow(ends.some(Boolean));
  const health = new Map((ring?.keys ?? []).map((each) => [each.keyId, each]));
  const open = keys.length > 0 || adding;
  return (
    <article
      ref={article}
      aria-label={vendor.name}
      className={clsx(
        'flex flex-col gap-3 border-line px-3',
        open ? 'mb-3 rounded-3 border bg-raised py-3' : 'border-b py-1.5 last:border-b-0',
      )}
    >
      <div className="flex min-h-7.5 items-center gap-2.5">
        <h4 className={open ? 'text-3 font-semibold' : 'font-medium'}>{vendor.name}</h4>
        <span className="min-w-0 truncate text-text-2">{keys.length === 0 ? brings : ring && ringText(ring)}</span>
        <span className="grow" />
        {vendor.keyUrl && (keys.length === 0 || adding) && (
          <ExternalLink url={vendor.keyUrl} aria-label={`Get a key of ${vendor.name}`} className="shrink-0">
            Get a key
          </ExternalLink>
        )}
        {!adding && (
          <Button autoFocus={asked === false} onClick={() => setAsked(true)}>
            Add key
          </Button>
        )}
      </div>
      {ring?.wait && ring.waiting > 0 && <Wait wait={ring.wait} now={now} />}
      {keys.length > 0 && (
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
      )}
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
      {keys.length > 0 && vendor.limits && vendor.usualLimits && (
        <LimitsLine vendor={vendor} limits={vendor.limits} usual={vendor.usualLimits} />
      )}
    </article>
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
