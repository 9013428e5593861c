import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newFilm } from '../../shared/film.ts';
import { findTools } from '../ffmpeg/tools.ts';
import { loadCatalogue } from '../generators/catalogue.ts';
import { nodeFork } from '../processes/node-helpers.ts';
import { animaticMedia } from './animatic-media.ts';
import { rehearsalMedia } from './rehearsal-media.ts';
import type { RehearsalMedia } from './simulated-jobs.ts';
import { simulatedDialects, startSimulatedVendors } from './simulated-vendors.ts';

// Simulated vendors in a process of their own: an engine that is killed and started again meets the same vendors.
// node src/main/rehearsal/simulate.ts --data DIR [--vendors replicate,fal] [--latency 200 | --speed 60]
//   [--key SECRET[=ACCOUNT]]... [--per-minute N] [--at-once N] [--port 0] [--ffmpeg PATH] [--drawn]
// --drawn hands out sketches, which are nice to look at, in the place of test pictures, which are quick to make.
// Prints one line of JSON, {vendors: {id: {baseUrl, outputHost, control}}, baseUrls}, and runs until it is told to end.

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    vendors: { type: 'string', default: [...simulatedDialects.keys()].join(',') },
    latency: { type: 'string', default: '200' },
    speed: { type: 'string' },
    key: { type: 'string', multiple: true },
    'per-minute': { type: 'string' },
    'at-once': { type: 'string' },
    port: { type: 'string', default: '0' },
    ffmpeg: { type: 'string', default: 'ffmpeg' },
    drawn: { type: 'boolean', default: false },
  },
});
if (!values.data) {
  console.error('simulate: --data DIR is missing: the folder where results are written.');
  process.exit(2);
}

const testMedia = (data: string) => rehearsalMedia({ ffmpeg: values.ffmpeg, dir: join(data, 'media') });

async function drawnMedia(data: string): Promise<RehearsalMedia> {
  const resourcesDir = join(import.meta.dirname, '../../../resources');
  const catalogue = await loadCatalogue(resourcesDir);
  const { media } = animaticMedia({
    ...{ film: newFilm({ title: 'Rehearsal' }), speaker: catalogue.get('local-voice'), dir: join(data, 'media') },
    ...{ tools: await findTools({ configured: null, env: process.env }), fork: nodeFork, resourcesDir },
    signal: new AbortController().signal,
  });
  return media;
}

/** `secret=account`; a key without an account is an account of its own. */
const keyOf = (text: string): readonly [string, string] => {
  const [secret = text, account = secret] = text.split('=');
  return [secret, account];
};
const options = {
  media: values.drawn ? await drawnMedia(values.data) : testMedia(values.data),
  latencyMs: Number(values.latency),
  port: Number(values.port),
  ...(values.speed && { speed: Number(values.speed) }),
  ...(values.key && { keys: Object.fromEntries(values.key.map(keyOf)) }),
  ...(values['per-minute'] && { perMinute: Number(values['per-minute']) }),
  ...(values['at-once'] && { atOnce: Number(values['at-once']) }),
};
const simulated = await startSimulatedVendors(options, values.vendors.split(',')).catch((error: unknown) => {
  console.error(`simulate: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(2);
});
const vendors = Object.fromEntries(
  [...simulated.byId].map(([id, { baseUrl, outputHost, origin }]) => [
    id,
    { baseUrl, outputHost, control: `${origin}/__control` },
  ]),
);
process.stdout.write(`${JSON.stringify({ vendors, baseUrls: simulated.baseUrls })}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => simulated.close().then(() => process.exit(0)));
}
