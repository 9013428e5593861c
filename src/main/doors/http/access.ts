import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may use the HTTP door: browsers that came through a one-time link, and programs that know the API token. */
export type Access = {
  readonly apiToken: string;
  /** The link token that still works; a used one is replaced. */
  linkToken(): string;
  /** Trades a link token, once, for the cookie's value; null when it is unknown or used. */
  redeem(token: string): string | null;
  /** Whether the value is that of the session cookie. */
  isSession(value: string | undefined): boolean;
  isApiToken(token: string): boolean;
};

/** Fresh secrets for one launch of the door; they are kept in memory only. */
export function createAccess(): Access {
  const apiToken = secret();
  const session = secret();
  let link = secret();
  return {
    apiToken,
    linkToken: () => link,
    redeem: (token) => {
      if (!same(token, link)) return null;
      link = secret();
      return session;
    },
    isSession: (value) => value !== undefined && same(value, session),
    isApiToken: (token) => same(token, apiToken),
  };
}

const secret = (): string => randomBytes(32).toString('base64url');

/** Compares digests, so that neither content nor length shows in the time it takes. */
function same(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
