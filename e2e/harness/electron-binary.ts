import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './program.ts';

/** Electron's program, or null where it was not downloaded. `require('electron')` would start a download. */
export function electronBinary(): string | null {
  const { ELECTRON_EXEC_PATH } = process.env;
  if (ELECTRON_EXEC_PATH) return ELECTRON_EXEC_PATH;
  const folder = join(root, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}
