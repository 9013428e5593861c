import { AppError } from '../../shared/errors.ts';
import { type ComfyGraph, comfyGraphSchema } from '../vendors/comfyui-graph.ts';
import { sourceOf } from './workflow-guess.ts';

/**
 * A ComfyUI workflow in API format, as text: the graph itself, or the whole request that holds it. Throws `invalid-input`:
 * for a file that is none, for one as the canvas saves it, and for links that lead nowhere.
 */
export function parseWorkflow(name: string, text: string): ComfyGraph {
  const json = parseJson(name, text);
  if (isCanvas(json)) throw asCanvas(name);
  const inner = isRecord(json) && isRecord(json.prompt) ? json.prompt : json;
  if (isCanvas(inner)) throw asCanvas(name);
  const graph = comfyGraphSchema.safeParse(inner).data;
  if (!graph || Object.keys(graph).length === 0) {
    throw wrong(`“${name}” is no ComfyUI workflow.`, howToExport);
  }
  expectLinks(name, graph);
  return graph;
}

const howToExport = 'In ComfyUI open the workflow and choose Workflow, Export (API), then read that file.';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How ComfyUI's canvas saves a workflow: where its boxes lie, without the names of their inputs. */
const isCanvas = (json: unknown): boolean => isRecord(json) && Array.isArray(json.nodes) && 'links' in json;

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words speak of characters, not of workflows.
    throw wrong(`“${name}” is no JSON file.`, howToExport);
  }
}

function expectLinks(name: string, graph: ComfyGraph): void {
  for (const [id, { class_type, inputs }] of Object.entries(graph)) {
    for (const [input, value] of Object.entries(inputs)) {
      const isLink = Array.isArray(value) && value.length === 2 && typeof value[1] === 'number';
      if (!isLink || typeof value[0] !== 'string' || sourceOf(graph, value) !== null) continue;
      throw wrong(
        `Node ${id} (${class_type}) of “${name}” takes its ${input} from node ${value[0]}, which is not there.`,
      );
    }
  }
}

const asCanvas = (name: string): AppError =>
  wrong(
    `“${name}” is a workflow as ComfyUI's canvas saves it, which leaves out what its inputs are called.`,
    howToExport,
  );

function wrong(message: string, action = 'Export it again from ComfyUI.'): AppError {
  return new AppError({ code: 'invalid-input', message, action });
}
