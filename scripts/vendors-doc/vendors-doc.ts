import { join } from 'node:path';
import { loadCatalogue } from '../../src/main/generators/catalogue.ts';
import type { Evidence, RemoteVendor, Vendor } from '../../src/main/vendors/define-vendor.ts';
import { vendors } from '../../src/main/vendors/index.ts';
import type { Generator } from '../../src/shared/generator.ts';

const resources = join(import.meta.dirname, '../../resources');

const head = `# Vendors

Made from the code by \`node scripts/vendors-doc.ts\`; a test says when it is out of date.

**Confidence** of what an adapter rests on, for each part: **A** read in an official SDK or schema; **B** the vendor's own
pages; **C** several independent clients agree; **D** a guess. **Verified against**: the vendor's own SDK or schema that our
simulated vendor, and our adapter on the same wish, are tested against; “documents alone” where there is none. No vendor was
called for any of this: all adapters are proven against simulated vendors over real HTTP.
`;

/** docs/vendors.md as it is to be. Throws as the catalogue does. */
export async function vendorsDoc(): Promise<string> {
  const { generators } = await loadCatalogue(resources);
  const known = [...vendors.values()].filter(({ evidence }) => evidence !== undefined);
  const sorted = known.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const rowsOf = ({ id }: Vendor) => generators.filter(({ vendor }) => vendor === id);
  const parts = sorted.map((vendor) => section(vendor, rowsOf(vendor)));
  return `${[head, table(sorted, rowsOf), ...parts].join('\n').trimEnd()}\n`;
}

function table(sorted: readonly Vendor[], rowsOf: (vendor: Vendor) => readonly Generator[]): string {
  const lines = sorted.map((vendor) => {
    const { evidence } = vendor;
    const grades = evidence ? gradesOf(evidence) : '';
    const cells = [`[${vendor.name}](#${anchorOf(vendor)})`, makes(rowsOf(vendor)), operationsOf(vendor).join(', ')];
    return `| ${[...cells, grades, evidence?.witness ?? 'documents alone', evidence?.asOf ?? ''].join(' | ')} |`;
  });
  return [
    '| vendor | generators | operations | confidence: auth submit poll errors prices | verified against | facts of |',
    '|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

const anchorOf = ({ name }: Vendor): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

const gradesOf = ({ confidence: { auth, submit, poll, errors, prices } }: Evidence): string =>
  [auth, submit, poll, errors, prices].join(' ');

/** `7: 4 text-to-video, 3 text-to-image`. */
function makes(rows: readonly Generator[]): string {
  const groups = [...Map.groupBy(rows, ({ category }) => category)];
  const counts = groups.map(([category, each]) => `${each.length} ${category}`);
  return rows.length === 0 ? '0' : `${rows.length}: ${counts.join(', ')}`;
}

/** What the adapter does there, in the order in which it comes about. */
export function operationsOf(vendor: Vendor): string[] {
  if (vendor.kind === 'local') return ['answers at once, no key'];
  return [
    vendor.session && 'token for the key',
    vendor.server && "the user's own server",
    vendor.prepare && 'free calls before',
    ...waysOf(vendor),
    vendor.recent && 'lists lost work',
    'key check',
  ].filter((operation) => typeof operation === 'string');
}

function waysOf(vendor: RemoteVendor): (string | false)[] {
  const direct = 'direct' in vendor && 'answers with the file';
  const queue =
    'submit' in vendor && `submit, poll${vendor.result ? ', result' : ''}${vendor.cancel ? ', cancel' : ', no cancel'}`;
  return [queue, direct];
}

function section(vendor: Vendor, rows: readonly Generator[]): string {
  const { evidence, name } = vendor;
  const sources = evidence?.sources.map((source) => `- ${source}`) ?? [];
  const open = evidence?.open.length
    ? ['', 'Not known, or not seen:', '', ...evidence.open.map((each) => `- ${each}`)]
    : [];
  const stop = vendor.kind === 'remote' ? [`A job that is stopped: ${vendor.afterCancel}`, ''] : [];
  const models = rows.length > 0 ? ['', `Generators: ${rows.map(named).join(', ')}.`] : [];
  return [`## ${name}`, '', ...stop, 'Sources:', '', ...sources, ...open, ...models, ''].join('\n');
}

const named = ({ name, status }: Generator): string => (status.kind === 'live' ? name : `${name} (${status.kind})`);
