import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openerName } from '../../films/film-folder.ts';

const root = join(import.meta.dirname, '../../../..');
const require = createRequire(import.meta.url);

type Builder = {
  getConfig(dir: string, path: string, options: null): Promise<Configuration>;
  validateConfiguration(config: Configuration, log: object): Promise<void>;
};
type Association = { readonly ext: string; readonly isPackage?: boolean };
type Configuration = {
  readonly appId: string;
  readonly files: readonly string[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly fileAssociations: readonly Association[];
  readonly mac: { readonly icon: string; readonly entitlements: string; readonly entitlementsInherit: string } & {
    readonly fileAssociations: readonly Association[];
  };
  readonly win: { readonly icon: string };
  readonly linux: { readonly icon: string };
  readonly deb: { readonly afterInstall: string };
};

// electron-builder's own check, without network: it knows every key.
const inside = join(dirname(require.resolve('app-builder-lib/package.json')), 'out/util/config/config.js');
const { getConfig, validateConfiguration }: Builder = require(inside);
const { DebugLogger }: { DebugLogger: new (enabled: boolean) => object } = require('builder-util');
const read = (): Promise<Configuration> => getConfig(root, 'electron-builder.yml', null);

test('electron-builder accepts the configuration', async () => {
  await expect(validateConfiguration(await read(), new DebugLogger(false))).resolves.not.toThrow();
});

test('it would refuse a key it does not know', async () => {
  const wrong = { ...(await read()), sandbox: true };
  await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow(/unknown property 'sandbox'/);
});

test('every file it names is there', async () => {
  const { mac, win, linux, deb } = await read();
  for (const path of [mac.icon, mac.entitlements, mac.entitlementsInherit, win.icon, linux.icon, deb.afterInstall]) {
    expect(existsSync(join(root, path)), path).toBe(true);
  }
  for (const side of [16, 32, 48, 128, 256, 512]) {
    expect(existsSync(join(root, linux.icon, `${side}x${side}.png`))).toBe(true);
  }
});

test('the app cannot be run as Node, inspected, or loaded from elsewhere', async () => {
  const { electronFuses } = await read();
  expect(electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeCliInspectArguments: false,
    enableNodeOptionsEnvironmentVariable: false,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('films open: as packages on macOS, by the file inside them elsewhere', async () => {
  const { fileAssociations, mac } = await read();
  expect(openerName.endsWith(`.${fileAssociations[0]?.ext}`)).toBe(true);
  expect(mac.fileAssociations[0]).toMatchObject({ ext: 'film', isPackage: true });
});

test('names agree between the package and the desktop entry', async () => {
  const { appId } = await read();
  const { desktopName, main, type } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  expect(desktopName).toBe(`${appId}.desktop`);
  expect([main, type]).toEqual(['out/main/index.js', 'module']);
});
