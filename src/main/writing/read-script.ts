import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Script } from './parse-script.ts';

/** Longest script, in bytes: about 300,000 words, more than any film says. */
const longestScript = 2 * 1024 * 1024;

const choose = 'Choose a script in Markdown, Fountain or plain text.';

/**
 * Reads a script from disk: UTF-8, or UTF-16 with a byte order mark. Throws `not-found`, `not-allowed`, or
 * `invalid-input` for a folder, an empty file, more than 2 MB, or bytes that are no text.
 */
export async function readScript(path: string): Promise<Script> {
  const name = basename(path);
  return { name, text: decodeScript(name, await readBytes(path, name)) };
}

async function readBytes(path: string, name: string): Promise<Uint8Array> {
  const file = await open(path, 'r').catch((cause: unknown) => Promise.reject(readFailure(path, cause)));
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw refused(`“${name}” is not a file.`, choose);
    if (facts.size > longestScript)
      throw refused(
        `“${name}” is larger than 2 MB, so it is hardly a script.`,
        'Choose a shorter script, or split it.',
      );
    return await file.readFile();
  } catch (cause) {
    throw cause instanceof AppError ? cause : readFailure(path, cause);
  } finally {
    await file.close();
  }
}

/** Bytes of a script as text. Throws `invalid-input` for bytes that are no text. */
export function decodeScript(name: string, bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && bytes.includes(0)) throw refused(`“${name}” is not a text file.`, choose);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refused(`“${name}” is not UTF-8 text.`, 'Open it in an editor and save it as UTF-8.', cause);
  }
}

const reasons: Record<string, readonly [ErrorCode, string, string]> = {
  ENOENT: ['not-found', 'There is no script at', 'Check the name of the file.'],
  EACCES: ['not-allowed', 'This script may not be read:', 'Give yourself permission to read it.'],
  EPERM: ['not-allowed', 'This script may not be read:', 'Give yourself permission to read it.'],
  EISDIR: ['invalid-input', 'This is a folder, not a script:', choose],
};

function readFailure(path: string, cause: unknown): unknown {
  const known = reasons[(cause as NodeJS.ErrnoException).code ?? ''];
  if (!known) return cause;
  const [code, message, action] = known;
  return new AppError({ code, message: `${message} ${path}.`, action, cause });
}

const refused = (message: string, action: string, cause?: unknown): AppError =>
  new AppError({ code: 'invalid-input', message, action, cause });
