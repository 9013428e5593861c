import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What the last run found; a stamp that cannot be read counts as none.
 * @param {string} file
 * @returns {Record<string, unknown>}
 */
export function readStamp(file) {
  try {
    const stamp = JSON.parse(readFileSync(file, 'utf8'));
    return typeof stamp === 'object' && stamp !== null ? stamp : {};
  } catch {
    // Missing or broken: the work it stands for is simply checked again.
    return {};
  }
}

/**
 * @param {string} file
 * @param {Record<string, unknown>} stamp
 */
export function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(stamp, null, 2)}\n`);
}

/** Hash of texts, order included. @param {readonly string[]} texts */
export const hashOf = (texts) => createHash('sha256').update(texts.join('\0')).digest('hex');

/**
 * Changes whenever a file below these paths appears, goes, or is written.
 * @param {string} folder
 * @param {readonly string[]} paths files or folders, relative to `folder`
 */
export function fingerprint(folder, paths) {
  return hashOf(paths.flatMap((path) => (existsSync(join(folder, path)) ? facts(folder, path) : [])));
}

/**
 * @param {string} folder
 * @param {string} path
 * @returns {string[]}
 */
function facts(folder, path) {
  const { mtimeMs, size } = statSync(join(folder, path));
  if (!statSync(join(folder, path)).isDirectory()) return [`${path} ${size} ${mtimeMs}`];
  const names = readdirSync(join(folder, path)).sort();
  return names.flatMap((name) => facts(folder, `${path}/${name}`));
}
