import { useState } from 'react';
import type { GeneratorView, VendorView } from '../../../shared/generator.ts';
import type { KeyView, VendorRing } from '../../../shared/key.ts';
import { Field } from '../../ui/field.tsx';
import { bringsText } from './brings-text.ts';
import { isWanted, vendorGroups } from './vendor-groups.ts';
import { VendorKeys } from './vendor-keys.tsx';

/** With more vendors than this, one is found by its name sooner than by looking. */
const manyVendors = 12;
/** The keys of more vendors than this would have to be scrolled through. */
const fewKeyed = 6;

type Props = {
  vendors: readonly VendorView[];
  generators: readonly GeneratorView[];
  keys: readonly KeyView[];
  rings: readonly VendorRing[];
  keychain: boolean;
  topic: string | null;
};

/** Vendors with keys first, each with its ring; the others a line each, by what they bring. */
export function VendorList({ vendors, generators, keys, rings, keychain, topic }: Props) {
  // As it was when the list appeared: a vendor does not move while its first key is being added.
  const [keyed] = useState(() => new Set(keys.map((key) => key.vendor)));
  const [search, setSearch] = useState('');
  const found = vendors.filter((vendor) => isWanted(vendor, generators, search));
  const groups = vendorGroups(found, generators, keyed);
  return (
    <>
      {vendors.length > manyVendors && (
        <Field
          label="Find a vendor"
          type="search"
          placeholder="Its name, or a model that it has"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <div className="flex flex-col gap-4">
        {groups.map((group) => (
          <section key={group.name} aria-label={group.name} className="flex flex-col">
            {groups.length > 1 && (
              <h4 className="mb-1 flex items-baseline gap-2 text-1 font-medium text-text-3">
                {group.name} <span className="tabular">{group.vendors.length}</span>
              </h4>
            )}
            {group.vendors.map((vendor) => (
              <VendorKeys
                key={vendor.id}
                vendor={vendor}
                brings={bringsText(generators, vendor.id)}
                keys={keys.filter((key) => key.vendor === vendor.id)}
                ring={rings.find((ring) => ring.vendor === vendor.id) ?? null}
                keychain={keychain}
                focused={vendor.id === topic}
                folded={keyed.size > fewKeyed && keyed.has(vendor.id)}
              />
            ))}
          </section>
        ))}
        {groups.length === 0 && <p className="py-3 text-text-2">No vendor is called that, or has such a model.</p>}
      </div>
    </>
  );
}
