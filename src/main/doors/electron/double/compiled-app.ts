import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { compile } from './compile.ts';
import { type Launched, type LaunchOptions, launch } from './launch.ts';

type StartOptions = Omit<LaunchOptions, 'main'>;

/** The app, compiled once for a test file, and its launches, each with a fresh data folder. */
export type CompiledApp = {
  /** Folder of the compiled main, preload and page. */
  readonly out: string;
  /** Folder of the fake engine's files. */
  readonly dir: string;
  /** Data folder of the newest launch. */
  dataFolder(): string;
  start(options?: StartOptions): Promise<Launched>;
  /** Waits, too, until the first window's page stands. */
  startWithPage(options?: StartOptions): Promise<Launched>;
  remove(): Promise<void>;
};

export async function compiledApp(): Promise<CompiledApp> {
  const { out, remove } = await compile('fake-engine', { fakeEngine: true });
  const dir = await mkdtemp(join(tmpdir(), 'desktop-'));
  const launched: Launched[] = [];
  const dataFolder = (): string => join(dir, `data-${launched.length}`);

  const start = async (options: StartOptions = {}): Promise<Launched> => {
    const env = { CIRCLE_TAKE_USER_DATA: join(dir, `data-${launched.length + 1}`), DOUBLE_MEDIA: dir, ...options.env };
    const app = await launch({ ...options, main: join(out, 'main', 'index.js'), env });
    launched.push(app);
    return app;
  };
  return {
    out,
    dir,
    dataFolder,
    start,
    startWithPage: async (options) => {
      const app = await start(options);
      await vi.waitUntil(() => app.evaluate(({ page }) => Boolean(page())), { timeout: 10_000 });
      return app;
    },
    remove: async () => {
      for (const app of launched) app.close();
      await rm(dir, { recursive: true, force: true });
      await remove();
    },
  };
}
