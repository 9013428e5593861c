import type { ComponentType } from 'react';
import { StudioLost } from '../features/lost/film-lost.tsx';
import { OwnModelsPanel } from '../features/own-models/own-models-panel.tsx';
import { SettingsPanel } from '../features/settings/settings-panel.tsx';
import { StudioSpending } from '../features/spending/film-spending.tsx';
import { VerdictsPanel } from '../features/verdicts/verdicts-panel.tsx';
import type { PanelName } from '../lib/navigation.ts';

export type PanelProps = { readonly onClose: () => void };

type Panels = Partial<Record<PanelName, ComponentType<PanelProps>>>;

/** Side panels by name, shown over any screen by lib/navigation's showPanel. */
export const panels: Panels = { settings: SettingsPanel, verdicts: VerdictsPanel, 'own-models': OwnModelsPanel };

/** Shown like this at Home only: an open film has its own, which knows the film. */
export const homePanels: Panels = { spending: StudioSpending, lost: StudioLost };
