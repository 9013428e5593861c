import type { ComponentType } from 'react';
import { SettingsPanel } from '../features/settings/settings-panel.tsx';
import type { PanelName } from '../lib/navigation.ts';

export type PanelProps = { readonly onClose: () => void };

/** Side panels by name, shown over any screen by lib/navigation's showPanel. */
export const panels: Partial<Record<PanelName, ComponentType<PanelProps>>> = { settings: SettingsPanel };
