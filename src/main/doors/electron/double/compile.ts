import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build, type Plugin } from 'vite';

/** `out` holds main, preload and a bare page. */
export type Compiled = { readonly out: string; remove(): Promise<void> };

const root = join(import.meta.dirname, '../../../../..');

/**
 * Compiles main and preload as `electron-vite build` does, into a folder inside the repository, so that packages are
 * found; with `fakeEngine` the engine is the double's.
 */
export async function compile(name: string, { fakeEngine }: { fakeEngine: boolean }): Promise<Compiled> {
  const dir = join(root, 'node_modules', '.cache', 'circle-take', `${name}-${process.pid}`);
  const remove = (): Promise<void> => rm(dir, { recursive: true, force: true });
  try {
    return { out: await compileInto(dir, fakeEngine), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function compileInto(dir: string, fakeEngine: boolean): Promise<string> {
  const outDir = join(dir, 'out');
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  await symlink(join(root, 'resources'), join(dir, 'resources'));
  const { config } = await resolveConfig(
    {
      configFile: join(root, 'electron.vite.config.ts'),
      root,
      logLevel: 'warn',
      build: { outDir },
      plugins: fakeEngine ? [engineDouble] : [],
    },
    'build',
    'production',
  );
  if (!config?.main || !config.preload) throw new Error('electron.vite.config.ts has no main or no preload');
  const { main } = config;
  if (fakeEngine && main.build?.rolldownOptions) {
    // The double's engine starts no helpers, so they need not be compiled.
    main.build.rolldownOptions.input = { index: join(root, 'src/main/index.ts') };
  }
  await build({ ...main, configFile: false });
  await build({ ...config.preload, configFile: false });
  await mkdir(join(outDir, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(outDir, 'renderer', 'index.html'), '<!doctype html><title>Circle Take</title>');
  await writeFile(join(outDir, 'renderer', 'assets', 'app.js'), 'export {};');
  return outDir;
}

const engineDouble: Plugin = {
  name: 'engine-double',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source.endsWith('/studio.ts') && importer?.endsWith('/electron/engine.ts')
      ? join(import.meta.dirname, 'studio.ts')
      : null,
};
