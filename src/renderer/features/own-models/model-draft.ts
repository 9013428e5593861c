import { type Aspect, aspects } from '../../../shared/film.ts';
import { type Category, type GeneratorView, generatorSchema } from '../../../shared/generator.ts';
import type { Price } from '../../../shared/money.ts';
import type { ModelField, ModelSheet, OwnModel, WireWord } from '../../../shared/own-generator.ts';
import { type PriceDraft, draftOf as priceDraftOf } from '../catalogue/price-text.ts';

/** What is sent of the rest: a text as it was typed, a switch, or one of several; absent leaves it as the model has it. */
export type FixedDraft = Readonly<Record<string, string | boolean | number>>;

/** A model while it is described: everything as it was typed. */
export type ModelDraft = {
  readonly sheet: ModelSheet;
  /** ComfyUI: the workflow itself. */
  readonly workflow: string | null;
  readonly name: string;
  readonly category: Category;
  readonly quality: string;
  readonly price: PriceDraft;
  readonly fields: Partial<Readonly<Record<WireWord, string>>>;
  readonly fixed: FixedDraft;
  /** `5, 10`, `4 to 12`, or nothing for any. */
  readonly seconds: string;
  /** None is any. */
  readonly aspects: readonly Aspect[];
};

const middling = 60;

/** The form as the model's own schema fills it in; what was decided about the model that it replaces stays. */
export function draftOf(sheet: ModelSheet, workflow: string | null, before: OwnModel | null = null): ModelDraft {
  const row = generatorSchema.pick({ quality: true, price: true }).partial().safeParse(sheet.draft).data;
  const limits = generatorSchema.shape.limits.pick({ seconds: true, aspects: true }).safeParse(sheet.draft.limits).data;
  const shaped = before ?? limits;
  const isSame = before && (workflow === null ? before.model === sheet.model : before.workflow === workflow);
  return {
    // What was still to be decided is decided.
    sheet: before ? { ...sheet, problems: [] } : sheet,
    ...{ workflow, fields: sheet.guess, fixed: {} },
    ...(isSame && inputsOf(sheet, before)),
    name: before?.name ?? sheet.title,
    category: before?.category ?? sheet.category,
    quality: String(before?.quality ?? row?.quality ?? middling),
    price: before ? priceDraftOf(before.price) : priceOfDraft(row?.price),
    seconds: secondsText(shaped?.seconds ?? null),
    aspects: shaped?.aspects ?? [],
  };
}

/** Inputs as they were decided, as far as the model still has them. */
function inputsOf({ fields }: ModelSheet, before: OwnModel): Pick<ModelDraft, 'fields' | 'fixed'> {
  const names = new Set(fields.map(({ name }) => name));
  const fixed = Object.entries(before.fixed).flatMap(([name, value]) =>
    names.has(name) && isValue(value) ? [[name, value] as const] : [],
  );
  const kept = Object.entries(before.fields).filter(([, name]) => names.has(name));
  return { fields: Object.fromEntries(kept), fixed: Object.fromEntries(fixed) };
}

const isValue = (value: unknown): value is string | boolean | number =>
  ['string', 'boolean', 'number'].includes(typeof value);

/** Nobody but the user knows what it costs: an amount that was only assumed is not filled in. */
function priceOfDraft(price: Price | undefined): PriceDraft {
  if (price?.certainty === 'exact') return priceDraftOf(price);
  return { usd: '', per: price?.per ?? 'run' };
}

type Seconds = GeneratorView['limits']['seconds'];

export function secondsText(seconds: Seconds): string {
  if (seconds === null) return '';
  return Array.isArray(seconds) ? seconds.join(', ') : `${seconds.min} to ${seconds.max}`;
}

/** `5, 10` is a list, `4 to 12` or `4-12` a range, nothing any length; undefined is none of these. */
export function readSeconds(text: string): Seconds | undefined {
  const written = text.trim();
  if (written === '') return null;
  const range = /^(\d+(?:\.\d+)?)\s*(?:to|-|–)\s*(\d+(?:\.\d+)?)$/.exec(written);
  if (range) {
    const [min, max] = [Number(range[1]), Number(range[2])];
    return min > 0 && min <= max ? { min, max } : undefined;
  }
  const list = written.split(/[\s,;]+/).map(Number);
  return list.every((each) => each > 0) ? list : undefined;
}

const wordNames: Readonly<Record<WireWord, string>> = {
  prompt: 'Prompt',
  script: 'Words to speak',
  seconds: 'Length',
  aspect: 'Shape',
  seed: 'Seed',
  still: 'First frame',
  endStill: 'Last frame',
  voice: 'Voice',
  speed: 'Speed',
};

/** Who speaks is given the words as the prompt. */
export const wordName = (word: WireWord, category: Category): string =>
  wordNames[category === 'speech' && word === 'prompt' ? 'script' : word];

const clip: readonly WireWord[] = ['prompt', 'seconds', 'aspect', 'seed', 'still', 'endStill'];
const spoken: readonly WireWord[] = ['script', 'prompt', 'still', 'aspect', 'seed'];
const wordsOf: Readonly<Record<Category, readonly WireWord[]>> = {
  'text-to-video': clip,
  'image-to-video': clip,
  'text-to-image': ['prompt', 'aspect', 'seed', 'still'],
  avatar: spoken,
  'short-form': spoken,
  speech: ['prompt', 'voice', 'speed'],
};
/** What is sent besides where a model takes it. */
const alsoSent: readonly WireWord[] = ['seconds', 'endStill'];

/** The words that the model is really sent, each under its input: others of another category reach nobody. */
export function sentFields({ category, fields }: Pick<ModelDraft, 'category' | 'fields'>): ModelDraft['fields'] {
  const words = category === 'speech' ? wordsOf.speech : [...wordsOf[category], ...alsoSent];
  return Object.fromEntries(words.flatMap((word) => (fields[word] ? [[word, fields[word]]] : [])));
}

/** The words of ours that a model of the category may take, and those that were guessed besides. */
export const wordsFor = (draft: Pick<ModelDraft, 'category' | 'fields'>): readonly WireWord[] => [
  ...new Set([...wordsOf[draft.category], ...(Object.keys(sentFields(draft)) as WireWord[])]),
];

/** The inputs that none of our words is sent under: those that can be set for good, and those that cannot. */
export function remainingFields({ sheet, ...draft }: Pick<ModelDraft, 'sheet' | 'fields' | 'category'>): {
  readonly settable: readonly ModelField[];
  readonly others: readonly ModelField[];
} {
  const taken = new Set(Object.values(sentFields(draft)));
  const rest = sheet.fields.filter(({ name }) => !taken.has(name));
  const isSettable = ({ type }: ModelField) => type !== 'file' && type !== 'other';
  return { settable: rest.filter(isSettable), others: rest.filter((field) => !isSettable(field)) };
}

/** The draft with one of our words sent under another input, which then has no fixed value; null sends it no more. */
export function withWord(draft: ModelDraft, word: WireWord, name: string | null): ModelDraft {
  const { [word]: _, ...others } = draft.fields;
  const free = Object.entries(others).filter(([, other]) => other !== name);
  if (name === null) return { ...draft, fields: others };
  const { [name]: __, ...fixed } = draft.fixed;
  return { ...draft, fields: { ...Object.fromEntries(free), [word]: name }, fixed };
}

export const toggledAspect = (chosen: readonly Aspect[], aspect: Aspect): readonly Aspect[] =>
  aspects.filter((each) => chosen.includes(each) !== (each === aspect));
