import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';

/** Bytes of one file, in the order in which they are wanted. */
export type Part = {
  readonly file: string;
  readonly ranges: readonly { readonly offset: number; readonly bytes: number }[];
  readonly bytes: number;
};

/**
 * Writes `heads` and then all parts to `output`, part for part, so that a film of any length takes the same memory.
 * Throws `cancelled`, `damaged` where a file ends before a part does, and what the file system says.
 */
export async function copyParts(
  output: string,
  heads: readonly Uint8Array[],
  parts: readonly Part[],
  signal: AbortSignal,
): Promise<void> {
  const files = lastOpened();
  const into = await open(output, 'w');
  const scratch = { bytes: new Uint8Array(1 << 20) };
  try {
    for (const head of heads) await writeAll(into, head);
    for (const part of parts) {
      if (signal.aborted) throw new AppError({ code: 'cancelled' });
      await writeAll(into, await readPart(await files.get(part.file), part, scratch));
    }
  } finally {
    await Promise.all([into.close(), files.close()]);
  }
}

async function writeAll(into: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await into.write(bytes, at)).bytesWritten;
}

/** Reads a part at once with what lies between its ranges, which is little: sound between pictures. */
async function readPart(from: FileHandle, part: Part, scratch: { bytes: Uint8Array }): Promise<Uint8Array> {
  const start = Math.min(...part.ranges.map(({ offset }) => offset));
  const end = Math.max(...part.ranges.map(({ offset, bytes }) => offset + bytes));
  if (end - start > scratch.bytes.length) scratch.bytes = new Uint8Array(end - start);
  const all = scratch.bytes.subarray(0, end - start);
  await readAll(from, all, start);
  if (part.ranges.length === 1) return all;
  // Ranges only move towards the front, so that they can be pushed together in place.
  let at = 0;
  for (const { offset, bytes } of part.ranges) {
    all.copyWithin(at, offset - start, offset - start + bytes);
    at += bytes;
  }
  return all.subarray(0, at);
}

async function readAll(from: FileHandle, into: Uint8Array, offset: number): Promise<void> {
  for (let at = 0; at < into.length; ) {
    const { bytesRead } = await from.read(into, at, into.length - at, offset + at);
    if (bytesRead === 0) throw new AppError({ code: 'damaged', message: 'A piece of the film ends too early.' });
    at += bytesRead;
  }
}

/** Two files are open at a time: the piece of picture that is being copied, and the sound. */
const mostOpen = 2;

function lastOpened(): { get(path: string): Promise<FileHandle>; close(): Promise<void> } {
  const handles = new Map<string, FileHandle>();
  return {
    get: async (path) => {
      const handle = handles.get(path) ?? (await open(path, 'r'));
      // The one that was used last stands last.
      handles.delete(path);
      handles.set(path, handle);
      const [oldest] = handles;
      if (oldest && handles.size > mostOpen) {
        handles.delete(oldest[0]);
        await oldest[1].close();
      }
      return handle;
    },
    close: async () => {
      await Promise.all([...handles.values()].map((handle) => handle.close()));
    },
  };
}
