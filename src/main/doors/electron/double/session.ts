import { app } from './app.ts';
import { journal } from './state.ts';
import { strict } from './strict.ts';

type SchemeHandler = (request: Request) => Response | Promise<Response>;
type Scheme = { readonly scheme: string; readonly privileges: Record<string, boolean> };

const handlers = new Map<string, SchemeHandler>();
export const schemes: Scheme[] = [];

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(list: Scheme[]): void {
    if (app.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (schemes.length > 0) throw new Error('protocol.registerSchemesAsPrivileged was called twice');
    schemes.push(...list);
  },
  handle(scheme: string, handler: SchemeHandler): void {
    if (!app.ready) throw new TypeError('Session can only be received when app is ready');
    if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} has been registered`);
    handlers.set(scheme, handler);
  },
});

/** What the page's network does with a URL of ours: a real Request without an abort signal, and Electron's defaults. */
export async function request(url: string, init: RequestInit = {}): Promise<Response> {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (!handler) throw new Error(`ERR_UNKNOWN_URL_SCHEME: ${url}`);
  const response = await handler(new Request(url, init));
  if (!(response instanceof Response)) throw new Error('ERR_UNEXPECTED');
  if (!response.headers.has('content-type')) response.headers.set('content-type', 'text/html');
  return response;
}

type PermissionHandlers = {
  request: ((...args: unknown[]) => void) | null;
  check: ((...args: unknown[]) => boolean) | null;
  device: ((details: unknown) => boolean) | null;
};

/** Without handlers Electron grants everything; null says so. */
export const permissions: PermissionHandlers = { request: null, check: null, device: null };

const defaultSession = strict('session', {
  protocol,
  setPermissionRequestHandler: (handler: PermissionHandlers['request']) => {
    permissions.request = handler;
    journal.push('setPermissionRequestHandler');
  },
  setPermissionCheckHandler: (handler: PermissionHandlers['check']) => {
    permissions.check = handler;
  },
  resolveProxy: async () => 'DIRECT',
  setDevicePermissionHandler: (handler: PermissionHandlers['device']) => {
    permissions.device = handler;
  },
});

export const session = {
  get defaultSession() {
    if (!app.ready) throw new TypeError('Session can only be received when app is ready');
    return defaultSession;
  },
};
