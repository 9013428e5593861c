import type { Join } from '../../../shared/film.ts';

/** Names of the ways from one scene to the next, the plainest first. */
export const joinNames: Readonly<Record<Join['kind'], string>> = {
  cut: 'Cut',
  crossfade: 'Crossfade',
  'dip-black': 'Dip to black',
  'dip-white': 'Dip to white',
  wipe: 'Wipe',
  slide: 'Slide',
  blur: 'Blur',
};

export const joinKinds = Object.keys(joinNames) as readonly Join['kind'][];

/** Lengths that a menu offers, seconds. */
export const joinLengths = [0.25, 0.5, 1, 2] as const;
