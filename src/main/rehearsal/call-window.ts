/** Counts paid calls per account in a sliding window, as vendors do. */
export type CallWindow = {
  /** Counts a call, or gives the milliseconds until one is allowed again. */
  admit(account: string): number | null;
};

/** `perMinute` null: everything is allowed. `windowMs` shortens the minute for tests. */
export function createCallWindow(perMinute: number | null, windowMs = 60_000): CallWindow {
  const calls = new Map<string, number[]>();
  return {
    admit(account) {
      const now = Date.now();
      const recent = (calls.get(account) ?? []).filter((at) => at > now - windowMs);
      calls.set(account, recent);
      const [oldest] = recent;
      if (perMinute !== null && oldest !== undefined && recent.length >= perMinute) return oldest + windowMs - now;
      recent.push(now);
      return null;
    },
  };
}
