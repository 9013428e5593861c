import type { z } from 'zod';

/** The first mistake zod found, for people: `scene 3, seconds: Too small: expected number to be >=0.5`. */
export function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'an unknown place';
  const place = issue.path.map((key, index) => describeKey(key, issue.path[index - 1])).filter(Boolean);
  return `${place.join(', ') || 'its outermost level'}: ${issue.message}`;
}

function describeKey(key: PropertyKey, parent: PropertyKey | undefined): string {
  if (typeof key === 'number') return parent === 'scenes' ? `scene ${key + 1}` : `entry ${key + 1}`;
  return key === 'scenes' ? '' : String(key);
}
