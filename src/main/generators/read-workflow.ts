import { AppError } from '../../shared/errors.ts';
import type { ModelField, ModelSheet, OwnModel } from '../../shared/own-generator.ts';
import { type ComfyGraph, inputOf, nodeOf } from '../vendors/comfyui-graph.ts';
import { ownId } from './model-sheet.ts';
import { parseWorkflow } from './parse-workflow.ts';
import { categoryOf, guessSlots, makesOf } from './workflow-guess.ts';
import { fpsSlot, workflowRow } from './workflow-row.ts';

/**
 * What a ComfyUI workflow in API format is made of and what its inputs are probably for. `name` is the file's. Throws
 * `invalid-input` as `parseWorkflow`, and `unsupported` for one that saves neither clips nor stills.
 */
export function readWorkflow(name: string, text: string): ModelSheet {
  const graph = parseWorkflow(name, text);
  const makes = makesOf(graph);
  if (makes === null || makes === 'sound') throw noPicture(name, makes);
  const title = name.replace(/\.json$/i, '').slice(0, 80) || 'Workflow';
  const found = guessSlots(graph);
  const fps = fpsSlot(graph);
  // Without a rate nobody knows how many frames a scene lasts: the clip keeps the workflow's own length.
  const { seconds: frames, ...rest } = found;
  const guess = makes === 'clip' && fps && frames ? found : rest;
  const model = { vendor: 'comfyui', model: title, category: categoryOf(makes, guess) };
  const own: OwnModel = {
    ...{ ...model, name: title, quality: 60, fields: guess, fixed: {}, workflow: text },
    price: { micros: 0, per: 'run', certainty: 'exact', asOf: new Date().toISOString().slice(0, 10) },
    seconds: makes === 'clip' ? secondsOf(graph, found, fps, guess) : null,
    aspects: null,
  };
  const about = `A ComfyUI workflow of ${Object.keys(graph).length} nodes.`;
  const draft = { ...workflowRow(ownId(own), own) };
  return { ...model, title, about, url: null, fields: fieldsOf(graph), guess, draft, problems: problemsOf(guess, own) };
}

/** As long as the workflow's own clips: what its maker tried. */
function secondsOf(
  graph: ComfyGraph,
  { seconds: frames }: ModelSheet['guess'],
  fps: string | null,
  guess: ModelSheet['guess'],
): OwnModel['seconds'] {
  const own = frames && fps ? valueAt(graph, frames) / valueAt(graph, fps) : Number.NaN;
  if (!(own > 0)) return [5];
  return guess.seconds === undefined ? [Math.round(own * 100) / 100] : { min: 1, max: Math.max(1, Math.round(own)) };
}

const valueAt = (graph: ComfyGraph, slot: string): number => Number(graph[nodeOf(slot)]?.inputs[inputOf(slot)]);

function problemsOf(guess: ModelSheet['guess'], { category, seconds }: OwnModel): string[] {
  const isClip = category !== 'text-to-image';
  return [
    guess.prompt === undefined ? 'Say which input takes the prompt.' : null,
    guess.seed === undefined ? 'No seed was found: ComfyUI makes nothing new of a request that it has seen.' : null,
    guess.aspect === undefined ? "No size was found: its pictures keep the workflow's own." : null,
    isClip && guess.seconds === undefined
      ? `No length was found: its clips last ${Array.isArray(seconds) ? Math.round(seconds[0] ?? 5) : 5} s, unless you know better.`
      : null,
    guess.endStill === undefined ? null : 'It ends on a still: use it for scenes that have one.',
  ].filter((problem) => problem !== null);
}

/** Every input that is no link. */
function fieldsOf(graph: ComfyGraph): ModelField[] {
  return Object.entries(graph).flatMap(([id, node]) =>
    Object.entries(node.inputs).flatMap(([name, value]) => {
      const type = typeOf(node.class_type, name, value);
      if (type === null) return [];
      const title = `${titleOf(node)}: ${name}`;
      return [{ name: `${id}.${name}`, title, about: node.class_type, type, ...bounds, usual: value, required: false }];
    }),
  );
}

const bounds = { choices: [], least: null, most: null };

/** What its user called the node, as exports carry it along. */
function titleOf({ class_type, _meta }: ComfyGraph[string]): string {
  const title = typeof _meta === 'object' && _meta !== null && 'title' in _meta ? _meta.title : null;
  return typeof title === 'string' && title !== '' ? title : class_type;
}

function typeOf(nodeClass: string, name: string, value: unknown): ModelField['type'] | null {
  if (/^LoadImage/.test(nodeClass) && name === 'image') return 'file';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'boolean' ? 'switch' : null;
}

function noPicture(name: string, makes: 'sound' | null): AppError {
  const message =
    makes === 'sound'
      ? `“${name}” makes sound, and the studio takes clips and stills from ComfyUI.`
      : `“${name}” has no node that saves a clip or a still.`;
  return new AppError({
    code: 'unsupported',
    message,
    action: 'Add a Save Video or Save Image node and export it again.',
  });
}
