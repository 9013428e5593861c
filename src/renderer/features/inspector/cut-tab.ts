import { create } from 'zustand';
import { showView } from '../../lib/navigation.ts';

/** What the inspector shows beside the cut: the scene's part in it, the film's sound and look, or the scene's takes. */
export const cutTabs = ['scene', 'film', 'takes'] as const;
export type CutTab = (typeof cutTabs)[number];

/** The timeline's lanes lead there, so it is shared. */
export const useCutTab = create<{ readonly tab: CutTab }>(() => ({ tab: 'scene' }));

export function showCutTab(tab: CutTab): void {
  useCutTab.setState({ tab });
  showView('cut');
}
