/** What the ledger writes instead of a long value. */
const cut = /^\(\d+ characters\)$/;

/**
 * Whether everything that was sent is in what a vendor lists, equal in every member. What the ledger holds only by its
 * length is taken for equal: stills come back as addresses anyway. The vendor may list more than was sent.
 */
export function carriesAll(listed: unknown, sent: unknown): boolean {
  if (typeof sent === 'string' && cut.test(sent)) return true;
  if (typeof sent !== 'object' || sent === null) return listed === sent;
  if (typeof listed !== 'object' || listed === null) return false;
  return Object.entries(sent).every(([key, value]) => carriesAll(Reflect.get(listed, key), value));
}
