import type { AssetKind } from '../shared/asset.ts';
import type { Role } from '../shared/take.ts';

/** What only a desktop door can do. The engine gets it handed in and never asks who is behind it. */
export type DesktopShell = {
  pickFilm(): Promise<string | null>;
  pickFolder(title: string): Promise<string | null>;
  pickSavePath(suggested: string): Promise<string | null>;
  pickMedia(role: Role | AssetKind | 'timeline'): Promise<string | null>;
  reveal(path: string): void;
  openExternal(url: string): Promise<void>;
};
