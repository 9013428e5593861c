import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openJsonStore } from '../settings/json-store.ts';

const indexedKeySchema = z.object({
  /** Also the name of its secret in the keychain. */
  id: z.string().regex(/^[\w.-]{1,80}$/),
  vendor: z.string(),
  label: z.string(),
  account: z.string(),
});
export type IndexedKey = z.infer<typeof indexedKeySchema>;

const indexSchema = z.object({
  version: z.literal(1),
  keys: z.array(indexedKeySchema),
  /** Secrets that the keychain must not hold: of keys that are removed, or whose adding was never finished. */
  unlisted: z.array(z.string()),
  /** Whether the keychain was asked for keys that this file does not know. */
  searched: z.boolean(),
});

/** Which keys should be in the keychain, in `<userDataDir>/keys.json`: names, and no secret. Writing throws `disk-full` or `not-writable`. */
export type KeyIndex = {
  /** Said once after opening, when the file was damaged and set aside. */
  readonly notice: string | null;
  /** In the order in which they were added. */
  keys(): readonly IndexedKey[];
  unlisted(): readonly string[];
  /** False until `takeOver`: of a studio that had no such file yet, or whose file was damaged. */
  searched(): boolean;
  /** Keys that stood in damaged files of before, as far as they can be read. */
  salvaged(): readonly IndexedKey[];
  /** A secret is about to be kept, or to be deleted: from here on it is not listed, and deleted when in doubt. */
  unlist(keyId: string): void;
  /** The secret is in the keychain. */
  list(key: IndexedKey): void;
  /** The secret is no longer in the keychain. */
  forget(keyId: string): void;
  change(keyId: string, patch: Partial<Pick<IndexedKey, 'label' | 'account'>>): void;
  /** Lists what the search of the keychain found. */
  takeOver(found: readonly IndexedKey[]): void;
};

export function openKeyIndex(userDataDir: string): KeyIndex {
  const empty = { version: 1 as const, keys: [], unlisted: [], searched: false };
  const store = openJsonStore({ dir: userDataDir, name: 'keys', schema: indexSchema, empty });
  return {
    notice: store.notice && `${store.notice} Keys that are missing now have to be added again.`,
    keys: () => store.get().keys,
    unlisted: () => store.get().unlisted,
    searched: () => store.get().searched,
    salvaged: () => damagedFiles(userDataDir).flatMap((path) => salvage(readFileSync(path, 'utf8'))),
    unlist: (keyId) =>
      store.update((index) => ({
        ...index,
        keys: index.keys.filter(({ id }) => id !== keyId),
        unlisted: [...without(index.unlisted, keyId), keyId],
      })),
    list: (key) =>
      store.update((index) => ({
        ...index,
        keys: [...index.keys, key],
        unlisted: without(index.unlisted, key.id),
      })),
    forget: (keyId) => store.update((index) => ({ ...index, unlisted: without(index.unlisted, keyId) })),
    change: (keyId, patch) =>
      store.update((index) => ({
        ...index,
        keys: index.keys.map((key) => (key.id === keyId ? { ...key, ...patch } : key)),
      })),
    takeOver: (found) => store.update((index) => ({ ...index, keys: [...index.keys, ...found], searched: true })),
  };
}

const without = (ids: readonly string[], id: string) => ids.filter((each) => each !== id);

/** As the JSON store names what it sets aside. */
const damagedFiles = (dir: string): string[] =>
  readdirSync(dir)
    .filter((name) => /^keys\.damaged-.*\.json$/.test(name))
    .map((name) => join(dir, name));

/** Every key of the file is a flat object, so each can be read although the whole cannot. */
function salvage(text: string): IndexedKey[] {
  return [...text.matchAll(/\{[^{}]*\}/g)].flatMap(([piece]) => {
    try {
      return [indexedKeySchema.parse(JSON.parse(piece))];
    } catch {
      // A damaged piece is what this is about: it is left out, and the file stays for whoever wants to look.
      return [];
    }
  });
}
