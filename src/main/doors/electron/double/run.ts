import { registerHooks } from 'node:module';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

/**
 * Runs a compiled main process against the double, in a process of its own, and does what the test sends: functions as
 * source text, called with everything inside.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

const [, , mainFile = '', ...args] = process.argv;
process.argv = ['electron', '.', ...args];
Object.assign(process, { resourcesPath: '/opt/Circle Take/resources', type: 'browser' });

const [{ app }, electron, state, session, { windows }] = await Promise.all([
  import('./app.ts'),
  import('./electron.ts'),
  import('./state.ts'),
  import('./session.ts'),
  import('./windows.ts'),
]);
const firstWindow = () => [...windows][0];

/** The contract's client as the page makes it. */
const connect = (port: unknown) =>
  createORPCClient(new RPCLink({ port: port as ConstructorParameters<typeof RPCLink>[0]['port'] }));
const connectPage = () => {
  const page = firstWindow()?.webContents.page;
  if (!page) throw new Error('there is no page');
  const { MessageChannel, postMessage } = page.window as unknown as typeof globalThis & Window;
  const { port1, port2 } = new MessageChannel();
  const client = connect(port1);
  postMessage('orpc:connect', '*', [port2]);
  port1.start();
  return { client, port: port1 };
};

const inside = {
  app,
  electron,
  ...state,
  ...session,
  window: firstWindow,
  page: () => firstWindow()?.webContents.page,
  connect,
  connectPage,
  opened: () => globalThis.openedStudio,
};
export type Inside = typeof inside;

process.on('message', async ({ id, source, argument }: { id: number; source: string; argument: unknown }) => {
  try {
    const call: (things: Inside, argument: unknown) => unknown = new Function(`return (${source})`)();
    process.send?.({ id, value: (await call(inside, argument)) ?? null });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
process.on('disconnect', () => process.exit());

if (process.env.DOUBLE_OPEN_FILE) {
  // macOS may open a file while the app still starts: as soon as somebody listens.
  app.on('newListener', (event) => {
    if (event !== 'open-file') return;
    setImmediate(() => app.emit('open-file', { preventDefault: () => {} }, process.env.DOUBLE_OPEN_FILE));
  });
}
const tooLong = setTimeout(() => {
  console.error('main did not finish loading: does it await ready at top level?');
  process.exit(2);
}, 10_000);
await import(mainFile);
clearTimeout(tooLong);
setImmediate(() => {
  app.launch();
  process.send?.({ id: 0, value: null });
});
