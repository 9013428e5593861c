import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Answer } from '../simulated-dialect.ts';

const types: Readonly<Record<string, string>> = {
  ...{ '.mp3': 'audio/mpeg', '.wav': 'audio/wav', '.png': 'image/png', '.mp4': 'video/mp4' },
};

/** A file as the answer itself, for vendors that send what they made. */
export async function fileAnswer(file: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const type = types[extname(file)] ?? 'application/octet-stream';
  return { status: 200, headers: { 'content-type': type, ...headers }, body: await readFile(file) };
}
