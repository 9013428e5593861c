import type { ComponentType } from 'react';
import type { PanelName } from '../lib/navigation.ts';

export type PanelProps = { readonly onClose: () => void };

/** Side panels by name, over any screen. What is not here has no button anywhere. */
export const panels: Partial<Record<PanelName, ComponentType<PanelProps>>> = {};

/** Parts of the film screen. They find the film with features/film/session-context. */
export const filmSlots: {
  /** Under the board and the cut, 148 px high: player controls and timeline. */
  readonly timeline?: ComponentType;
  /** In place of the board: the rough cut, large. */
  readonly cut?: ComponentType;
} = {};
