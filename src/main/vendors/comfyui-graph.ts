import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import type { RemotePicture } from './kit/check-wish.ts';
import { sizeOfArea } from './kit/nearest-shape.ts';

// A ComfyUI workflow in API format is data: nodes by their ids, each with its inputs. What a scene decides goes into
// slots, which name an input of a node. https://docs.comfy.org/development/core-concepts/workflow

/** Nodes by their ids. An input that comes from another node is `[its id, number of its output]`. */
export const comfyGraphSchema = z.record(
  z.string().min(1),
  z.looseObject({ class_type: z.string().min(1), inputs: z.record(z.string(), z.unknown()) }),
);
export type ComfyGraph = z.infer<typeof comfyGraphSchema>;

/** `6.text`: an input of a node. */
const slotSchema = z.string().regex(/^[^.]+\..+$/);

/** Catalogue row -> how the model is asked. One more model is one more row, no code. */
export const comfyuiRouteSchema = z.strictObject({
  graph: comfyGraphSchema,
  /** Nodes that are added, and inputs that are changed, for scenes with a still, where the graph works without one too. */
  withStill: comfyGraphSchema.optional(),
  /** The same for scenes that end on a still, too. */
  withEndStill: comfyGraphSchema.optional(),
  /** Where the graph hears what a scene decides. `fps` is read, not written: models move at a rate of their own. */
  slots: z.strictObject({
    prompt: slotSchema.optional(),
    seed: slotSchema.optional(),
    width: slotSchema.optional(),
    height: slotSchema.optional(),
    frames: slotSchema.optional(),
    fps: slotSchema.optional(),
    still: slotSchema.optional(),
    endStill: slotSchema.optional(),
  }),
  /** Inputs that name files, and the folder of ComfyUI's models that each lies in: users have quantised ones. */
  files: z.record(slotSchema, z.string()).default({}),
  /** Numbers of frames that the model makes: `every` x n + `plus`, up to `most`. Absent where they are fixed. */
  frames: z
    .strictObject({ every: z.int().positive(), plus: z.int().nonnegative(), most: z.int().positive() })
    .optional(),
  /** About how many pixels it makes, in sides of multiples of `step`. Absent where the size is fixed. */
  size: z.strictObject({ area: z.int().positive(), step: z.int().positive() }).optional(),
});
export type ComfyuiRoute = z.output<typeof comfyuiRouteSchema>;

/** Names under which the stills lie in ComfyUI's own folder. */
export type UploadedStills = { readonly still: string | null; readonly endStill: string | null };

/** The graph as it is sent. Throws `unsupported` for a row whose slots name what its graph does not have. */
export function fillGraph(
  route: ComfyuiRoute,
  generator: Generator,
  wish: RemotePicture,
  stills: UploadedStills,
): ComfyGraph {
  const started = merged(route.graph, stills.still === null ? {} : (route.withStill ?? {}));
  const graph = merged(started, stills.endStill === null ? {} : (route.withEndStill ?? {}));
  const size = route.size && sizeOfArea(wish, route.size.area, route.size.step);
  const values: Record<keyof ComfyuiRoute['slots'], unknown> = {
    prompt: wish.prompt,
    seed: wish.seed,
    width: size?.width,
    height: size?.height,
    frames: framesFor(route, generator, wish),
    fps: undefined,
    still: stills.still ?? undefined,
    endStill: stills.endStill ?? undefined,
  };
  for (const word of Object.keys(route.slots) as (keyof typeof values)[]) {
    const slot = route.slots[word];
    if (slot !== undefined && values[word] !== undefined)
      inputsAt(graph, slot, generator)[inputOf(slot)] = values[word];
  }
  return graph;
}

/** A copy of the graph with nodes added, and inputs of those that it has changed. */
function merged(graph: ComfyGraph, more: ComfyGraph): ComfyGraph {
  const copy = structuredClone(graph);
  for (const [id, node] of Object.entries(more)) {
    copy[id] = { ...copy[id], ...node, inputs: { ...copy[id]?.inputs, ...node.inputs } };
  }
  return copy;
}

function framesFor(route: ComfyuiRoute, generator: Generator, { seconds }: RemotePicture): number | undefined {
  if (!route.frames || !route.slots.fps) return undefined;
  const fps = Number(inputsAt(route.graph, route.slots.fps, generator)[inputOf(route.slots.fps)]);
  return frameCount(route.frames, secondsToAsk(generator.limits, seconds) * fps);
}

/** The smallest number of frames by the rule that lasts as long as `wanted` frames, else the largest. */
export function frameCount({ every, plus, most }: NonNullable<ComfyuiRoute['frames']>, wanted: number): number {
  const steps = Math.min(Math.floor((most - plus) / every), Math.ceil((Math.round(wanted) - plus) / every));
  return Math.max(1, steps) * every + plus;
}

export const nodeOf = (slot: string): string => slot.slice(0, slot.indexOf('.'));
export const inputOf = (slot: string): string => slot.slice(slot.indexOf('.') + 1);

function inputsAt(graph: ComfyGraph, slot: string, { name }: Generator): Record<string, unknown> {
  const id = nodeOf(slot);
  // Rows are edited by hand, too: `constructor.x` names no node.
  if (Object.hasOwn(graph, id) && graph[id]) return graph[id].inputs;
  throw new AppError({
    code: 'unsupported',
    message: `The workflow of ${name} has no node ${id}, which its row names in ${slot}.`,
    action: 'Read the workflow in again, or choose another generator.',
  });
}
