import { z } from 'zod';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote, withWords } from './kit/read-answer.ts';
import { codeOfStatus, sayNo } from './kit/say-no.ts';

// ComfyUI checks a graph before it takes it, and says of each node what is wrong with it. Proxies in front of it may
// refuse in ways of their own: ComfyUI itself knows no keys, no credit and no haste.

const nodeErrorSchema = z.looseObject({
  type: z.string(),
  message: z.string().nullish(),
  details: z.string().nullish(),
  extra_info: z
    .looseObject({ input_name: z.string().nullish(), received_value: z.unknown().optional() })
    .nullish()
    .catch(null),
});
type NodeError = z.infer<typeof nodeErrorSchema>;

const problemSchema = z.looseObject({
  error: z.looseObject({
    type: z.string(),
    message: z.string().nullish(),
    extra_info: z.looseObject({ class_type: z.string().nullish() }).nullish(),
  }),
  node_errors: z
    .record(z.string(), z.looseObject({ class_type: z.string().nullish(), errors: z.array(nodeErrorSchema) }))
    .nullish()
    // An empty list where there are none, in older versions.
    .catch(null),
});

/** Folders of ComfyUI in which loaders look for their files. https://docs.comfy.org/development/core-concepts/models */
const folders: Readonly<Record<string, string>> = {
  CheckpointLoaderSimple: 'models/checkpoints',
  ImageOnlyCheckpointLoader: 'models/checkpoints',
  UNETLoader: 'models/diffusion_models',
  CLIPLoader: 'models/text_encoders',
  DualCLIPLoader: 'models/text_encoders',
  TripleCLIPLoader: 'models/text_encoders',
  CLIPVisionLoader: 'models/clip_vision',
  VAELoader: 'models/vae',
  LoraLoader: 'models/loras',
  LoraLoaderModelOnly: 'models/loras',
  ControlNetLoader: 'models/controlnet',
  UpscaleModelLoader: 'models/upscale_models',
};

/** The folder, below ComfyUI's own, that a loader takes its files from; null for nodes that load none. */
export const folderOf = (nodeClass: string): string | null => folders[nodeClass] ?? null;

export function readComfyFailure(response: VendorResponse): VendorFailure {
  const { status } = response;
  if (status === 401 || status === 403) {
    const message = 'The server in front of ComfyUI refused the word that it was sent.';
    return { code: 'unauthorized', message };
  }
  if (status === 404 || status === 405) {
    return { code: 'not-found', message: 'ComfyUI does not know this job, or is too old to be asked for it.' };
  }
  const problem = problemSchema.safeParse(response.body);
  if (status !== 400 || !problem.success) return sayNo('ComfyUI', codeOfStatus(status), response);
  const { error, node_errors } = problem.data;
  const missing = error.extra_info?.class_type;
  if (error.type === 'missing_node_type' && missing) return lacksNode(missing);
  const [first] = Object.entries(node_errors ?? {}).flatMap(([id, { class_type, errors }]) =>
    errors.map((each) => nodeFailure(`Node ${id} (${class_type ?? 'unknown'})`, class_type ?? '', each)),
  );
  return first ?? { code: 'invalid-input', message: withWords('ComfyUI refused the workflow', quote(error.message)) };
}

const lacksNode = (nodeClass: string): VendorFailure => ({
  code: 'unsupported',
  message: `ComfyUI lacks the node ${nodeClass}: update ComfyUI, or install the node pack that has it.`,
});

function nodeFailure(
  node: string,
  nodeClass: string,
  { type, message, details, extra_info }: NodeError,
): VendorFailure {
  const folder = folderOf(nodeClass);
  const file = quote(extra_info?.received_value);
  if (type === 'value_not_in_list' && folder !== null && file !== '') {
    return { code: 'unsupported', message: `${node} needs the file ${file}, which is not in ComfyUI's ${folder}.` };
  }
  const words = [quote(message), quote(details)].filter(Boolean).join(', ');
  return { code: 'invalid-input', message: withWords(`${node} cannot work so`, words) };
}

const executionErrorSchema = z.looseObject({
  node_id: z.union([z.string(), z.number()]).nullish(),
  node_type: z.string().nullish(),
  exception_message: z.string().nullish(),
  exception_type: z.string().nullish(),
});

/** Why a graph that was taken broke off, out of the `execution_error` message of its history. */
export function executionFailure(data: unknown): VendorFailure {
  const error = executionErrorSchema.safeParse(data).data;
  const node = error?.node_id == null ? 'a node' : `node ${error.node_id} (${error.node_type ?? 'unknown'})`;
  if (error?.exception_type?.endsWith('OutOfMemoryError')) {
    const message = `ComfyUI's graphics card ran out of memory in ${node}: a smaller or quantised model needs less.`;
    return { code: 'provider-failed', message };
  }
  const words = quote(error?.exception_message);
  return { code: 'provider-failed', message: withWords(`ComfyUI could not make it: ${node} broke off`, words) };
}
