import { expectSafeUrls } from '../settings/safe-urls.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

export function settingsHandlers({ settings, grants, ring, bus, catalogue, vendors }: Parts) {
  return {
    set: os.settings.set.handler(async ({ input }) => {
      if (input.libraryDir !== undefined) await grants.check(input.libraryDir);
      // A program that will be run: the page must not be able to name just any.
      if (input.ffmpegPath) await grants.check(input.ffmpegPath);
      if (input.handOffDir) await grants.check(input.handOffDir);
      if (input.vendorUrls) expectSafeUrls(input.vendorUrls, vendors);
      const changed = settings.set(input);
      if (input.vendorLimits) ring.limitsChanged();
      if (input.generatorPrices) catalogue.pricesChanged();
      if (input.vendorUrls) bus.publish('event', { type: 'catalogue' });
      bus.publish('event', { type: 'settings' });
      return changed;
    }),
  };
}
