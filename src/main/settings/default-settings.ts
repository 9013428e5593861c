import type { Settings } from '../../shared/settings.ts';

/** The settings of somebody who has chosen nothing: no budgets, the catalogue's limits and priorities, every take kept. */
export const defaultSettings = (libraryDir: string): Settings => ({
  theme: 'system',
  libraryDir,
  confirmAboveUsd: 1,
  ffmpegPath: null,
  budgets: { dayUsd: null, vendorUsd: {} },
  vendorLimits: {},
  generatorPriorities: {},
  generatorPrices: {},
  vendorUrls: {},
  handOffDir: null,
  cacheGb: 20,
  learnFromVerdicts: true,
  generatorSets: [],
  failTakesThatAre: [],
});
