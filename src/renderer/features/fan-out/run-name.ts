import type { Film } from '../../../shared/film.ts';
import type { Choice } from './fan-out.ts';

/** `She winds the lamp`, `8 generators · 20 Nov`: what a run is called unless somebody names it; no other run's name. */
export function usualName(choice: Choice, { scenes, comparisons }: Film, now: Date): string {
  const { length } = choice.generators;
  const date = now.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  const [only, ...others] = choice.sceneIds;
  const title = others.length === 0 ? scenes.find(({ id }) => id === only)?.title.trim() : '';
  const name = title || `${length} ${length === 1 ? 'generator' : 'generators'} · ${date}`;
  const taken = new Set(comparisons.map((run) => run.name));
  let free = name.slice(0, 110);
  for (let number = 2; taken.has(free); number += 1) free = `${name.slice(0, 110)} ${number}`;
  return free;
}
