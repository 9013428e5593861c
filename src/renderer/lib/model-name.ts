import type { GeneratorView } from '../../shared/generator.ts';

/** What a generator is called where its vendor stands beside it: `Kling 3.0` of `Kling 3.0 at Krea`. */
export function modelName({ name, vendorName }: Pick<GeneratorView, 'name' | 'vendorName'>): string {
  const end = [`, in ${vendorName}`, ` in ${vendorName}`, ` at ${vendorName}`].find((each) => name.endsWith(each));
  return end === undefined ? name : name.slice(0, -end.length);
}
