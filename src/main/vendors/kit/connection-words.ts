/** What codes of broken connections say, in Node's names and in Chromium's; the first that fits. */
const words: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED|CONNECTION_REFUSED/, 'the connection was refused'],
  [/ENOTFOUND|EAI_|NAME_NOT_RESOLVED/, 'its name was not found'],
  [/CONNECT_TIMEOUT|ETIMEDOUT|TIMED_OUT/, 'it timed out while connecting'],
  [/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/, 'its certificate is not trusted'],
  [/ENETUNREACH|EHOSTUNREACH|ENETDOWN|INTERNET_DISCONNECTED|ADDRESS_/, 'there is no way to it from this network'],
  [/PROXY/, 'the proxy does not answer'],
];

/** Why there was no connection, for people, from the platform's code; null where that says nothing to them. */
export const connectionWords = (code: string): string | null =>
  words.find(([pattern]) => pattern.test(code))?.[1] ?? null;
