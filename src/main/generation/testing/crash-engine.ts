import { openBench } from './test-bench.ts';

// An engine in a process of its own, for tests to kill. Arguments: the folder of the bench, the vendor's origin.
const [dir = '', origin = ''] = process.argv.slice(2);
const bench = await openBench({ dir, origin });
await bench.start();
// It is killed; should the test fail to do so, it must not stay.
setTimeout(() => process.exit(1), 20_000);
