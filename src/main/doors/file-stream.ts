import type { FileHandle } from 'node:fs/promises';

const chunkBytes = 262_144;

/**
 * The bytes `first` to `last` (inclusive) of an open file as a web stream that closes the handle whatever happens.
 * Not `Readable.toWeb`: a player that seeks cancels all the time, and a cancel during back-pressure throws an uncatchable
 * ERR_INVALID_STATE there (https://github.com/nodejs/node/issues/64529).
 */
export function fileStream(handle: FileHandle, first: number, last: number): ReadableStream<Uint8Array> {
  let position = first;
  let done = false;
  const end = async (): Promise<void> => {
    if (done) return;
    done = true;
    await handle.close();
  };
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    const chunk = new Uint8Array(Math.min(chunkBytes, last + 1 - position));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, position);
    if (done) return;
    // Ending here quietly would make a cut-off file look like a whole one.
    if (bytesRead === 0) throw new Error(`the file became shorter than ${last + 1} bytes while it was read`);
    position += bytesRead;
    controller.enqueue(chunk.subarray(0, bytesRead));
    if (position > last) {
      controller.close();
      await end();
    }
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) =>
        pull(controller).catch(async (error) => {
          await end();
          throw error;
        }),
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
