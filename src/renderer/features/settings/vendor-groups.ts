import { type GeneratorView, speaksItself, type VendorView } from '../../../shared/generator.ts';

export type VendorGroup = { readonly name: string; readonly vendors: readonly VendorView[] };

const names = [
  'With keys',
  'Clips and stills',
  'Clips',
  'Stills',
  'Avatars and short films',
  'Voices',
  'On servers of your own',
  'Without a key',
  'Others',
] as const;
type GroupName = (typeof names)[number];

/**
 * Vendors as they are looked for: those that have keys first, then by what a key of theirs brings. `keyed` are the ids of
 * those with keys or servers.
 */
export function vendorGroups(
  vendors: readonly VendorView[],
  generators: readonly GeneratorView[],
  keyed: ReadonlySet<string>,
): readonly VendorGroup[] {
  const byVendor = Map.groupBy(generators, ({ vendor }) => vendor);
  const groups = Map.groupBy(vendors, (vendor) =>
    keyed.has(vendor.id) ? 'With keys' : groupOf(vendor, byVendor.get(vendor.id) ?? []),
  );
  return names.flatMap((name) => {
    const of = groups.get(name);
    return of ? [{ name, vendors: of }] : [];
  });
}

function groupOf({ serverHint, needsKey }: VendorView, brings: readonly GeneratorView[]): GroupName {
  if (serverHint !== null) return 'On servers of your own';
  if (!needsKey) return 'Without a key';
  const stills = brings.some(({ category }) => category === 'text-to-image');
  const clips = brings.some(
    (each) => each.role === 'picture' && each.category !== 'text-to-image' && !speaksItself(each),
  );
  if (clips) return stills ? 'Clips and stills' : 'Clips';
  if (stills) return 'Stills';
  if (brings.some(speaksItself)) return 'Avatars and short films';
  return brings.some(({ role }) => role === 'voice') ? 'Voices' : 'Others';
}

/** Whether a vendor is what somebody looks for: by its name, or by the models that a key of it brings. */
export function isWanted(vendor: VendorView, generators: readonly GeneratorView[], search: string): boolean {
  const own = generators.filter((each) => each.vendor === vendor.id);
  const text = [vendor.name, ...own.flatMap(({ name, maker, family }) => [name, maker, family])]
    .join(' ')
    .toLowerCase();
  return search
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
