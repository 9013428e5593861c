import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** The repository, whatever folder a script was started from. */
export const root = resolve(import.meta.dirname, '../..');

/** One short line about what happens; on stderr, so that stdout stays a program's own. @param {string} text */
export const say = (text) => console.error(text);

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] added to this process's own
 * @property {number} [timeoutMs] after which the program is killed
 * @property {string} [cwd]
 */

/**
 * Runs a program without showing its output. `code` is null when it could not be started or ran out of time.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{code: number | null, output: string}>}
 */
export function run(program, args, { env = {}, timeoutMs, cwd = root } = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk).slice(-100_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.on('error', (error) => done({ code: null, output: error.message }));
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ code, output });
    });
  });
}

/**
 * Runs a program in the foreground: same terminal, same signals. Resolves with its exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to this process's own; `undefined` takes a variable away
 * @returns {Promise<number>}
 */
export function runForeground(program, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: process.cwd(), env: { ...process.env, ...env }, stdio: 'inherit' });
    // A terminal sends Ctrl-C to both; a supervisor signals only this process.
    const onInterrupt = () => process.stdin.isTTY || child.kill('SIGINT');
    const onTerminate = () => child.kill('SIGTERM');
    process.on('SIGINT', onInterrupt);
    process.on('SIGTERM', onTerminate);
    child.on('error', (error) => {
      say(`${program} could not be started: ${error.message}.`);
      done(1);
    });
    child.on('close', (code, signal) => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      done(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/**
 * How npm is called without a shell: its own JavaScript where npm told us, else the program.
 * @param {readonly string[]} args
 * @returns {[string, string[]]}
 */
export function npmCommand(args) {
  const script = process.env.npm_execpath;
  if (script && /\.c?js$/.test(script) && existsSync(script)) return [process.execPath, [script, ...args]];
  const beside = join(process.execPath, '..', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (existsSync(beside)) return [process.execPath, [beside, ...args]];
  return ['npm', [...args]];
}

/**
 * Absolute path of a program on the PATH, or null.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 */
export function findProgram(name, env = process.env) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter(Boolean);
  const files = folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending)));
  return files.find(isExecutable) ?? null;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there or not executable: both mean "not this one".
    return false;
  }
}
