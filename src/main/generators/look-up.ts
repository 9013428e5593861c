import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { categories } from '../../shared/generator.ts';
import { failureError, isOk } from '../generation/vendor-call.ts';
import type { Keys } from '../keys/keys.ts';
import type { RemoteVendor, VendorRequest } from '../vendors/define-vendor.ts';
import { fal } from '../vendors/fal.ts';
import type { VendorSend } from '../vendors/kit/send.ts';
import { replicate } from '../vendors/replicate.ts';
import { guessCategory } from './guess-words.ts';
import { isSchema, modelFields, type Schema } from './model-schema.ts';
import type { Described } from './model-sheet.ts';

export type LookUpParts = { readonly send: VendorSend; readonly keys: Pick<Keys, 'ready' | 'ring' | 'secret'> };
export type LookUpOrder = {
  readonly vendor: 'replicate' | 'fal';
  readonly model: string;
  readonly signal: AbortSignal;
};

/** Reads what a vendor says of a model, at no cost. Throws `not-found`, `unauthorized`, `unsupported`, `invalid-input`, or as `send`. */
export const lookUpModel = (parts: LookUpParts, order: LookUpOrder): Promise<Described> =>
  order.vendor === 'fal' ? ofFal(parts, order) : ofReplicate(parts, order);

/** `https://replicate.com/owner/name/versions/…`, `owner/name:digest` or `owner/name` -> `owner/name`. */
export function replicateModel(pasted: string): string {
  const path = pasted
    .trim()
    .replace(/^(?:https?:\/\/)?(?:www\.)?replicate\.com\//i, '')
    .replace(/[?#:].*$/, '');
  const [owner = '', name = ''] = path.split('/');
  return expectId(`${owner}/${name}`, /^[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*$/i, 'owner/name, as on its page at Replicate');
}

/** `https://fal.ai/models/fal-ai/flux/dev/api` or `fal-ai/flux/dev` -> `fal-ai/flux/dev`. */
export function falEndpoint(pasted: string): string {
  const path = pasted
    .trim()
    .replace(/^(?:https?:\/\/)?(?:www\.)?(?:fal\.ai\/models|queue\.fal\.run|fal\.run)\//i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/(?:api|playground|examples|llms\.txt)?\/*$/i, '');
  return expectId(path, /^[a-z0-9][\w.-]*(\/[a-z0-9][\w.-]*)+$/i, 'fal-ai/…, as on its page at fal');
}

function expectId(id: string, form: RegExp, example: string): string {
  if (form.test(id)) return id;
  throw new AppError({
    code: 'invalid-input',
    message: `“${id.slice(0, 80)}” is no name of a model.`,
    action: `Paste it like ${example}.`,
  });
}

const replicateAnswer = z.looseObject({
  description: z.string().nullish(),
  is_official: z.boolean().nullish(),
  latest_version: z.looseObject({ id: z.string().min(1), openapi_schema: z.unknown() }).nullish(),
  default_example: z.looseObject({ output: z.unknown() }).nullish(),
});

async function ofReplicate({ send, keys }: LookUpParts, { model: pasted, signal }: LookUpOrder): Promise<Described> {
  const model = replicateModel(pasted);
  const secret = await firstSecret(keys, replicate.id);
  if (secret === null)
    throw new AppError({
      code: 'unauthorized',
      message: 'Replicate describes its models only to those with a key.',
      action: 'Add a Replicate key in Settings first.',
    });
  const request: VendorRequest = { method: 'GET', path: `/models/${model}` };
  const body = await ask(send, { vendor: replicate, request, secret, signal, model });
  const { description, is_official, latest_version, default_example } = replicateAnswer.safeParse(body).data ?? {};
  const root = latest_version?.openapi_schema;
  const input = isSchema(root) ? at(root, 'components', 'schemas', 'Input') : null;
  if (!latest_version || !isSchema(root) || !input) throw undescribed(model, 'Replicate');
  const official = is_official === true;
  const about = description ?? '';
  const fields = modelFields(input, root);
  const version = official ? null : latest_version.id;
  return {
    ...{ vendor: replicate.id, model, title: titleOf(model), about, url: `https://replicate.com/${model}` },
    category: guessCategory(fields, JSON.stringify(default_example?.output ?? ''), about),
    facts: { official, version, fields },
  };
}

async function ofFal({ send }: LookUpParts, { model: pasted, signal }: LookUpOrder): Promise<Described> {
  const model = falEndpoint(pasted);
  const path = `/api/openapi/queue/openapi.json?endpoint_id=${encodeURIComponent(model)}`;
  // Its site describes models to everybody: no key goes there.
  const vendor: RemoteVendor = { ...fal, auth: () => ({}) };
  const root = await ask(send, { vendor, request: { method: 'GET', path, at: 'site' }, secret: '', signal, model });
  const post = isSchema(root) ? at(root, 'paths', `/${model}`, 'post') : null;
  const input = post && at(post, 'requestBody', 'content', 'application/json', 'schema');
  if (!isSchema(root) || !input) throw undescribed(model, 'fal');
  const info = at(root, 'info') ?? {};
  const fields = modelFields(input, root);
  const about = typeof info.description === 'string' ? info.description : '';
  const category = falCategory(at(info, 'x-fal-metadata')?.category) ?? guessCategory(fields, '', `${about} ${model}`);
  const facts = { official: true, version: null, fields };
  return {
    vendor: fal.id,
    model,
    title: titleOf(model),
    about,
    url: `https://fal.ai/models/${model}`,
    category,
    facts,
  };
}

/** fal's own categories that have one of ours. */
function falCategory(said: unknown): Described['category'] | undefined {
  if (said === 'text-to-speech') return 'speech';
  if (said === 'image-to-image') return 'text-to-image';
  return categories.find((category) => category === said);
}

type Question = {
  readonly vendor: RemoteVendor;
  readonly request: VendorRequest;
  readonly secret: string;
  readonly signal: AbortSignal;
  readonly model: string;
};

async function ask(send: VendorSend, { vendor, request, secret, signal, model }: Question): Promise<unknown> {
  const response = await send(vendor, request, secret, signal);
  if (isOk(response)) return response.body;
  if (response.status === 404 || response.status === 422 || response.status === 400)
    throw new AppError({
      code: 'not-found',
      message: `${vendor.name} has no model “${model}”.`,
      action: 'Compare the name with its page.',
    });
  throw failureError(vendor, response);
}

async function firstSecret(keys: LookUpParts['keys'], vendorId: string): Promise<string | null> {
  await keys.ready();
  for (const { id } of keys.ring(vendorId)) {
    const secret = await keys.secret(id);
    if (secret !== null) return secret;
  }
  return null;
}

function at(schema: Schema, ...names: string[]): Schema | null {
  let found: unknown = schema;
  for (const name of names) found = isSchema(found) ? found[name] : undefined;
  return isSchema(found) ? found : null;
}

/** `Kling video v3 pro`. */
function titleOf(model: string): string {
  const words = model.split('/').slice(1).join(' ').replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const undescribed = (model: string, vendor: string): AppError =>
  new AppError({
    code: 'unsupported',
    message: `${vendor} does not say what inputs “${model}” takes.`,
    action: 'Write its row into your own catalogue file by hand.',
  });
