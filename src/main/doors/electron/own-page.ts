/** The address of our page's build, served by the `app:` scheme. */
export const pageUrl = 'app://studio/index.html';

/**
 * Makes the test for URLs of our own page: the build's, and in development exactly the dev server's origin. Compares
 * scheme and host, since Node gives every custom scheme the origin 'null'.
 */
export function ownPage(devUrl: string | null): (url: string) => boolean {
  const dev = devUrl === null ? null : new URL(devUrl);
  return (url) => {
    const parsed = URL.parse(url);
    if (parsed === null) return false;
    if (parsed.protocol === 'app:') return parsed.host === 'studio';
    return dev !== null && parsed.protocol === dev.protocol && parsed.host === dev.host;
  };
}
