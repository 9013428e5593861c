import type { Generator } from '../../shared/generator.ts';
import type { Catalogue } from '../generators/catalogue.ts';

/** A catalogue that may hold models of the user's own. */
export type RehearsedCatalogue = Catalogue & { readonly sourceOf?: (id: string) => 'shipped' | 'own' };

/** Vendors whose simulations know the models that are shipped, and no others. */
const knowTheirModels: readonly string[] = ['replicate', 'fal'];

/** The generators as they are rehearsed: models of the user's own that no simulation knows are stood in for on this machine. */
export function castModels({
  byId,
  get,
  sourceOf = () => 'shipped',
}: RehearsedCatalogue): ReadonlyMap<string, Generator> {
  const isStranger = ({ id, vendor }: Generator) => sourceOf(id) === 'own' && knowTheirModels.includes(vendor);
  const standIn = (row: Generator): Generator => {
    const { vendor, voices, route } = get(row.role === 'voice' ? 'local-voice' : 'sketch');
    return { ...row, vendor, voices, route };
  };
  return new Map([...byId].map(([id, row]) => [id, isStranger(row) ? standIn(row) : row]));
}
