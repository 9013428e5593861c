import type { Film, Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { isStale } from '../../../shared/inputs-digest.ts';
import type { TakeView } from '../../../shared/take.ts';

const known = new WeakMap<TakeView, { readonly facts: readonly unknown[]; readonly stale: boolean }>();

/** `isStale`, kept until something changes that it goes by: with every piece of news all takes of a film are looked at. */
export function isStaleTake(film: Film, scene: Scene, take: TakeView, generators: readonly GeneratorView[]): boolean {
  const facts = [scene, film.look, film.canvas, film.voice, generators];
  const before = known.get(take);
  if (before?.facts.every((fact, index) => fact === facts[index])) return before.stale;
  const stale = isStale(film, scene, take, (id) => generators.find((each) => each.id === id));
  known.set(take, { facts, stale });
  return stale;
}
