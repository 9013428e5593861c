import { net } from 'electron';

/**
 * fetch over Chromium's network, which knows the system's proxy and certificates. No cookies are sent or kept. A
 * redirect that the caller wants to see (`redirect: 'manual'`) makes net.fetch fail instead of answer
 * (https://github.com/electron/electron/issues/43715); it comes back as a bare 302, so that "the vendor answered" is
 * not mistaken for "nobody knows whether the vendor got it".
 */
export const netFetch: typeof fetch = async (input, init) => {
  try {
    return await net.fetch(input instanceof URL ? input.href : input, { credentials: 'omit', ...init });
  } catch (error) {
    const redirected = init?.redirect === 'manual' && error instanceof Error && /redirect/i.test(error.message);
    if (!redirected) throw error;
    return new Response(null, { status: 302 });
  }
};
