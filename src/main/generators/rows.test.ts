import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canBeOrdered, type Generator, speaksItself } from '../../shared/generator.ts';
import type { Evidence, Vendor } from '../vendors/define-vendor.ts';
import { vendors } from '../vendors/index.ts';
import { loadCatalogue } from './catalogue.ts';

// What holds for rows of every vendor alike. Whether their limits are true is asked of the adapters: rehearsal/sent-wishes.

const { generators } = await loadCatalogue(join(import.meta.dirname, '../../../resources'));
const rows = generators.filter(canBeOrdered);
const evidenceOf = (vendor: Vendor | undefined): Evidence | undefined => vendor?.evidence;
const idsOf = (found: readonly Generator[]): string[] => found.map(({ id }) => id);

/** `Kling 3.0 Pro at Runware` and `Kling 3.0 Pro, 1080p` are the same model. */
const modelOf = ({ name }: Generator): string =>
  name
    .replace(/,.*$| (at|in|from) .*$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
const models = [...Map.groupBy(generators, modelOf)].filter(([, of]) => of.length > 1);

describe.each(models)('%s', (_, of) => {
  it('is of one family and one maker, wherever it is reached', () => {
    expect([...new Set(of.map(({ family }) => family))]).toHaveLength(1);
    expect([...new Set(of.map(({ maker }) => maker))]).toHaveLength(1);
  });

  it('is judged alike, by more than what its resolution makes of it', () => {
    const qualities = of.filter(canBeOrdered).map(({ quality }) => quality);
    expect(Math.max(...qualities) - Math.min(...qualities)).toBeLessThanOrEqual(5);
  });
});

it('what is gone is said once', () => {
  const gone = generators.filter(({ status }) => status.kind === 'retired');
  const twice = [...Map.groupBy(gone, ({ name }) => name)].filter(([, of]) => of.length > 1);
  expect(twice.map(([, of]) => idsOf(of))).toEqual([]);
});

it('families belong to one maker each', () => {
  // RealVisXL is SDXL, trained on by somebody else.
  const originals = generators.filter(({ maker }) => maker !== 'SG161222');
  const shared = [...Map.groupBy(originals, ({ family }) => family)]
    .map(([family, of]) => [family, ...new Set(of.map(({ maker }) => maker))])
    .filter((each) => each.length > 2);
  expect(shared).toEqual([]);
});

it('names say “at” and the vendor where somebody else made the model, and nowhere else', () => {
  const wrong = rows.filter(({ name, vendor, maker }) => {
    const at = / at (.+)$/.exec(name)?.[1];
    const vendorName = vendors.get(vendor)?.name ?? '';
    return at !== undefined && (at !== vendorName || vendorName === maker);
  });
  expect(idsOf(wrong)).toEqual([]);
});

it('no vendor says so of some models of others and not of the rest', () => {
  const others = rows.filter(({ vendor, maker }) => (vendors.get(vendor)?.name ?? '') !== maker);
  const mixed = [...Map.groupBy(others, ({ vendor }) => vendor)].filter(([id, of]) => {
    const said = of.filter(({ name }) => name.endsWith(` at ${vendors.get(id)?.name}`)).length;
    return said > 0 && said < of.length;
  });
  expect(mixed.map(([id, of]) => [id, ...of.map(({ name }) => name)])).toEqual([]);
});

it('resolutions are the one that is sent', () => {
  const wrong = rows.flatMap(({ id, route, limits: { resolutions } }) => {
    const sent = JSON.stringify(route).match(/"(\d{3,4}p|[1248]k|resolution_\d+)"/gi) ?? [];
    const asked = [...new Set(sent.map((each) => each.replace(/"|resolution_/gi, '').toLowerCase()))];
    const said = (resolutions ?? []).map((each) => each.replace(/p$/i, '').toLowerCase());
    const agrees = asked.length === 0 || asked.map((each) => each.replace(/p$/, '')).join() === said.join();
    return agrees && said.length <= 1 ? [] : [[id, asked, said]];
  });
  expect(wrong).toEqual([]);
});

it('sound is of clips: pictures have none, and voices are nothing else', () => {
  const wrong = rows.filter(({ category, limits }) => limits.sound && /^(speech|text-to-image)$/.test(category));
  expect(idsOf(wrong)).toEqual([]);
  expect(idsOf(rows.filter((row) => speaksItself(row) && !row.limits.sound))).toEqual([]);
});

describe.each(rows.map((row) => [row.id, row] as const))('%s', (_, row) => {
  const evidence = evidenceOf(vendors.get(row.vendor));

  it('claims no more than its vendor’s evidence', () => {
    const { price, status } = row;
    if (!evidence) return;
    expect(price.asOf <= evidence.asOf, `price of ${price.asOf}, facts of ${evidence.asOf}`).toBe(true);
    const guessed = /[CD]/.test(evidence.confidence.prices) && price.micros > 0;
    if (guessed) expect(price.certainty).toBe('estimate');
    if (evidence.open.some((each) => /experimental|unofficial/i.test(each))) expect(status.kind).toBe('preview');
  });
});

it('says what is open wherever a part is a guess', () => {
  const silent = [...vendors.values()].filter((vendor) => {
    const evidence = evidenceOf(vendor);
    return evidence && Object.values(evidence.confidence).includes('D') && evidence.open.length === 0;
  });
  expect(silent.map(({ id }) => id)).toEqual([]);
});
