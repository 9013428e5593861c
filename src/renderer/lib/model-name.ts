import type { GeneratorView } from '../../shared/generator.ts';

/** What a generator is called where its vendor stands beside it: `Kling 3.0` of `Kling 3.0 at Krea`. */
export function modelName({ name, vendorName }: Pick<GeneratorView, 'name' | 'vendorName'>): string {
  const end = ` at ${vendorName}`;
  return name.endsWith(end) ? name.slice(0, -end.length) : name;
}
