import { assetHandlers } from './asset-handlers.ts';
import { captionHandlers } from './caption-handlers.ts';
import { catalogueHandlers } from './catalogue-handlers.ts';
import { desktopHandlers } from './desktop-handlers.ts';
import { exportHandlers } from './export-handlers.ts';
import { filmHandlers } from './film-handlers.ts';
import { generatorHandlers } from './generator-handlers.ts';
import { handOffHandlers } from './hand-off-handlers.ts';
import { interchangeHandlers } from './interchange-handlers.ts';
import { jobHandlers } from './job-handlers.ts';
import { keyHandlers } from './key-handlers.ts';
import { lostHandlers } from './lost-handlers.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';
import { rehearsalHandlers } from './rehearsal-handlers.ts';
import { scriptHandlers } from './script-handlers.ts';
import { settingsHandlers } from './settings-handlers.ts';
import { spendingHandlers } from './spending-handlers.ts';
import { studioHandlers } from './studio-handlers.ts';
import { takeHandlers } from './take-handlers.ts';
import { verdictHandlers } from './verdict-handlers.ts';
import { wallHandlers } from './wall-handlers.ts';

/** The contract over the engine. One more call = one entry in src/shared/contract.ts + one handler here. */
export const createRouter = (parts: Parts) =>
  os.router({
    studio: studioHandlers(parts),
    settings: settingsHandlers(parts),
    films: filmHandlers(parts),
    takes: takeHandlers(parts),
    scripts: scriptHandlers(),
    generators: generatorHandlers(parts),
    catalogue: catalogueHandlers(parts),
    handOff: handOffHandlers(parts),
    jobs: jobHandlers(parts),
    keys: keyHandlers(parts),
    lost: lostHandlers(parts),
    spending: spendingHandlers(parts),
    rehearsal: rehearsalHandlers(parts),
    exports: exportHandlers(parts),
    assets: assetHandlers(parts),
    captions: captionHandlers(parts),
    interchange: interchangeHandlers(parts),
    verdicts: verdictHandlers(parts),
    wall: wallHandlers(parts),
    desktop: desktopHandlers(parts),
  });
export type StudioRouter = ReturnType<typeof createRouter>;
