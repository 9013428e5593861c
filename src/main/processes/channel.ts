/** The helper's end of its line to the engine. Messages are structured-cloneable values. */
export type HelperChannel = {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
};

/** What Electron gives a utility process; Node processes have none. */
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
};

/**
 * The line of this helper process to the engine that started it, under Node (`child_process.fork`) and Electron
 * (`utilityProcess`) alike. The process ends when the engine goes away, so that no helper is ever left behind.
 * Throws when this program was not started by the engine.
 */
export function helperChannel(): HelperChannel {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    };
  }
  if (!process.send) throw new Error('This program is started by Circle Take and does nothing on its own.');
  process.on('disconnect', () => process.exit());
  return {
    // Without the callback a send to an engine that has just gone would be an uncaught error.
    send: (message) => process.send?.(message, undefined, undefined, () => {}),
    onMessage: (listener) => process.on('message', listener),
  };
}
