import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rehearsalMedia } from './rehearsal-media.ts';
import { startSimulatedReplicate } from './simulated-replicate.ts';

// A simulated Replicate in a process of its own: an engine that is killed and started again meets the same vendor.
// node src/main/rehearsal/simulate.ts --data DIR [--port 0] [--latency 200] [--token T] [--ffmpeg PATH]
// Prints one line of JSON, {baseUrl, outputHost, control}, and runs until it is told to end.

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    latency: { type: 'string', default: '200' },
    token: { type: 'string' },
    ffmpeg: { type: 'string', default: 'ffmpeg' },
  },
});
if (!values.data) {
  console.error('simulate: --data DIR is missing: the folder where results are written.');
  process.exit(2);
}
const vendor = await startSimulatedReplicate({
  media: rehearsalMedia({ ffmpeg: values.ffmpeg, dir: join(values.data, 'media') }),
  latencyMs: Number(values.latency),
  port: Number(values.port),
  ...(values.token ? { token: values.token } : {}),
});
const { baseUrl, outputHost, origin } = vendor;
process.stdout.write(`${JSON.stringify({ baseUrl, outputHost, control: `${origin}/__control` })}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => vendor.close().then(() => process.exit(0)));
}
