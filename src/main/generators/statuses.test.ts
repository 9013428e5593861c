import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Generator } from '../../shared/generator.ts';
import { vendors } from '../vendors/index.ts';
import { loadCatalogue } from './catalogue.ts';
import { handOffVendor, retiredVendor, statusHindrance } from './hindrance.ts';
import { generatorViews } from './views.ts';

const catalogue = await loadCatalogue(join(import.meta.dirname, '../../../resources'));
const views = generatorViews(catalogue, vendors, () => true);
const statusOf = ({ status: { kind } }: Pick<Generator, 'status'>) => kind;

describe('retired models', () => {
  const rows = catalogue.generators.filter((row) => statusOf(row) === 'retired');
  it.each(rows.map((row) => [row.id, row] as const))('%s has a successor that can be had', (_, { status }) => {
    if (status.kind !== 'retired') throw new TypeError('It is not retired.');
    const successor = catalogue.byId.get(status.successor ?? '');
    expect(['live', 'preview']).toContain(successor && statusOf(successor));
    expect(status.since).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
  });

  it('say since when, and what takes their place', () => {
    expect(views.find(({ id }) => id === 'sora-2')).toMatchObject({
      ...{ usable: false, vendorName: 'OpenAI' },
      hindrance: expect.stringMatching(/^was retired on 24 September 2026; use Veo 3\.1/),
    });
    expect(views.find(({ id }) => id === 'haiper-2')?.hindrance).toMatch(/^was retired by November 2026; use /);
  });
});

it('says of an end that is announced when it comes', () => {
  const status = { kind: 'retired' as const, since: '2026-12-01', successor: 'sketch', note: '' };
  const said = (today: string) => statusHindrance({ ...catalogue.get('sketch'), status }, catalogue.byId, today);
  expect(said('2026-11-30')).toBe(`ends on 1 December 2026; use ${catalogue.get('sketch').name}`);
  expect(said('2026-12-01')).toMatch(/^was retired on 1 December 2026/);
});

describe('models that are worked by hand', () => {
  it('say where', () => {
    expect(views.find(({ id }) => id === 'midjourney')).toMatchObject({
      ...{ usable: false, vendorName: 'Midjourney', hindrance: 'is made by hand at Midjourney' },
      status: { kind: 'hand-off', template: '{prompt} --ar {aspect}' },
    });
  });

  it('have names for what is filled in that are known', () => {
    for (const { id, status } of catalogue.generators) {
      const names = status.kind === 'hand-off' ? (status.template.match(/\{[^}]*\}/g) ?? []) : [];
      const unknown = names.filter((name) => !/^\{(prompt|narration|aspect|seconds|title)\}$/.test(name));
      expect(unknown, id).toEqual([]);
    }
  });
});

it('keeps apart what no vendor serves', () => {
  const kinds = (vendor: string) => new Set(catalogue.generators.filter((row) => row.vendor === vendor).map(statusOf));
  expect([...kinds(retiredVendor)]).toEqual(['retired']);
  expect([...kinds(handOffVendor)]).toEqual(['hand-off']);
  expect([retiredVendor, handOffVendor].filter((id) => vendors.has(id))).toEqual([]);
});

it('has no word against what can be ordered', () => {
  const preview = { ...catalogue.get('sketch'), status: { kind: 'preview' as const, note: 'May change.' } };
  expect(statusHindrance(preview, catalogue.byId)).toBeNull();
});
