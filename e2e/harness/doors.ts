import { once } from 'node:events';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { type Engine, startEngine } from './engine.ts';
import { root } from './program.ts';

export type DoorKind = 'browser' | 'desktop';

/** A way into one test's studio that can be closed, killed and opened again. */
export type Door = {
  /** Starts the engine and gives its page. */
  open(): Promise<Page>;
  /** Ends the engine as a user would. */
  close(): Promise<void>;
  /** kill -9 of the engine alone: FFmpeg and other helpers find out by themselves. */
  kill(): Promise<void>;
  /** After the last use: nothing that was ever started stays. */
  sweep(): Promise<void>;
};

/** The browser door, in a page that exists already. */
export function browserDoor(page: Page, env: NodeJS.ProcessEnv): Door {
  const started: Engine[] = [];
  const newest = (): Engine | undefined => started.at(-1);
  return {
    async open() {
      const engine = await startEngine(env);
      started.push(engine);
      await page.goto(engine.ready.url);
      return page;
    },
    close: async () => void (await newest()?.end()),
    kill: async () => void (await newest()?.end('SIGKILL')),
    async sweep() {
      await newest()?.end();
      for (const engine of started) engine.sweep();
    },
  };
}

/** The desktop door: Electron itself, from the compiled app in out/. */
export function desktopDoor(env: NodeJS.ProcessEnv): Door {
  let app: ElectronApplication | null = null;
  const close = async (): Promise<void> => {
    await app?.close();
    app = null;
  };
  return {
    async open() {
      const { ELECTRON_RUN_AS_NODE: _asNode, ...inherited } = env;
      const defined = Object.entries(inherited).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      );
      app = await _electron.launch({
        args: ['.', '--autoplay-policy=no-user-gesture-required'],
        cwd: root,
        env: Object.fromEntries(defined),
        // Without it Playwright asks the electron package, and waits for the app to be ready.
        ...(process.env.ELECTRON_EXEC_PATH && { executablePath: process.env.ELECTRON_EXEC_PATH }),
      });
      return app.firstWindow();
    },
    close,
    async kill() {
      const child = app?.process();
      if (!child || child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      app = null;
    },
    sweep: close,
  };
}
