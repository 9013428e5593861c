import { expect, test } from 'vitest';
import type { VendorView } from '../../../shared/generator.ts';
import { testGeneratorView } from '../../../shared/test-generator.ts';
import { isWanted, vendorGroups } from './vendor-groups.ts';

const vendor = (id: string, more: Partial<VendorView> = {}): VendorView => ({
  ...{ id, name: id, needsKey: true, keyUrl: null, keyVariable: null, afterCancel: null, limits: null },
  ...{ usualLimits: null, keyHint: null, serverHint: null, baseUrl: null, usualBaseUrl: null },
  ...more,
});
const generators = [
  testGeneratorView('a', { vendor: 'fal' }),
  testGeneratorView('b', { vendor: 'fal', category: 'text-to-image', family: 'flux' }),
  testGeneratorView('c', { vendor: 'kling' }),
  testGeneratorView('d', { vendor: 'heygen', category: 'avatar' }),
  testGeneratorView('e', { vendor: 'speech', category: 'speech', role: 'voice' }),
];
const vendors = [
  vendor('speech'),
  vendor('heygen'),
  vendor('comfyui', { serverHint: 'Start it.' }),
  vendor('kling'),
  vendor('fal'),
  vendor('new'),
  vendor('runway'),
];

test('vendors with keys come first, then each stands where its models are looked for', () => {
  const groups = vendorGroups(vendors, generators, new Set(['runway']));
  expect(groups.map(({ name, vendors: of }) => [name, ...of.map(({ id }) => id)])).toEqual([
    ['With keys', 'runway'],
    ['Clips and stills', 'fal'],
    ['Clips', 'kling'],
    ['Avatars and short films', 'heygen'],
    ['Voices', 'speech'],
    ['On servers of your own', 'comfyui'],
    ['Others', 'new'],
  ]);
});

test('a vendor is found by the models that a key of it brings', () => {
  const found = (search: string) => vendors.filter((each) => isWanted(each, generators, search)).map(({ id }) => id);
  expect(found('FLUX')).toEqual(['fal']);
  expect(found('kli')).toEqual(['kling']);
  expect(found('')).toHaveLength(vendors.length);
});
