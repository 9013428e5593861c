import type { ModelField } from '../../shared/own-generator.ts';

/** A part of a JSON schema, as OpenAPI documents of models hold it. */
export type Schema = Readonly<Record<string, unknown>>;

/** References may go round in a circle. */
const deepest = 8;

export const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The inputs of a model, in the order that its schema gives them. `root` is the whole document, which `$ref` points into;
 * of alternatives (`anyOf`, `oneOf`) the first that people can fill in is taken, choices before free text.
 */
export function modelFields(input: Schema, root: Schema): ModelField[] {
  const schema = flat(input, root);
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const order = Array.isArray(schema['x-fal-order-properties']) ? schema['x-fal-order-properties'] : [];
  return Object.entries(properties)
    .flatMap(([name, property]) => (isSchema(property) ? [{ name, property: flat(property, root) }] : []))
    .map(({ name, property }, index) => ({ name, property, place: placeOf(name, property, order, index) }))
    .sort((a, b) => a.place - b.place)
    .map(({ name, property }) => fieldOf(name, property, required.includes(name)));
}

/** Replicate numbers the inputs, fal lists their names. */
function placeOf(name: string, { 'x-order': number }: Schema, order: readonly unknown[], index: number): number {
  if (typeof number === 'number') return number;
  const listed = order.indexOf(name);
  return listed < 0 ? order.length + index : listed;
}

function fieldOf(name: string, schema: Schema, required: boolean): ModelField {
  const choices = choicesOf(schema);
  return {
    name,
    title: text(schema.title) || name,
    about: text(schema.description),
    type: typeOf(name, schema, choices),
    choices,
    least: figure(schema.minimum) ?? figure(schema.exclusiveMinimum),
    most: figure(schema.maximum) ?? figure(schema.exclusiveMaximum),
    usual: schema.default ?? null,
    required: required && schema.default === undefined,
  };
}

function typeOf(name: string, schema: Schema, choices: ModelField['choices']): ModelField['type'] {
  if (choices.length > 0) return 'choice';
  switch (kindOf(schema)) {
    case 'boolean':
      return 'switch';
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'string':
      return holdsFile(name, schema) ? 'file' : 'text';
    default:
      return 'other';
  }
}

/** fal calls addresses plain text; their names tell. */
const holdsFile = (name: string, { format }: Schema): boolean =>
  format === 'uri' || format === 'binary' || /(^|_)ur[il]$/.test(name);

/** OpenAPI 3.1 lists the types of what may be null. */
function kindOf({ type }: Schema): unknown {
  return Array.isArray(type) ? type.find((each) => each !== 'null') : type;
}

function choicesOf(schema: Schema): ModelField['choices'] {
  const given = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : [];
  return given.filter((choice) => typeof choice === 'string' || typeof choice === 'number');
}

/** A schema with its references and alternatives resolved; what stands beside them counts more. */
export function flat(schema: Schema, root: Schema, depth = 0): Schema {
  if (depth > deepest) return {};
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  const inside = (parts: unknown) =>
    (Array.isArray(parts) ? parts : []).filter(isSchema).map((part) => flat(part, root, depth + 1));
  const target = typeof $ref === 'string' ? pointedAt($ref, root) : null;
  const parts = [...(target ? [flat(target, root, depth + 1)] : []), ...inside(allOf)];
  const alternative = easiest([...inside(anyOf), ...inside(oneOf)]);
  return Object.assign({}, ...parts, alternative ?? {}, own);
}

function easiest(alternatives: readonly Schema[]): Schema | undefined {
  const real = alternatives.filter((each) => kindOf(each) !== 'null');
  return real.find((each) => choicesOf(each).length > 0) ?? real.find((each) => !('properties' in each)) ?? real[0];
}

/** `#/components/schemas/Input`. Null where it leads nowhere, or out of the document. */
function pointedAt(ref: string, root: Schema): Schema | null {
  if (!ref.startsWith('#/')) return null;
  const names = ref
    .slice(2)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  let at: unknown = root;
  for (const name of names) at = isSchema(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  return isSchema(at) ? at : null;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const figure = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
