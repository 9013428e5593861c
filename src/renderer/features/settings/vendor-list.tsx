import { useState } from 'react';
import type { GeneratorView, VendorView } from '../../../shared/generator.ts';
import type { KeyView, VendorRing } from '../../../shared/key.ts';
import { Field } from '../../ui/field.tsx';
import { bringsText } from './brings-text.ts';
import { VendorKeys } from './vendor-keys.tsx';

/** With more vendors than this, one is found by its name sooner than by looking. */
const manyVendors = 12;

type Props = {
  vendors: readonly VendorView[];
  generators: readonly GeneratorView[];
  keys: readonly KeyView[];
  rings: readonly VendorRing[];
  keychain: boolean;
  topic: string | null;
};

/** Vendors with keys first, each with its ring; the others a line each. */
export function VendorList({ vendors, generators, keys, rings, keychain, topic }: Props) {
  // As it was when the list appeared: a vendor does not move while its first key is being added.
  const [keyed] = useState(() => new Set(keys.map((key) => key.vendor)));
  const [search, setSearch] = useState('');
  const wanted = (vendor: VendorView) => vendor.name.toLowerCase().includes(search.trim().toLowerCase());
  const ordered = [...vendors.filter(({ id }) => keyed.has(id)), ...vendors.filter(({ id }) => !keyed.has(id))];
  return (
    <>
      {vendors.length > manyVendors && (
        <Field label="Find a vendor" type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
      )}
      <div className="flex flex-col">
        {ordered.filter(wanted).map((vendor) => (
          <VendorKeys
            key={vendor.id}
            vendor={vendor}
            brings={bringsText(generators, vendor.id)}
            keys={keys.filter((key) => key.vendor === vendor.id)}
            ring={rings.find((ring) => ring.vendor === vendor.id) ?? null}
            keychain={keychain}
            focused={vendor.id === topic}
          />
        ))}
      </div>
    </>
  );
}
