/** What crosses a process border: a structured clone, without what Electron's serialiser does not know. */
export function cloned<T>(value: T): T {
  refuse(value);
  return structuredClone(value);
}

function refuse(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Blob || value instanceof SharedArrayBuffer) throw new Error('An object could not be cloned.');
  if (!ArrayBuffer.isView(value)) for (const part of Object.values(value)) refuse(part, seen);
}
