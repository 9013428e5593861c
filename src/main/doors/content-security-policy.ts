/** Where a door's page may get media from and connect to, beside its own origin. */
export type PageSources = { readonly media: readonly string[]; readonly connect: readonly string[] };

/** The policy of our page: own scripts only, nothing from elsewhere, never in a frame. */
export function contentSecurityPolicy({ media, connect }: PageSources): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // Radix and dnd-kit set inline styles.
    "style-src 'self' 'unsafe-inline'",
    `img-src ${["'self'", ...media, 'blob:', 'data:'].join(' ')}`,
    `media-src ${[...media, 'blob:'].join(' ')}`,
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "worker-src 'self' blob:",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
