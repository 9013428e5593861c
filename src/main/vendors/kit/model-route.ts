import { z } from 'zod';
import type { Generator } from '../../../shared/generator.ts';
import type { RemoteInputs } from '../define-vendor.ts';
import { modelFieldsSchema, modelInput, warningsFor, wireValues } from './model-inputs.ts';
import { nearestShape } from './nearest-shape.ts';

/** `1280x720`. */
const of = z.array(z.string().regex(/^\d+x\d+$/)).min(1);
const sizesSchema = z.discriminatedUnion('as', [
  /** As `width` and `height`. */
  z.strictObject({ as: z.literal('sides'), of }),
  /** As they are under this name, or with a star between the sides. */
  z.strictObject({ as: z.literal('text'), name: z.string(), of, between: z.literal('*').optional() }),
  /** `{ width, height }` under this name. */
  z.strictObject({ as: z.literal('object'), name: z.string(), of }),
]);

/** Catalogue row -> how one of the many models behind an aggregator is asked. One more model is one more row, no code. */
export const modelRouteSchema = z.strictObject({
  model: z.string().min(1),
  fields: modelFieldsSchema,
  /** Sizes that it makes, where it takes pixels instead of an aspect. */
  sizes: sizesSchema.optional(),
  secondsAs: z.enum(['number', 'text']).default('number'),
  /** `list`: first and last picture in one list, under the name of `still`. */
  stillAs: z.enum(['each', 'list']).default('each'),
  /** Sent as they are with every request. */
  fixed: z.record(z.string(), z.unknown()).default({}),
  /** Where scenes with a still are another model, or the same with other words; what is absent stays. */
  withStill: z
    .strictObject({
      model: z.string().min(1).optional(),
      fields: modelFieldsSchema.optional(),
      sizes: sizesSchema.nullable().optional(),
      fixed: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
});
export type ModelRoute = z.output<typeof modelRouteSchema>;

/** What a model is asked, still without the vendor's own envelope. */
export type ModelWish = {
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
};

/** Pictures as the vendor takes them: addresses or data URIs. */
export type WirePictures = { readonly still?: unknown; readonly endStill?: unknown };

/** Whether the scene's still is sent. */
export const takesStill = (
  route: ModelRoute,
  inputs: RemoteInputs,
): inputs is Extract<RemoteInputs, { role: 'picture' }> =>
  inputs.role === 'picture' && inputs.still !== null && stillFields(route).still !== undefined;

const stillFields = ({ fields, withStill }: ModelRoute) => withStill?.fields ?? fields;

/** The pictures of a wish that its model takes, as data URIs, the first frame first. */
export function picturesIn(route: ModelRoute, generator: Generator, inputs: RemoteInputs): string[] {
  if (!takesStill(route, inputs)) return [];
  const last = generator.limits.lastFrame ? inputs.endStill : null;
  return [inputs.still, last].filter((picture) => picture !== null);
}

/**
 * A wish in one model's own words. `pictures` stand for those of `picturesIn`. Throws `invalid-input` for what it cannot
 * fulfil, before it is sent.
 */
export function modelWish(
  route: ModelRoute,
  generator: Generator,
  inputs: RemoteInputs,
  pictures: readonly unknown[] = picturesIn(route, generator, inputs),
): ModelWish {
  const variant = takesStill(route, inputs) ? { ...route, ...withoutAbsent(route.withStill) } : route;
  const { still: _, endStill: __, seconds, ...values } = wireValues(generator, inputs);
  const input = {
    ...modelInput(variant.fields, { ...values, ...secondsOf(route, seconds), ...stillsOf(route, pictures) }),
    ...(inputs.role === 'picture' && variant.sizes ? sized(variant.sizes, inputs) : {}),
    ...variant.fixed,
  };
  return { model: variant.model, input, warnings: warningsFor(generator, variant.fields, inputs) };
}

const withoutAbsent = (variant: ModelRoute['withStill'] = {}) =>
  Object.fromEntries(Object.entries(variant).filter(([, value]) => value !== undefined));

const secondsOf = ({ secondsAs }: ModelRoute, seconds: number | undefined) =>
  seconds === undefined ? {} : { seconds: secondsAs === 'text' ? String(seconds) : seconds };

function stillsOf({ stillAs }: ModelRoute, pictures: readonly unknown[]): WirePictures {
  const [still, endStill] = pictures;
  if (still === undefined) return {};
  if (stillAs === 'list') return { still: pictures };
  return { still, ...(endStill === undefined ? {} : { endStill }) };
}

function sized(sizes: z.output<typeof sizesSchema>, wish: { width: number; height: number }): Record<string, unknown> {
  const size = nearestShape(sizes.of, wish);
  if (sizes.as === 'text') return { [sizes.name]: size.replace('x', sizes.between ?? 'x') };
  const [width, height] = size.split('x').map(Number);
  return sizes.as === 'sides' ? { width, height } : { [sizes.name]: { width, height } };
}
