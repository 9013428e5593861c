import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { browserDoor, type Door, type DoorKind, desktopDoor } from './harness/doors.ts';
import { type Folders, freshFolders } from './harness/folders.ts';
import { startKeyring } from './harness/keyring.ts';
import { type Simulator, startSimulator } from './harness/simulator.ts';
import { studioEnv } from './harness/surroundings.ts';

export { expect } from '@playwright/test';

/** One test's studio: its engine, its page, its vendor, its folders. */
export type Studio = {
  /** The page of the newest launch. */
  readonly page: Page;
  readonly folders: Folders;
  readonly vendor: Simulator;
  /** Ends the studio as a user would, and opens it again. */
  restart(): Promise<void>;
  /** Ends it and leaves it closed. */
  close(): Promise<void>;
  /** kill -9 of the engine. */
  kill(): Promise<void>;
  /** Opens it again. */
  open(): Promise<void>;
  /** A second studio on the same machine with the same library, in a browser. */
  another(): Promise<Page>;
};

export type StudioOptions = {
  door: DoorKind;
  /** Whether a Secret Service is there. */
  keychain: boolean;
  /** How long simulated vendors work on a job. */
  latencyMs: number;
  /** Ids of vendors whose keys stand in the environment; twice for two keys of two accounts. */
  keys: readonly string[];
};

export const test = base.extend<StudioOptions & { studio: Studio }>({
  door: ['browser', { option: true }],
  keychain: [false, { option: true }],
  latencyMs: [200, { option: true }],
  keys: [[], { option: true }],
  studio: async ({ page, context, door, keychain, latencyMs, keys }, use) => {
    const folders = await freshFolders();
    const keyring = keychain ? await startKeyring(folders) : null;
    const vendor = await startSimulator({ dir: folders.home, latencyMs });
    const env = studioEnv({ folders, vendorUrls: vendor.vendorUrls, keys, ...(keyring && { session: keyring.env }) });
    const otherEnv = { ...env, CIRCLE_TAKE_USER_DATA: join(folders.home, 'other-data') };
    const first = door === 'desktop' ? desktopDoor(env) : browserDoor(page, env);
    const doors = [first];
    const another = async () => {
      const other = browserDoor(await context.newPage(), otherEnv);
      doors.push(other);
      return other.open();
    };
    try {
      await lendStudio({ door: first, folders, vendor, another }, use);
    } finally {
      for (const each of doors) await each.sweep();
      await vendor.end();
      await keyring?.end();
      await folders.remove();
    }
  },
});

type Parts = Pick<Studio, 'folders' | 'vendor' | 'another'> & { readonly door: Door };

/** Gives the studio to a test; afterwards fails it for what went wrong inside the page. */
async function lendStudio({ door, ...parts }: Parts, use: (studio: Studio) => Promise<void>): Promise<void> {
  const mistakes: string[] = [];
  const open = async () => listen(await door.open(), mistakes);
  let page = await open();
  await use({
    ...parts,
    get page() {
      return page;
    },
    async restart() {
      await door.close();
      page = await open();
    },
    close: door.close,
    kill: door.kill,
    async open() {
      page = await open();
    },
  });
  if (mistakes.length > 0) throw new Error(`The page made mistakes:\n${mistakes.join('\n')}`);
}

const heard = new WeakSet<Page>();

/** Uncaught errors, and whatever the security policy refused. */
function listen(page: Page, mistakes: string[]): Page {
  if (heard.has(page)) return page;
  heard.add(page);
  page.on('pageerror', (error) => mistakes.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) mistakes.push(message.text());
  });
  return page;
}
