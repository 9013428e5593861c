import type { FalModel } from './fal-models.ts';
import type { SimulatedModel } from './replicate-models.ts';

type Schema = Readonly<Record<string, unknown>>;

const text = (title: string): Schema => ({ type: 'string', title });
const titleOf = (name: string): string => name.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());

/** How Replicate's models describe the inputs of these names; Cog writes choices as schemas of their own, behind `allOf`. */
const replicateInputs: Readonly<Record<string, Schema>> = {
  prompt: { ...text('Prompt'), description: 'Text prompt for generation' },
  text: { ...text('Text'), description: 'Text input (long text is automatically split)' },
  duration: { type: 'integer', enum: [5, 10], title: 'duration', description: 'Length in seconds', default: 5 },
  seed: { type: 'integer', title: 'Seed', nullable: true, description: 'Random seed. Leave blank for random' },
  speed: { type: 'number', title: 'Speed', minimum: 0.1, maximum: 5, default: 1 },
  voice: { type: 'string', enum: ['af_heart', 'af_bella', 'am_adam'], title: 'voice', default: 'af_bella' },
  aspect_ratio: { type: 'string', enum: ['16:9', '9:16', '1:1'], title: 'aspect_ratio', default: '16:9' },
};
const switches =
  /^(loop|go_fast|generate_audio|prompt_optimizer|camera_fixed|disable_\w+|enable_\w+|prompt_upsampling)$/;

function replicateInput(name: string): Schema {
  const known = replicateInputs[name];
  if (known) return known;
  if (/(image|frame)/.test(name)) return { ...text(titleOf(name)), format: 'uri', nullable: true };
  return switches.test(name) ? { type: 'boolean', title: titleOf(name), default: false } : text(titleOf(name));
}

/** `latest_version.openapi_schema` of a model, as Replicate gives it. */
export function replicateSchema({ requires, takes }: SimulatedModel): Schema {
  const names = [...new Set([...requires, ...takes])];
  const inputs = names.map((name) => [name, replicateInput(name)] as const);
  const properties = inputs.map(([name, schema], order) => [
    name,
    'enum' in schema
      ? { allOf: [{ $ref: `#/components/schemas/${name}` }], 'x-order': order, default: schema.default }
      : { ...schema, 'x-order': order },
  ]);
  const choices = inputs.flatMap(([name, { type, enum: values, title }]) =>
    values ? [[name, { type, enum: values, title, description: 'An enumeration.' }]] : [],
  );
  return {
    openapi: '3.0.2',
    info: { title: 'Cog', version: '0.1.0' },
    paths: {},
    components: {
      schemas: {
        Input: { type: 'object', title: 'Input', required: requires, properties: Object.fromEntries(properties) },
        Output: { type: 'string', title: 'Output', format: 'uri' },
        ...Object.fromEntries(choices),
      },
    },
  };
}

/** A size that is chosen by name or given in pixels. */
const imageSize: Schema = {
  anyOf: [
    { $ref: '#/components/schemas/ImageSize' },
    { enum: ['square_hd', 'square', 'portrait_16_9', 'landscape_16_9'], type: 'string' },
  ],
  title: 'Image Size',
  default: 'landscape_16_9',
};

function falInput(name: string, { choices }: FalModel): Schema {
  const values = choices[name];
  if (values && values.length > 0) return { enum: values, type: 'string', title: titleOf(name), default: values[0] };
  if (name === 'image_size') return imageSize;
  if (name === 'seed') return { anyOf: [{ type: 'integer' }, { type: 'null' }], title: 'Seed' };
  if (name === 'speed') return { type: 'number', minimum: 0.1, maximum: 5, title: 'Speed', default: 1 };
  return switches.test(name) ? { type: 'boolean', title: titleOf(name), default: true } : text(titleOf(name));
}

/** The OpenAPI document of an endpoint, as fal's site gives it. */
export function falDocument(endpoint: string, model: FalModel): Schema {
  const names = [...new Set([...model.requires, ...model.takes])];
  const input = {
    ...{ title: 'Input', type: 'object', required: model.requires, 'x-fal-order-properties': names },
    properties: Object.fromEntries(names.map((name) => [name, falInput(name, model)]).toReversed()),
  };
  const size = { type: 'integer', maximum: 14142, exclusiveMinimum: 0, default: 512 };
  const still = model.requires.some((name) => /image|frame/.test(name));
  const category = {
    video: still ? 'image-to-video' : 'text-to-video',
    image: 'text-to-image',
    audio: 'text-to-speech',
  };
  const body = { 'application/json': { schema: { $ref: '#/components/schemas/Input' } } };
  return {
    openapi: '3.0.4',
    info: {
      ...{ title: `Queue OpenAPI for ${endpoint}`, version: '1.0.0', description: `The schema of ${endpoint}.` },
      'x-fal-metadata': { endpointId: endpoint, category: category[model.makes] },
    },
    components: {
      schemas: { Input: input, ImageSize: { type: 'object', properties: { width: size, height: size } } },
    },
    paths: {
      [`/${endpoint}/requests/{request_id}/status`]: { get: {} },
      [`/${endpoint}`]: { post: { requestBody: { required: true, content: body } } },
    },
  };
}
