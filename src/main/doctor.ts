import { access, constants, mkdir } from 'node:fs/promises';
import type { z } from 'zod';
import type { checkSchema } from '../shared/contract.ts';
import { toErrorData } from '../shared/errors.ts';
import type { Parts } from './handlers/parts.ts';

type Check = z.infer<typeof checkSchema>;

/** Looks at everything the studio needs on this machine and says what it found, or what is wrong and what to do. */
export function doctor(parts: Parts): Promise<Check[]> {
  const { options, settings } = parts;
  return Promise.all([
    check('Node', async () => process.version),
    check('FFmpeg', async () => {
      const { ffmpeg, version } = await parts.tools();
      return `${version} at ${ffmpeg}`;
    }),
    check('FFprobe', async () => (await parts.tools()).ffprobe),
    keychainCheck(parts),
    check('Library', () => writableFolder(settings.get().libraryDir)),
    check('Studio data', () => writableFolder(options.userDataDir)),
    check('Catalogue', async () => `${parts.catalogue.generators.length} generators of ${parts.vendors.size} vendors`),
  ]);
}

async function check(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, text: await look() };
  } catch (error) {
    const { message, action } = toErrorData(error);
    return { name, ok: false, text: `${message} ${action}` };
  }
}

async function keychainCheck(parts: Parts): Promise<Check> {
  const { available, reason } = await parts.keys.status();
  return { name: 'Keychain', ok: available, text: available ? 'Answers' : (reason ?? 'Does not answer') };
}

async function writableFolder(dir: string): Promise<string> {
  await mkdir(dir, { recursive: true });
  await access(dir, constants.W_OK);
  return dir;
}
