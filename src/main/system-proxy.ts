import http from 'node:http';
import https from 'node:https';
import { AppError } from '../shared/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What stays on this machine never goes through a proxy. */
const loopback = 'localhost,127.0.0.1,::1,[::1]';

type Proxies = { readonly http: string | null; readonly https: string | null; readonly except: readonly string[] };
const none: Proxies = { http: null, https: null, except: [] };

/** In force for the whole process, as the setting of Node's that this goes with. */
let current: Proxies = none;

/**
 * Lets `fetch`, `http` and `https` of this process use the proxies of HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in capitals or
 * not. `warn` is told where this Node cannot (before 24.14). The result ends it. Throws `invalid-input` for what is no proxy.
 * https://nodejs.org/api/http.html#httpsetglobalproxyfromenvproxyenv
 */
export function followSystemProxy(env: Environment, warn: (text: string) => void = console.warn): () => void {
  const given = (name: string) => env[name]?.trim() || env[name.toUpperCase()]?.trim() || null;
  const proxies = { http: proxyAddress(given('http_proxy')), https: proxyAddress(given('https_proxy')) };
  if (proxies.http === null && proxies.https === null) return () => {};
  if (typeof http.setGlobalProxyFromEnv !== 'function') {
    warn(`Node ${process.version} cannot use the proxy of the environment, so vendors are called without it.`);
    return () => {};
  }
  const exceptions = [given('no_proxy'), loopback].filter(Boolean).join(',');
  const undo = http.setGlobalProxyFromEnv({
    ...(proxies.http === null ? {} : { http_proxy: proxies.http }),
    ...(proxies.https === null ? {} : { https_proxy: proxies.https }),
    no_proxy: exceptions,
  });
  current = { ...proxies, except: exceptions.split(/[,\s]+/).filter(Boolean) };
  return () => {
    undo();
    current = none;
  };
}

/** `PROXY proxy.example:3128; DIRECT`, as Chromium says which proxy an address is reached through. */
const resolvedProxy = /^(?:PROXY|HTTPS)\s+([^\s;]+)/;

/**
 * For the desktop, whose results are fetched by Node: takes them through the proxy that the system has for public addresses.
 * `fetch` stays as it is, since there each call is asked for its own. The result ends it.
 */
export async function followResolvedProxy(resolveProxy: (url: string) => Promise<string>): Promise<() => void> {
  const [, host] = resolvedProxy.exec(await resolveProxy('https://files.example')) ?? [];
  if (host === undefined) return () => {};
  const before = https.globalAgent;
  const proxy = `http://${host}`;
  https.globalAgent = new https.Agent({ keepAlive: true, proxyEnv: { https_proxy: proxy, no_proxy: loopback } });
  current = { http: null, https: proxy, except: loopback.split(',') };
  return () => {
    https.globalAgent = before;
    current = none;
  };
}

/** Many programs take `proxy.example:3128`, too; Node wants to know how it is spoken to. */
function proxyAddress(text: string | null): string | null {
  if (text === null) return null;
  const address = text.includes('://') ? text : `http://${text}`;
  if (/^https?:$/.test(URL.parse(address)?.protocol ?? '')) return address;
  throw new AppError({
    code: 'invalid-input',
    message: 'The proxy of HTTP_PROXY or HTTPS_PROXY cannot be used.',
    action: 'Write it like http://proxy.example:3128.',
  });
}

/** Whether a call to this address goes through a proxy, which then looks the name up. */
export function isProxied({ protocol, hostname, port }: URL): boolean {
  const proxy = protocol === 'https:' ? current.https : current.http;
  if (proxy === null) return false;
  const usual = port || (protocol === 'https:' ? '443' : '80');
  return !current.except.some((entry) => isException(entry.toLowerCase(), hostname, usual));
}

/** `*`, `example.com`, `.example.com`, `*.example.com`, each with a port or without. */
function isException(entry: string, hostname: string, port: string): boolean {
  if (entry === '*' || entry === hostname) return true;
  const [, host = entry, wanted] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (wanted !== undefined && wanted !== port) return false;
  const suffix = host.replace(/^\*/, '');
  return suffix.startsWith('.') ? hostname.endsWith(suffix) : hostname === host;
}
