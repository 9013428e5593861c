import { AppError } from '../../shared/errors.ts';
import { type Generator, generatorSchema } from '../../shared/generator.ts';
import type { OwnModel } from '../../shared/own-generator.ts';
import { aspectWords, fieldNamed, limitsOf, type ModelFacts, secondsAs, voicesOf } from './model-facts.ts';

/** What models of a category take, mostly. Seconds. */
const usualWait: Readonly<Record<Generator['category'], number>> = {
  'text-to-video': 120,
  'image-to-video': 120,
  'text-to-image': 15,
  avatar: 180,
  'short-form': 180,
  speech: 20,
};

/** A row of the catalogue for a model of Replicate or fal. Throws `invalid-input`, naming the field, for what makes no row. */
export function ownRow(id: string, model: OwnModel, facts: ModelFacts): Generator {
  expectKnown(model, facts);
  const { category, quality, price, seconds, aspects, vendor, name } = model;
  const [maker = vendor, ...rest] = model.model.split('/');
  const role = category === 'speech' ? 'voice' : 'picture';
  const parsed = generatorSchema.safeParse({
    ...{ id, vendor, name, maker, family: slug(rest.join('-') || maker), role, category, priority: 5, quality, price },
    limits: { seconds, aspects, ...limitsOf(facts, model.fields, category) },
    ...{ strengths: [], typicalSeconds: usualWait[category] },
    voices: role === 'voice' ? voicesOf(facts, model.fields) : [],
    route: vendor === 'fal' ? falRoute(model, facts) : replicateRoute(model, facts),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unusable(`${issue?.path.join('.')}: ${issue?.message}.`);
}

const replicateRoute = ({ model, fields, fixed }: OwnModel, { official, version }: ModelFacts) => ({
  ...{ model, official, fields, fixed },
  ...(version === null ? {} : { version }),
});

function falRoute({ model, fields, fixed }: OwnModel, facts: ModelFacts) {
  const words = aspectWords(fieldNamed(facts.fields, fields.aspect));
  return {
    ...{ endpoint: model, fields, fixed, secondsAs: secondsAs(fieldNamed(facts.fields, fields.seconds)) },
    ...(Object.keys(words).length === 0 ? {} : { aspects: words }),
  };
}

/** Inputs that the model does not have would be refused by its vendor, after the wait. */
function expectKnown({ fields, fixed, name }: OwnModel, facts: ModelFacts): void {
  const known = facts.fields.map((field) => field.name);
  const unknown = [...Object.values(fields), ...Object.keys(fixed)].find((each) => !known.includes(each));
  if (unknown !== undefined) throw unusable(`${name} has no input called “${unknown}”.`);
  const given = [...Object.values(fields), ...Object.keys(fixed)];
  const lacking = facts.fields.find((field) => field.required && !given.includes(field.name));
  if (lacking) throw unusable(`${name} needs “${lacking.name}”, and nothing is sent for it.`);
}

/** `kling-video-v3` of `Kling Video/v3`: for ids and families. */
export const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '') || 'model';

const unusable = (message: string): AppError =>
  new AppError({ code: 'invalid-input', message, action: 'Correct it and try again.' });
