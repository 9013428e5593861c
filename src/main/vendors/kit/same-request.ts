/** What the ledger writes instead of a long value. */
const cut = /^\(\d+ characters\)$/;

/**
 * Whether what a vendor lists is what was sent: the same members, equal in value, and none besides, since a still more
 * or less makes another take. What the ledger holds only by its length is taken for equal.
 */
export function isSameRequest(listed: unknown, sent: unknown): boolean {
  if (typeof sent === 'string' && cut.test(sent)) return listed !== undefined;
  if (typeof sent !== 'object' || sent === null) return listed === sent;
  if (typeof listed !== 'object' || listed === null || Array.isArray(listed) !== Array.isArray(sent)) return false;
  const names = new Set([...Object.keys(listed), ...Object.keys(sent)]);
  return [...names].every((name) => isSameRequest(Reflect.get(listed, name), Reflect.get(sent, name)));
}
