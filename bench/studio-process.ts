import { once } from 'node:events';
import { startHttpDoor } from '../src/main/doors/http/start-http-door.ts';
import { nodeStudioOptions } from '../src/main/node-studio.ts';
import { openStudio } from '../src/main/studio.ts';

// The browser door over a page that was built elsewhere than in out/: node bench/studio-process.ts RENDERER_DIR

const options = nodeStudioOptions('browser');
const studio = await openStudio(options);
const { version } = options;
const log = (text: string) => console.error(text);
const door = await startHttpDoor({ studio, rendererDir: process.argv[2] ?? '', version, log, port: 0 });
const { url, port, apiToken } = door;
process.stdout.write(`${JSON.stringify({ url, port, apiToken })}\n`);
await once(process, 'SIGTERM');
await door.close();
await studio.close();
