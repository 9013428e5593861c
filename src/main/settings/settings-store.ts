import { isAbsolute } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { type Settings, settingsSchema } from '../../shared/settings.ts';
import { openJsonStore } from './json-store.ts';

/** What the user chose, over the door's defaults. */
export type SettingsStore = {
  get(): Settings;
  /** Changes some settings and returns all. Throws `invalid-input`, `disk-full` or `not-writable`, changing nothing. */
  set(change: Partial<Settings>): Settings;
  /** Said once after opening, when the file was damaged and set aside. */
  readonly notice: string | null;
};

/**
 * The settings in `<userDataDir>/config.json`. Only what differs from being unset is stored, so later defaults reach
 * everyone who never chose.
 */
export function createSettings(userDataDir: string, defaults: Settings): SettingsStore {
  const schema = settingsSchema.partial();
  const store = openJsonStore({ dir: userDataDir, name: 'config', schema, empty: {} });
  const get = (): Settings => settingsSchema.parse({ ...defaults, ...store.get() });
  return {
    notice: store.notice,
    get,
    set: (change) => {
      const parsed = schema.safeParse(change);
      if (!parsed.success) throw invalid('A setting has a value that cannot be used.', parsed.error);
      const { libraryDir } = parsed.data;
      if (libraryDir !== undefined && !isAbsolute(libraryDir)) throw invalid(`“${libraryDir}” is not a complete path.`);
      const chosen = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
      store.update((settings) => ({ ...settings, ...chosen }));
      return get();
    },
  };
}

function invalid(message: string, cause?: unknown): AppError {
  return new AppError({ code: 'invalid-input', message, action: 'Choose another value in Settings.', cause });
}
