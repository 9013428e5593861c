type VendorFetchOptions = {
  /** Electron's `session.resolveProxy`: `DIRECT`, or the proxies to use. */
  readonly resolveProxy: (url: string) => Promise<string>;
  /** Chromium's network, which knows the system's proxy and certificates. */
  readonly chromium: typeof fetch;
  readonly node: typeof fetch;
};

/**
 * How the desktop calls vendors. Chromium sends a request again by itself, a POST too, when a kept-alive connection
 * breaks before an answer (HttpNetworkTransaction::ShouldResendRequest): a submit could be paid twice. So what must
 * not be sent twice goes through Node wherever no proxy is needed, and everything else through Chromium.
 */
export function createVendorFetch({ resolveProxy, chromium, node }: VendorFetchOptions): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const repeatable = ['GET', 'HEAD'].includes((init?.method ?? 'GET').toUpperCase());
    if (repeatable || (await resolveProxy(url)) !== 'DIRECT') return chromium(input, init);
    try {
      return await node(input, init);
    } catch (error) {
      // Certificates that only the system knows: the request was not sent, and Chromium may try.
      if (!isCertificateProblem(error)) throw error;
      return chromium(input, init);
    }
  };
}

function isCertificateProblem(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/.test(code);
}
