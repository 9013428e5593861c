import type { Category } from '../../shared/generator.ts';
import type { ModelSheet } from '../../shared/own-generator.ts';
import type { ComfyGraph } from '../vendors/comfyui-graph.ts';

// What the inputs of a workflow are probably for. Links are followed from the sampler towards where its words, its size and
// its pictures come from; nobody's custom nodes are known by name, so names of inputs count for more than classes.

/** Node at the other end of a link; null for a value. */
export function sourceOf(graph: ComfyGraph, value: unknown): string | null {
  const [id, index] = Array.isArray(value) && value.length === 2 ? value : [];
  return typeof id === 'string' && typeof index === 'number' && Object.hasOwn(graph, id) ? id : null;
}

const classOf = (graph: ComfyGraph, id: string): string => graph[id]?.class_type ?? '';
const inputsOf = (graph: ComfyGraph, id: string): Readonly<Record<string, unknown>> => graph[id]?.inputs ?? {};

/** What the workflow makes; null where nothing in it saves a picture, a clip or a sound. */
export function makesOf(graph: ComfyGraph): 'clip' | 'still' | 'sound' | null {
  const classes = Object.values(graph).map(({ class_type }) => class_type);
  const some = (pattern: RegExp) => classes.some((name) => pattern.test(name));
  if (some(/(Save|Combine|Preview|Export).*(Video|WEBM|Animated|GIF)|Video(Save|Combine)/i)) return 'clip';
  if (some(/(Save|Preview).*Audio/i)) return 'sound';
  return some(/(Save|Preview).*Image|Image ?Save/i) ? 'still' : null;
}

export function guessSlots(graph: ComfyGraph): ModelSheet['guess'] {
  const size = sizeNode(graph);
  const length = size && ['length', 'num_frames', 'frames'].find((name) => isNumber(graph, size, name));
  const [still, endStill] = stillNodes(graph);
  const prompt = promptSlot(graph);
  const seed = seedSlot(graph);
  return {
    ...(prompt && { prompt }),
    ...(seed && { seed }),
    ...(size && { aspect: `${size}.width` }),
    ...(size && length && { seconds: `${size}.${length}` }),
    ...(still && { still: `${still}.image` }),
    ...(endStill && { endStill: `${endStill}.image` }),
  };
}

const isNumber = (graph: ComfyGraph, id: string, name: string): boolean =>
  typeof inputsOf(graph, id)[name] === 'number';

/** Where noise begins: of samplers in a row, the one that adds it. Other nodes have seeds too, such as writers of prompts. */
function seedSlot(graph: ComfyGraph): string | null {
  const slots = Object.keys(graph).flatMap((id) =>
    ['noise_seed', 'seed'].filter((name) => isNumber(graph, id, name)).map((name) => ({ id, name })),
  );
  const silent = (id: string) => [false, 'disable'].some((no) => inputsOf(graph, id).add_noise === no);
  const loud = slots.filter(({ id }) => !silent(id));
  const first = loud.find(({ id }) => /Sampler|Noise/i.test(classOf(graph, id))) ?? loud[0] ?? slots[0];
  return first ? `${first.id}.${first.name}` : null;
}

const textNames = ['text', 'prompt', 'positive_prompt', 'value', 'string', 't5xxl', 'text_g', 'clip_l'];

/** The words that the sampler is drawn towards, wherever they are written. */
function promptSlot(graph: ComfyGraph): string | null {
  const starts = ['positive', 'guider', 'conditioning'].flatMap((name) =>
    Object.keys(graph).flatMap((id) => sourceOf(graph, inputsOf(graph, id)[name]) ?? []),
  );
  for (const start of starts) {
    const found = wordsAbove(graph, start, new Set());
    if (found) return found;
  }
  return null;
}

function wordsAbove(graph: ComfyGraph, id: string, seen: Set<string>): string | null {
  if (seen.has(id)) return null;
  seen.add(id);
  const inputs = inputsOf(graph, id);
  const own = textNames.find((name) => typeof inputs[name] === 'string');
  if (own) return `${id}.${own}`;
  const { positive, ...others } = inputs;
  const ways = positive === undefined ? Object.entries(others) : [['positive', positive] as const];
  const [first] = ways.flatMap(([name, value]) => {
    const above = /negative/i.test(name) ? null : sourceOf(graph, value);
    return (above && wordsAbove(graph, above, seen)) ?? [];
  });
  return first ?? null;
}

/** The node that says how large the picture is: the latent that is sampled, before anything that only scales. */
function sizeNode(graph: ComfyGraph): string | null {
  const sized = Object.keys(graph).filter((id) => isNumber(graph, id, 'width') && isNumber(graph, id, 'height'));
  const rank = (id: string) => {
    if (/Scale|Resize|Crop/i.test(classOf(graph, id))) return 2;
    return /Latent|ToVideo|Conditioning/i.test(classOf(graph, id)) ? 0 : 1;
  };
  return sized.sort((one, other) => rank(one) - rank(other))[0] ?? null;
}

/** Pictures that are loaded: to start on, and to end on. */
function stillNodes(graph: ComfyGraph): readonly [string | undefined, string | undefined] {
  const all = Object.keys(graph).filter(
    (id) => /^LoadImage(?!Mask)/.test(classOf(graph, id)) && 'image' in inputsOf(graph, id),
  );
  const ends = all.filter((id) => feeds(graph, id, /^(end|last)_?(image|frame)?/i, new Set()));
  const starts = all.filter(
    (id) => !ends.includes(id) || feeds(graph, id, /^(start|first)_?(image|frame)?/i, new Set()),
  );
  return [starts[0] ?? ends[1], ends.find((id) => id !== starts[0])];
}

/** Whether what a node gives reaches an input of such a name, through nodes that only change pictures. */
function feeds(graph: ComfyGraph, id: string, name: RegExp, seen: Set<string>): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  return Object.keys(graph).some((below) =>
    Object.entries(inputsOf(graph, below)).some(([input, value]) => {
      if (sourceOf(graph, value) !== id) return false;
      return name.test(input) || (/^(image|images|pixels)$/i.test(input) && feeds(graph, below, name, seen));
    }),
  );
}

/** Which category a workflow's row belongs to. */
export function categoryOf(makes: 'clip' | 'still', { still }: ModelSheet['guess']): Category {
  if (makes === 'still') return 'text-to-image';
  return still === undefined ? 'text-to-video' : 'image-to-video';
}
