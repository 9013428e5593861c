import { join } from 'node:path';
import { vendors } from '../../src/main/vendors/index.ts';
import type { Folders } from './folders.ts';
import { otherKey, rehearsalKey } from './simulator.ts';

type Parts = {
  readonly folders: Folders;
  /** The simulated vendors' addresses, as CIRCLE_TAKE_VENDOR_URLS takes them: all of them, so that no test meets a real one. */
  readonly vendorUrls: string;
  /** From a keyring; without one there is no Secret Service at all. */
  readonly session?: NodeJS.ProcessEnv;
  /** Ids of vendors whose key stands in an environment variable; of one that is named twice, two keys of two accounts. */
  readonly keys?: readonly string[];
};

/** The environment in which a test's studio runs: its own folders, simulated vendors, no keys from outside. */
export function studioEnv({ folders, vendorUrls, session = {}, keys = [] }: Parts): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => name !== 'DBUS_SESSION_BUS_ADDRESS' && !isKey(name));
  return {
    ...Object.fromEntries(inherited),
    CIRCLE_TAKE_USER_DATA: folders.data,
    CIRCLE_TAKE_LIBRARY: folders.library,
    CIRCLE_TAKE_VENDOR_URLS: withoutServers(vendorUrls),
    XDG_DATA_HOME: join(folders.home, 'xdg-data'),
    XDG_RUNTIME_DIR: folders.home,
    ...session,
    ...keyEnv(keys),
  };
}

/** Servers are called where the user says that they are, and nowhere without an address. */
const withoutServers = (vendorUrls: string): string =>
  vendorUrls
    .split(',')
    .filter((entry) => {
      const vendor = vendors.get(entry.split('=')[0] ?? '');
      return vendor?.kind !== 'remote' || !vendor.server;
    })
    .join(',');

function keyEnv(keys: readonly string[]): NodeJS.ProcessEnv {
  const given = keys.map((id, index) => {
    const variable = variableOf.get(id);
    if (variable === undefined) throw new Error(`${id} is no vendor with a key.`);
    return keys.indexOf(id) === index ? [variable, rehearsalKey] : [`${variable}_2`, otherKey];
  });
  return Object.fromEntries(given);
}

const variableOf: ReadonlyMap<string, string> = new Map(
  [...vendors.values()].flatMap((vendor) => (vendor.kind === 'remote' ? [[vendor.id, vendor.keyVariable]] : [])),
);

/** `RUNWAYML_API_SECRET`, or one more key of it: `RUNWAYML_API_SECRET_2`. */
const isKey = (name: string): boolean =>
  [...variableOf.values()].some((variable) => name === variable || name.startsWith(`${variable}_`));
