import type { ComfyGraph } from '../../vendors/comfyui-graph.ts';
import { type NodeInput, nodeClasses } from './comfyui-nodes.ts';

/** One complaint about an input of a node, as ComfyUI words it. */
export type NodeComplaint = {
  readonly type: string;
  readonly message: string;
  readonly details: string;
  readonly extra_info: Readonly<Record<string, unknown>>;
};

/** What is installed: names by their folders, and what was uploaded. */
export type Installed = {
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly uploads: ReadonlySet<string>;
};

/** The first node of a class that is not installed; null where all are. */
export const missingNode = (graph: ComfyGraph): string | null =>
  Object.keys(graph).find((id) => !Object.hasOwn(nodeClasses, graph[id]?.class_type ?? '')) ?? null;

/** Nodes at the end of the graph. */
export const outputNodes = (graph: ComfyGraph): string[] =>
  Object.keys(graph).filter((id) => nodeClasses[graph[id]?.class_type ?? '']?.saves);

/** What ComfyUI would say against each node, before it takes the graph. */
export function complaintsAbout(graph: ComfyGraph, installed: Installed): Record<string, NodeComplaint[]> {
  const found = Object.keys(graph).map((id) => [id, complaintsOf(graph, id, installed)] as const);
  return Object.fromEntries(found.filter(([, complaints]) => complaints.length > 0));
}

function complaintsOf(graph: ComfyGraph, id: string, installed: Installed): NodeComplaint[] {
  const node = graph[id];
  const nodeClass = nodeClasses[node?.class_type ?? ''];
  if (!node || !nodeClass) return [];
  const wanted = Object.entries(nodeClass.required);
  const missing = wanted.filter(([name]) => !(name in node.inputs)).map(([name]) => complaint(...required, name, name));
  const known = { ...nodeClass.required, ...nodeClass.optional };
  const wrong = Object.entries(node.inputs).flatMap(([name, value]) => {
    const input = known[name];
    // ComfyUI leaves aside what a node does not know; here it would be a slip of ours.
    if (!input) return [complaint('exception_during_validation', 'Unknown input', name, name)];
    return checkInput({ graph, installed, name, value }, input);
  });
  return [...missing, ...wrong];
}

const required = ['required_input_missing', 'Required input is missing'] as const;

type Given = {
  readonly graph: ComfyGraph;
  readonly installed: Installed;
  readonly name: string;
  readonly value: unknown;
};

function checkInput(given: Given, input: NodeInput): NodeComplaint[] {
  const { name, value, installed } = given;
  switch (input.kind) {
    case 'link':
      return checkLink(given, input.type);
    case 'number':
      return checkNumber(given, input);
    case 'choice':
      return listed(given, input.choices);
    case 'file':
      return listed(given, installed.files[input.folder] ?? []);
    case 'upload':
      if (installed.uploads.has(String(value))) return [];
      return [complaint('custom_validation_failed', 'Custom validation failed for node', `${name} - ${value}`, name)];
    case 'text':
      return typeof value === 'string' ? [] : [wrongType(given, 'STRING')];
    default:
      return typeof value === 'boolean' ? [] : [wrongType(given, 'BOOLEAN')];
  }
}

function checkLink({ graph, name, value }: Given, type: string): NodeComplaint[] {
  const [id, index] = Array.isArray(value) ? value : [];
  if (typeof id !== 'string' || !Number.isInteger(index) || !graph[id]) {
    return [complaint('bad_linked_input', 'Bad linked input, must be a length-2 list', name, name)];
  }
  const given = nodeClasses[graph[id].class_type]?.outputs[index];
  if (given === type) return [];
  const details = `${name}, received_type(${given}) mismatch input_type(${type})`;
  return [complaint('return_type_mismatch', 'Return type mismatch between linked nodes', details, name)];
}

function checkNumber(given: Given, { min, max, step }: Extract<NodeInput, { kind: 'number' }>): NodeComplaint[] {
  const { name, value } = given;
  if (typeof value !== 'number') return [wrongType(given, step === null ? 'FLOAT' : 'INT')];
  if (value < min)
    return [complaint('value_smaller_than_min', `Value ${value} smaller than min of ${min}`, name, name)];
  if (value > max) return [complaint('value_bigger_than_max', `Value ${value} bigger than max of ${max}`, name, name)];
  // Sides count from 0, frames from 1: either way a multiple of the step above the least.
  if (step === null || (value - min) % step === 0) return [];
  return [complaint('custom_validation_failed', `Value ${value} is not in steps of ${step}`, name, name)];
}

function listed({ name, value }: Given, names: readonly string[]): NodeComplaint[] {
  if (names.includes(String(value))) return [];
  const details = `${name}: '${value}' not in [${names.map((each) => `'${each}'`).join(', ')}]`;
  const extra_info = { input_name: name, input_config: null, received_value: value };
  return [{ type: 'value_not_in_list', message: 'Value not in list', details, extra_info }];
}

const wrongType = ({ name, value }: Given, type: string): NodeComplaint =>
  complaint('invalid_input_type', `Failed to convert an input value to a ${type} value`, `${name}, ${value}`, name);

function complaint(type: string, message: string, details: string, input_name: string): NodeComplaint {
  return { type, message, details, extra_info: { input_name } };
}
