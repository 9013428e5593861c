import { AppError } from '../../shared/errors.ts';
import { type Generator, generatorSchema } from '../../shared/generator.ts';
import type { OwnModel, WireWord } from '../../shared/own-generator.ts';
import { type ComfyGraph, type ComfyuiRoute, inputOf, nodeOf } from '../vendors/comfyui-graph.ts';
import { folderOf } from '../vendors/comfyui-problem.ts';
import { slug } from './own-row.ts';
import { parseWorkflow } from './parse-workflow.ts';

/** Our words -> where a workflow hears them. */
export const slotWords: Readonly<Partial<Record<WireWord, keyof ComfyuiRoute['slots']>>> = {
  ...({ prompt: 'prompt', seed: 'seed', seconds: 'frames', aspect: 'width' } as const),
  ...({ still: 'still', endStill: 'endStill' } as const),
};

/** Names of files that loaders take, whoever's loaders they are. */
const modelFile = /\.(safetensors|sft|gguf|ckpt|pth?|bin)$/i;

/**
 * A row of the catalogue for a ComfyUI workflow that the user mapped. Throws `invalid-input`, naming what is wrong, for a
 * workflow that cannot be read or has no such input.
 */
export function workflowRow(id: string, model: OwnModel): Generator {
  const graph = withFixed(parseWorkflow(model.name, model.workflow ?? ''), model);
  const slots = slotsOf(graph, model);
  const { category, quality, price, seconds, aspects, name } = model;
  const size = slots.width && slots.height ? sizeOf(graph, slots.width, slots.height) : undefined;
  const frames = slots.frames && slots.fps ? framesOf(graph, slots.frames, slots.fps, seconds) : undefined;
  const route: ComfyuiRoute = { graph, slots, files: filesIn(graph), ...(size && { size }), ...(frames && { frames }) };
  const parsed = generatorSchema.safeParse({
    ...{ id, vendor: 'comfyui', name, maker: 'Own workflow', family: familyOf(graph) ?? slug(name), role: 'picture' },
    ...{ category, priority: 5, quality, price, strengths: [], voices: [], route },
    limits: {
      ...{ seconds, aspects, references: 0, sound: false, characters: null },
      still: slots.still === undefined ? 'no' : 'required',
      ...{ lastFrame: slots.endStill !== undefined, seed: slots.seed !== undefined },
    },
    free: 'Runs on your own machine.',
    typicalSeconds: category === 'text-to-image' ? 30 : 300,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unusable(`${name} makes no row: ${issue?.path.join('.')}: ${issue?.message}.`);
}

function withFixed(graph: ComfyGraph, { fixed, name }: OwnModel): ComfyGraph {
  const copy = structuredClone(graph);
  for (const [slot, value] of Object.entries(fixed)) inputsAt(copy, slot, name)[inputOf(slot)] = value;
  return copy;
}

function slotsOf(graph: ComfyGraph, { fields, name }: OwnModel): ComfyuiRoute['slots'] {
  const slots: ComfyuiRoute['slots'] = {};
  for (const [word, slot] of Object.entries(fields) as [WireWord, string][]) {
    const place = slotWords[word];
    if (!place) throw unusable(`A workflow takes no ${word}, so ${slot} of ${name} cannot be it.`);
    inputsAt(graph, slot, name);
    slots[place] = slot;
  }
  const height = slots.width && `${nodeOf(slots.width)}.height`;
  const fps = fpsSlot(graph);
  return { ...slots, ...(height && has(graph, height) && { height }), ...(fps && { fps }) };
}

const has = (graph: ComfyGraph, slot: string): boolean =>
  Object.hasOwn(graph, nodeOf(slot)) && Object.hasOwn(graph[nodeOf(slot)]?.inputs ?? {}, inputOf(slot));

function inputsAt(graph: ComfyGraph, slot: string, name: string): Record<string, unknown> {
  const inputs = graph[nodeOf(slot)]?.inputs;
  if (inputs && has(graph, slot)) return inputs;
  throw unusable(`${name} has no input called “${slot}”.`);
}

/** Where the workflow says how many frames a second its clips have; null where it does not, or works it out. */
export function fpsSlot(graph: ComfyGraph): string | null {
  const slots = Object.keys(graph).flatMap((id) => ['fps', 'frame_rate'].map((name) => ({ id, name })));
  const said = slots.filter(({ id, name }) => typeof graph[id]?.inputs[name] === 'number');
  // Conditioning hears of a rate too; the clip plays at the rate of the node that writes it.
  const writes = said.find(({ id }) => /CreateVideo|Save|Combine/i.test(graph[id]?.class_type ?? ''));
  return writes ? `${writes.id}.${writes.name}` : null;
}

const numberAt = (graph: ComfyGraph, slot: string): number => Number(graph[nodeOf(slot)]?.inputs[inputOf(slot)]);

/** Steps of frames and of sides, by family: what each model's own nodes ask for. */
const rules: readonly (readonly [RegExp, { readonly every: number; readonly step: number }])[] = [
  [/LTX/i, { every: 8, step: 32 }],
  [/Cosmos/i, { every: 8, step: 16 }],
  [/Mochi/i, { every: 6, step: 16 }],
  [/Wan22|Wan2_2/i, { every: 4, step: 32 }],
  [/Wan|Hunyuan|CogVideo/i, { every: 4, step: 16 }],
];
const ruleOf = (graph: ComfyGraph, slot: string) =>
  rules.find(([pattern]) => pattern.test(graph[nodeOf(slot)]?.class_type ?? ''))?.[1] ?? { every: 1, step: 16 };

function sizeOf(graph: ComfyGraph, width: string, height: string): ComfyuiRoute['size'] {
  const area = numberAt(graph, width) * numberAt(graph, height);
  return area > 0 ? { area, step: ruleOf(graph, width).step } : undefined;
}

function framesOf(graph: ComfyGraph, slot: string, fps: string, seconds: OwnModel['seconds']): ComfyuiRoute['frames'] {
  const { every } = ruleOf(graph, slot);
  const plus = every === 1 ? 0 : 1;
  const longest = seconds === null ? 60 : Array.isArray(seconds) ? Math.max(...seconds) : seconds.max;
  const most = Math.ceil((longest * numberAt(graph, fps)) / every) * every + plus;
  return { every, plus, most: Math.max(most, every + plus) };
}

function filesIn(graph: ComfyGraph): ComfyuiRoute['files'] {
  const slots = Object.entries(graph).flatMap(([id, { class_type, inputs }]) =>
    Object.entries(inputs).flatMap(([name, value]) => {
      const folder = (folderOf(class_type) ?? 'models').replace('models/', '');
      return typeof value === 'string' && modelFile.test(value) ? [[`${id}.${name}`, folder] as const] : [];
    }),
  );
  return Object.fromEntries(slots);
}

const families: readonly (readonly [RegExp, string])[] = [
  [/ltx/i, 'ltx'],
  [/hunyuan/i, 'hunyuan'],
  [/wan/i, 'wan'],
  [/mochi/i, 'mochi'],
  [/svd/i, 'svd'],
  [/flux/i, 'flux'],
  [/qwen/i, 'qwen'],
  [/sd_?xl|sd_?3|stable.?diffusion/i, 'stable-diffusion'],
];

/** What people call the model, by the names of its files; null for one that nobody told us of. */
function familyOf(graph: ComfyGraph): string | null {
  const names = Object.keys(filesIn(graph)).map((slot) => String(graph[nodeOf(slot)]?.inputs[inputOf(slot)]));
  const models = names.filter((name) => !/vae|clip|t5|umt5|llava|vision/i.test(name));
  return families.find(([pattern]) => models.some((name) => pattern.test(name)))?.[1] ?? null;
}

const unusable = (message: string): AppError =>
  new AppError({ code: 'invalid-input', message, action: 'Correct it and try again.' });
