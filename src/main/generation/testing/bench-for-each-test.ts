import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Film } from '../../../shared/film.ts';
import { type Ledger, openLedger } from '../../ledger/ledger.ts';
import { type Bench, type BenchOptions, makeFilm, openBench, tools } from './test-bench.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** A fresh folder, vendor and film for each test of a file, and media that is made once; everything is cleared away. */
export function benchForEachTest() {
  let media = '';
  let dir = '';
  let server: TestServer;
  let benches: Bench[] = [];
  let endings: (() => Promise<unknown>)[] = [];

  beforeAll(() => {
    media = mkdtempSync(join(tmpdir(), 'generation-media-'));
    const make = (...args: string[]) =>
      execFileSync(tools.ffmpeg, ['-v', 'error', '-f', 'lavfi', ...args], { cwd: media });
    make('-i', 'testsrc2=s=160x90:r=12:d=1', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast', 'clip.mp4');
    make('-i', 'testsrc2=s=160x90:r=1:d=1', '-frames:v', '1', 'still.png');
    make('-i', 'sine=d=1', 'voice.wav');
  });
  afterAll(() => rmSync(media, { recursive: true }));
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'generation-'));
    server = await startTestServer(join(media, 'clip.mp4'));
    benches = [];
    endings = [];
  });
  afterEach(async () => {
    for (const bench of benches) await bench.close();
    for (const end of endings) await end();
    await server.close();
    rmSync(dir, { recursive: true });
  });

  const open = async (options: Partial<BenchOptions> = {}): Promise<Bench> => {
    const bench = await openBench({ dir, origin: server.origin, ...options });
    benches.push(bench);
    return bench;
  };
  return {
    get server() {
      return server;
    },
    get dir() {
      return dir;
    },
    /** `clip.mp4` (1 s, 160x90), `still.png` or `voice.wav`. */
    media: (name: 'clip.mp4' | 'still.png' | 'voice.wav') => join(media, name),
    makeFilm: (edit?: (film: Film) => Film) => makeFilm(dir, edit),
    /** An engine over the film that is there. */
    open,
    /** An engine over a new film of one scene. */
    async fresh(options: Partial<BenchOptions> = {}): Promise<Bench> {
      await makeFilm(dir);
      return open(options);
    },
    /** Called after the test, once its engines are closed. */
    atEnd: (end: () => Promise<unknown>) => void endings.push(end),
    /** What another process would read from the ledger right now. */
    onDisk<T>(read: (ledger: Ledger) => T): T {
      const ledger = openLedger(join(dir, 'ledger.sqlite'));
      try {
        return read(ledger);
      } finally {
        ledger.close();
      }
    },
  };
}
