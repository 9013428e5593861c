import { speaksItself } from '../../../shared/generator.ts';
import type { ModelField, OwnModel } from '../../../shared/own-generator.ts';
import { readPrice } from '../catalogue/price-text.ts';
import { readQuality } from '../generation/read-quality.ts';
import { type ModelDraft, readSeconds, remainingFields, sentFields } from './model-draft.ts';

/** What is wrong, by the field where it is put right; a model's own inputs are `fixed <name>`. */
export type DraftProblems = Readonly<Record<string, string>>;
export type ReadDraft = { readonly model: OwnModel } | { readonly problems: DraftProblems };

type Value = string | number | boolean;

/** The model as it is kept; else everything that is still wrong with the form. `today` is an ISO date. */
export function readDraft(draft: ModelDraft, today: string): ReadDraft {
  const price = readPrice(draft.price, today);
  const seconds = readSeconds(draft.seconds);
  const { quality, problem: badQuality } = readQuality(draft.quality);
  const fixed = readFixed(draft);
  const fields = sentFields(draft);
  const problems: Record<string, string | false> = {
    name: draft.name.trim() === '' && 'Give it a name',
    quality: badQuality ?? (quality === null && '0 to 100'),
    price: 'problem' in price && price.problem,
    seconds: seconds === undefined && 'Write 5, 10 or 4 to 12',
    prompt: !fields[speaksItself(draft) ? 'script' : 'prompt'] && 'Choose the input that takes the words',
    ...fixed.problems,
  };
  const wrong = Object.entries(problems).flatMap(([at, text]) => (text ? [[at, text] as const] : []));
  if (wrong.length > 0 || quality === null || seconds === undefined || 'problem' in price)
    return { problems: Object.fromEntries(wrong) };
  const { sheet, name, category, aspects, workflow } = draft;
  return {
    model: {
      ...{ vendor: sheet.vendor, model: sheet.model, name: name.trim(), category, quality, price: price.price },
      ...{ fields, fixed: fixed.values, seconds, workflow },
      aspects: aspects.length > 0 ? [...aspects] : null,
    },
  };
}

function readFixed(draft: ModelDraft): {
  readonly values: Record<string, Value>;
  readonly problems: Record<string, string>;
} {
  const values: Record<string, Value> = {};
  const problems: Record<string, string> = {};
  for (const field of remainingFields(draft).settable) {
    const typed = draft.fixed[field.name];
    const read = readValue(field, typed);
    if ('problem' in read) problems[`fixed ${field.name}`] = read.problem;
    else if (read.value !== undefined) values[field.name] = read.value;
  }
  return { values, problems };
}

/** What a model's input is always sent; undefined where it is left to the model. */
export function readValue(
  field: ModelField,
  typed: Value | undefined,
): { readonly value: Value | undefined } | { readonly problem: string } {
  if (typed === undefined || typed === '')
    return field.required && (field.usual === null || field.usual === undefined)
      ? { problem: 'The model needs a value here' }
      : { value: undefined };
  if (field.type !== 'number' && field.type !== 'integer') return { value: typed };
  const number = Number(typed);
  if (!Number.isFinite(number) || (field.type === 'integer' && !Number.isInteger(number)))
    return { problem: field.type === 'integer' ? 'Write a whole number' : 'Write a number' };
  const { least, most } = field;
  if ((least !== null && number < least) || (most !== null && number > most))
    return { problem: rangeText(field) ?? 'Out of range' };
  return { value: number };
}

/** `1 to 50`, `at least 1`, `at most 50`; null without limits. */
export function rangeText({ least, most }: Pick<ModelField, 'least' | 'most'>): string | null {
  if (least !== null && most !== null) return `${least} to ${most}`;
  if (least !== null) return `at least ${least}`;
  return most === null ? null : `at most ${most}`;
}

/** What the model takes by itself, in words; nothing where it has nothing. */
export function usualText(usual: unknown): string | null {
  if (usual === null || usual === undefined || usual === '') return null;
  if (typeof usual === 'boolean') return usual ? 'on' : 'off';
  return typeof usual === 'object' ? JSON.stringify(usual) : String(usual);
}
