import type { Category } from '../../shared/generator.ts';
import type { Price } from '../../shared/money.ts';
import type { ModelSheet, OwnModel } from '../../shared/own-generator.ts';
import { guessWords } from './guess-words.ts';
import { aspectsOf, type ModelFacts, secondsOf } from './model-facts.ts';
import { ownRow, slug } from './own-row.ts';

/** What a vendor says of a model. */
export type Described = Pick<ModelSheet, 'vendor' | 'model' | 'title' | 'about' | 'url' | 'category'> & {
  readonly facts: ModelFacts;
};

/** Prices are on no vendor's schema: so much is assumed, rather too much, until the user says what it costs. Micros. */
const assumed: Readonly<Record<Category, Pick<Price, 'micros' | 'per'>>> = {
  'text-to-video': { micros: 200_000, per: 'second' },
  'image-to-video': { micros: 200_000, per: 'second' },
  'text-to-image': { micros: 60_000, per: 'image' },
  avatar: { micros: 200_000, per: 'second' },
  'short-form': { micros: 200_000, per: 'second' },
  speech: { micros: 100_000, per: 'thousand-characters' },
};

/** A model with what its inputs are taken for, a row of it that can be kept, and what is still to be decided. */
export function modelSheet({ facts, ...model }: Described, today: string): ModelSheet {
  const { fields } = facts;
  const guess = guessWords(fields, model.category);
  const guessed = { fields: [...fields], guess };
  const own: OwnModel = {
    ...{
      vendor: model.vendor,
      model: model.model,
      name: model.title.slice(0, 80),
      category: model.category,
      quality: 70,
    },
    price: { ...assumed[model.category], certainty: 'estimate', asOf: today },
    ...{ fields: guess, fixed: {}, workflow: null },
    ...{ seconds: secondsOf(guessed), aspects: aspectsOf(guessed) },
  };
  const problems = problemsOf(model.category, guess, facts);
  // What the model needs besides is still to be decided: the row shows what there is.
  const bare = { ...facts, fields: fields.map((field) => ({ ...field, required: false })) };
  const draft = { ...ownRow(ownId(own), own, bare) };
  return { ...model, ...guessed, draft, problems };
}

/** `own-replicate-owner-name`. */
export const ownId = ({ vendor, model }: Pick<OwnModel, 'vendor' | 'model'>): string => `own-${vendor}-${slug(model)}`;

function problemsOf(category: Category, guess: ModelSheet['guess'], { fields }: ModelFacts): string[] {
  const words = category === 'avatar' || category === 'short-form' ? guess.script : guess.prompt;
  const taken = Object.values(guess);
  const lacking = fields.filter(({ name, required }) => required && !taken.includes(name));
  return [
    'Its price is not known here: set it from its page.',
    ...(words === undefined ? [`Say which input takes the ${category === 'speech' ? 'text' : 'prompt'}.`] : []),
    ...(category === 'image-to-video' && guess.still === undefined ? ['Say which input takes the still.'] : []),
    ...lacking.map(
      ({ title, name }) =>
        `It needs “${title === name ? name : `${title} (${name})`}”: give it a value that is always sent.`,
    ),
  ];
}
