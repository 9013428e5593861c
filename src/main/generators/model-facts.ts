import { type Aspect, aspects } from '../../shared/film.ts';
import { type Generator, unknownLanguage } from '../../shared/generator.ts';
import type { ModelField, ModelSheet } from '../../shared/own-generator.ts';

/** What a row needs to know of a model besides what the user decides. */
export type ModelFacts = {
  /** Replicate: whether it is run by its name; else by the digest of a version. */
  readonly official: boolean;
  readonly version: string | null;
  readonly fields: readonly ModelField[];
};

type Seconds = Generator['limits']['seconds'];

/** The input of this name. */
export const fieldNamed = (fields: readonly ModelField[], name: string | undefined): ModelField | undefined =>
  fields.find((field) => field.name === name);

/** The lengths that a model makes by its own schema: the choices, or the bounds, of the input that is taken for it. */
export function secondsOf({ fields, guess }: Pick<ModelSheet, 'fields' | 'guess'>): Seconds {
  const field = fieldNamed(fields, guess.seconds);
  if (!field) return null;
  const lengths = field.choices.map((choice) => Number.parseFloat(String(choice))).filter((length) => length > 0);
  if (lengths.length > 0) return [...new Set(lengths)].sort((a, b) => a - b);
  if (field.least !== null && field.most !== null && field.most > 0)
    return { min: Math.max(1, field.least), max: field.most };
  const usual = Number(field.usual);
  return usual > 0 ? [usual] : null;
}

/** How fal wants a length: as a number, as text, or as text with an `s`. */
export function secondsAs(field: ModelField | undefined): 'number' | 'text' | 'text-s' {
  if (!field || field.type === 'integer' || field.type === 'number') return 'number';
  const [first = field.usual] = field.choices;
  if (typeof first === 'number') return 'number';
  return /^\d+(\.\d+)?s$/.test(String(first)) ? 'text-s' : 'text';
}

/** fal's named sizes that have one of our shapes. */
const namedSizes: Readonly<Record<string, Aspect>> = {
  landscape_16_9: '16:9',
  portrait_16_9: '9:16',
  square_hd: '1:1',
  square: '1:1',
};

const isAspect = (choice: unknown): choice is Aspect => aspects.some((aspect) => aspect === choice);

/** Our shapes -> the model's own words for them; empty where it names none. */
export function aspectWords(field: ModelField | undefined): Partial<Record<Aspect, string>> {
  const found: Partial<Record<Aspect, string>> = {};
  for (const choice of field?.choices ?? []) {
    const aspect = isAspect(choice) ? choice : namedSizes[String(choice)];
    if (aspect) found[aspect] ??= String(choice);
  }
  return found;
}

/** The shapes that a model makes; null where it does not say, or takes none. */
export function aspectsOf({ fields, guess }: Pick<ModelSheet, 'fields' | 'guess'>): Aspect[] | null {
  const known = Object.keys(aspectWords(fieldNamed(fields, guess.aspect))).filter(isAspect);
  return known.length === 0 ? null : aspects.filter((aspect) => known.includes(aspect));
}

/** The facts about the inputs that the user took for our words. */
export function limitsOf({ fields }: ModelFacts, names: ModelSheet['guess'], category: Generator['category']) {
  const still = fieldNamed(fields, names.still);
  const kind = !still ? 'no' : still.required || category === 'image-to-video' ? 'required' : 'optional';
  return {
    ...{ still: kind, lastFrame: still !== undefined && names.endStill !== undefined, references: 0, sound: false },
    ...{ seed: names.seed !== undefined, resolutions: null, characters: null },
  } as const;
}

/** The voices that a model of speech names, or the one that it speaks with by itself. */
export function voicesOf({ fields }: ModelFacts, names: ModelSheet['guess']): Generator['voices'] {
  const field = fieldNamed(fields, names.voice);
  const usual = typeof field?.usual === 'string' && field.usual !== '' ? [field.usual] : [];
  const ids = new Set([...usual, ...(field?.choices ?? []).map(String)]);
  return [...ids].map((id) => ({ id, name: id, language: unknownLanguage }));
}
