import { join } from 'node:path';
import { vendors } from '../../src/main/vendors/index.ts';
import type { Folders } from './folders.ts';

type Parts = {
  readonly folders: Folders;
  /** The simulated vendors' addresses, as CIRCLE_TAKE_VENDOR_URLS takes them: all of them, so that no test meets a real one. */
  readonly vendorUrls: string;
  /** From a keyring; without one there is no Secret Service at all. */
  readonly session?: NodeJS.ProcessEnv;
};

/** The environment in which a test's studio runs: its own folders, simulated vendors, no keys from outside. */
export function studioEnv({ folders, vendorUrls, session = {} }: Parts): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => name !== 'DBUS_SESSION_BUS_ADDRESS' && !isKey(name));
  return {
    ...Object.fromEntries(inherited),
    CIRCLE_TAKE_USER_DATA: folders.data,
    CIRCLE_TAKE_LIBRARY: folders.library,
    CIRCLE_TAKE_VENDOR_URLS: vendorUrls,
    XDG_DATA_HOME: join(folders.home, 'xdg-data'),
    XDG_RUNTIME_DIR: folders.home,
    ...session,
  };
}

const keyVariables = [...vendors.values()].flatMap((vendor) => (vendor.kind === 'remote' ? [vendor.keyVariable] : []));

/** `RUNWAYML_API_SECRET`, or one more key of it: `RUNWAYML_API_SECRET_2`. */
const isKey = (name: string): boolean =>
  keyVariables.some((variable) => name === variable || name.startsWith(`${variable}_`));
