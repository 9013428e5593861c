import { join } from 'node:path';
import type { Folders } from './folders.ts';

type Parts = {
  readonly folders: Folders;
  /** Replicate's address for this studio. */
  readonly replicateUrl: string;
  /** From a keyring; without one there is no Secret Service at all. */
  readonly session?: NodeJS.ProcessEnv;
};

/** The environment in which a test's studio runs: its own folders, the simulated vendor, no keys from outside. */
export function studioEnv({ folders, replicateUrl, session = {} }: Parts): NodeJS.ProcessEnv {
  const { DBUS_SESSION_BUS_ADDRESS: _bus, REPLICATE_API_TOKEN: _token, ...inherited } = process.env;
  return {
    ...inherited,
    CIRCLE_TAKE_USER_DATA: folders.data,
    CIRCLE_TAKE_LIBRARY: folders.library,
    CIRCLE_TAKE_VENDOR_URLS: `replicate=${replicateUrl}`,
    XDG_DATA_HOME: join(folders.home, 'xdg-data'),
    XDG_RUNTIME_DIR: folders.home,
    ...session,
  };
}
