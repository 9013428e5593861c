import { os } from './os.ts';
import type { Parts } from './parts.ts';

export function settingsHandlers({ settings, grants, ring, bus }: Parts) {
  return {
    set: os.settings.set.handler(async ({ input }) => {
      if (input.libraryDir !== undefined) await grants.check(input.libraryDir);
      // A program that will be run: the page must not be able to name just any.
      if (input.ffmpegPath) await grants.check(input.ffmpegPath);
      const changed = settings.set(input);
      if (input.vendorLimits) ring.limitsChanged();
      bus.publish('event', { type: 'settings' });
      return changed;
    }),
  };
}
