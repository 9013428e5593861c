import { type Kind, kinds } from '../../shared/film.ts';

/** Words that call the viewer to do something; only a last scene is taken for a call to action. */
const callWords =
  /\b(buy|order|try|visit|subscribe|sign up|join (us|now|today)|download|get (yours|started)|call us|book|follow us|learn more|start (today|now)|come (and|see|visit)|link below|share this)\b/i;

/** Tried from top to bottom; a scene that matches nothing tells the story. */
const wordRules: readonly (readonly [Kind, RegExp])[] = [
  ['testimonial', /\b(i|we) (love|tried|switched|recommend|could not live without)\b|\bcustomers? (say|tell|love)/i],
  ['explanation', /\b(how it works|here is how|here's how|the reason is|step (one|two|three|\d)|in other words)\b/i],
  ['product', /\b(features?|comes with|built[- ]in|available in|battery|warranty|price)\b/i],
];

/**
 * What a scene is for when the script does not say: a title that names a kind, then the place in the film (the first
 * hooks, a last one with a call to action closes), then a few telling words.
 */
export function guessKind(
  scene: { readonly title: string; readonly narration: string },
  index: number,
  count: number,
): Kind {
  const named = kinds.find((kind) => kind === scene.title.trim().toLowerCase());
  if (named) return named;
  if (index === count - 1 && count > 1 && callWords.test(scene.narration)) return 'cta';
  if (index === 0) return 'hook';
  return wordRules.find(([, words]) => words.test(scene.narration))?.[0] ?? 'story';
}
