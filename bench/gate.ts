/** Lets through only as many as it was told to; the others wait in line, until their signal ends it. */
export function createGate() {
  const waiting: (() => void)[] = [];
  let free = 0;
  return {
    async pass(signal: AbortSignal): Promise<void> {
      if (free > 0) free -= 1;
      else {
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
        await promise;
      }
    },
    let(count: number): void {
      free += count;
      for (const go of waiting.splice(0, free)) {
        free -= 1;
        go();
      }
    },
  };
}
