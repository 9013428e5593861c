import { startSimulatedReplicate } from '../src/main/rehearsal/dialects/replicate.ts';
import { smallMedia } from '../src/main/rehearsal/testing/small-media.ts';

// The simulated Replicate in a process of its own, with no time between a submit and its end, and one small clip for
// every job: node bench/vendor-process.ts DIR

const { baseUrl, origin } = await startSimulatedReplicate({
  media: await smallMedia(process.argv[2] ?? ''),
  latencyMs: 0,
});
process.stdout.write(`${JSON.stringify({ baseUrl, control: `${origin}/__control` })}\n`);
