import type { Role } from '../../../shared/take.ts';
import { showPanel, showView, visitPanel } from '../../lib/navigation.ts';
import type { FilmSession } from '../film/session.ts';
import type { Spot } from './spot.ts';

const selectors: Readonly<Record<Spot, Readonly<Record<Role, string>>>> = {
  words: { picture: '[name=scene-prompt]', voice: '[name=scene-narration]' },
  still: { picture: '[data-spot=still]', voice: '[data-spot=still]' },
  generator: { picture: 'aside [data-spot=picture-generator]', voice: 'aside [data-spot=voice-generator]' },
};

/** Shows a scene and puts the cursor where something about one role of it is put right. */
export function goToSpot({ store }: Pick<FilmSession, 'store'>, sceneId: string, role: Role, spot: Spot): void {
  showPanel(null);
  showView('board');
  store.select(sceneId);
  // After the inspector shows that scene, and a panel that closes has given the focus back.
  setTimeout(() => {
    const place = document.querySelector<HTMLElement>(selectors[spot][role]);
    place?.scrollIntoView({ block: 'nearest' });
    place?.focus();
  });
}

/** Where a budget is raised: the film's own in its settings, the others in Money. */
export const goToBudget = (kind: 'film' | 'settings'): void =>
  kind === 'film' ? visitPanel('film', 'budget') : visitPanel('settings', 'money');
