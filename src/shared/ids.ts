import { z } from 'zod';

const prefixes = {
  film: 'fi',
  scene: 'sc',
  take: 'tk',
  job: 'jb',
  order: 'or',
  attempt: 'at',
  export: 'ex',
  key: 'ky',
  entry: 'en',
  comparison: 'cp',
  verdict: 've',
} as const;
export type IdKind = keyof typeof prefixes;

/** A new random id such as `tk_9f2c…`: safe as a file name on every system. */
export function newId(kind: IdKind): string {
  return `${prefixes[kind]}_${crypto.randomUUID().replaceAll('-', '').slice(0, 20)}`;
}

/** Accepts only ids of this kind, so that an id can never be a path. */
export const idSchema = (kind: IdKind) =>
  z.string().regex(new RegExp(`^${prefixes[kind]}_[0-9a-z]{8,32}$`), `not a ${kind} id`);

/** A SHA-256 as we write it. Names of files are made of digests, so one that a stranger wrote must be no path either. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256');
