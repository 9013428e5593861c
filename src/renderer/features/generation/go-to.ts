import { showPanel, showView } from '../../lib/navigation.ts';
import type { FilmSession } from '../film/session.ts';

const fields = { picture: 'scene-prompt', voice: 'scene-narration' } as const;

/** Shows a scene and puts the cursor into its words. */
export function goToWords({ store }: Pick<FilmSession, 'store'>, sceneId: string, role: keyof typeof fields): void {
  goToScene({ store }, sceneId);
  // After the inspector shows that scene.
  setTimeout(() => document.querySelector<HTMLElement>(`[name=${fields[role]}]`)?.focus());
}

/** Shows a scene with everything about it. */
export function goToScene({ store }: Pick<FilmSession, 'store'>, sceneId: string): void {
  showPanel(null);
  showView('board');
  store.select(sceneId);
}

/** Where a budget is raised: the film's own in its settings, the others in Money. */
export const goToBudget = (kind: 'film' | 'settings'): void =>
  kind === 'film' ? showPanel('film') : showPanel('settings', 'money');
