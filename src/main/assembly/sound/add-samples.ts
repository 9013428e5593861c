import type { FileHandle } from 'node:fs/promises';

const bytesPerSample = 4;
const blockBytes = 1 << 20;

/**
 * Adds the raw 32-bit float samples of `from` to those of `into` from byte `position` on. Works in blocks, so that an
 * hour of sound needs no more memory than a second.
 */
export async function addSamples(into: FileHandle, position: number, from: FileHandle): Promise<void> {
  const added = new Float32Array(blockBytes / bytesPerSample);
  const present = new Float32Array(added.length);
  for (let offset = 0; ; ) {
    const bytes = wholeSamples((await from.read(bytesOf(added), 0, blockBytes, offset)).bytesRead);
    if (bytes === 0) return;
    const known = (await into.read(bytesOf(present), 0, bytes, position + offset)).bytesRead;
    present.fill(0, Math.floor(known / bytesPerSample));
    for (let index = 0; index < bytes / bytesPerSample; index += 1) {
      present[index] = (present[index] ?? 0) + (added[index] ?? 0);
    }
    await into.write(bytesOf(present), 0, bytes, position + offset);
    offset += bytes;
  }
}

const wholeSamples = (bytes: number): number => bytes - (bytes % bytesPerSample);
const bytesOf = (samples: Float32Array): Uint8Array => new Uint8Array(samples.buffer, 0, samples.byteLength);
