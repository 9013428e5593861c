import { extname } from 'node:path';
import { type ComfyGraph, comfyGraphSchema } from '../../vendors/comfyui-graph.ts';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect, uuidOf } from '../simulated-dialect.ts';
import { isOver, type MediaOrder, type SimulatedJob, type SimulatedJobs } from '../simulated-jobs.ts';
import { complaintsAbout, missingNode, outputNodes } from './comfyui-check.ts';
import { type NodeClass, type NodeInput, nodeClasses } from './comfyui-nodes.ts';
import { fileAnswer } from './file-answer.ts';

/** Model files of docs.comfy.org's tutorials, and what stands for those whose names nobody documents. */
const files: Readonly<Record<string, readonly string[]>> = {
  checkpoints: [
    ...['ltx-video-2b-v0.9.5.safetensors', 'svd_xt.safetensors', 'sd3.5_large_fp8_scaled.safetensors'],
    ...['sd_xl_base_1.0.safetensors', 'playground-v2.safetensors'],
  ],
  diffusion_models: [
    ...['hunyuan_video_t2v_720p_bf16.safetensors', 'wan2.1_t2v_1.3B_fp16.safetensors'],
    ...['wan2.1_i2v_480p_14B_fp16.safetensors', 'wan2.2_ti2v_5B_fp16.safetensors', 'mochi_preview_bf16.safetensors'],
    ...['wan2.2_t2v_high_noise_14B_fp8_scaled.safetensors', 'wan2.2_t2v_low_noise_14B_fp8_scaled.safetensors'],
    ...['wan2.2_i2v_high_noise_14B_fp8_scaled.safetensors', 'wan2.2_i2v_low_noise_14B_fp8_scaled.safetensors'],
  ],
  text_encoders: [
    ...['t5xxl_fp16.safetensors', 'clip_l.safetensors', 'llava_llama3_fp8_scaled.safetensors'],
    'umt5_xxl_fp8_e4m3fn_scaled.safetensors',
  ],
  vae: [
    ...['hunyuan_video_vae_bf16.safetensors', 'wan_2.1_vae.safetensors', 'wan2.2_vae.safetensors'],
    'mochi_vae.safetensors',
  ],
  clip_vision: ['clip_vision_h.safetensors'],
};

const refusal = (type: string, message: string, more: object = {}, node_errors: object = {}): Answer => ({
  status: 400,
  body: { error: { type, message, details: '', extra_info: {}, ...more }, node_errors },
});

/** The wire format of ComfyUI 0.38, without its WebSocket. It has one graphics card, and no keys, prices or opinions. */
export const comfyuiDialect: SimulatedDialect = {
  id: 'comfyui',
  basePath: '',
  idOf: uuidOf,
  refunds: ({ state }) => state === 'failed' || state === 'cancelled',
  moderates: false,
  // Without a proxy in front of it anybody is served.
  secretOf: ({ authorization }) =>
    authorization === undefined ? 'anybody' : (/^Bearer (\S+)$/.exec(authorization)?.[1] ?? null),
  refusals: {
    unauthorized: { status: 401, body: '<html><h1>401 Authorization Required</h1></html>' },
    ...{ 'no-credit': null, 'rate-limited': null },
    'not-found': { status: 404, body: '404: Not Found' },
  },
  routes: [
    { method: 'POST', path: /^\/prompt$/, step: 'submit', answer: submit },
    { method: 'POST', path: /^\/upload\/image$/, step: 'upload', answer: upload },
    { method: 'GET', path: /^\/queue$/, step: 'poll', answer: ({ jobs }) => ({ status: 200, body: queueOf(jobs) }) },
    { method: 'GET', path: /^\/history\/(?<id>[\w-]+)$/, step: 'result', answer: showHistory },
    { method: 'GET', path: /^\/view$/, step: 'download', answer: view },
    { method: 'POST', path: /^\/api\/jobs\/(?<id>[\w-]+)\/cancel$/, step: 'cancel', answer: cancel },
    { method: 'GET', path: /^\/api\/jobs$/, step: 'list', answer: listJobs },
    { method: 'GET', path: /^\/system_stats$/, step: 'account', answer: () => ({ status: 200, body: stats }) },
    { method: 'GET', path: /^\/object_info\/(?<name>\w+)$/, step: 'model', answer: showClass },
  ],
};

const stats = {
  system: { os: 'linux', comfyui_version: '0.38.1', python_version: '3.12.3', pytorch_version: '2.9.0+cu128' },
  devices: [{ name: 'cuda:0 NVIDIA GeForce RTX 4090', type: 'cuda', index: 0, vram_total: 25_757_220_864 }],
};

/** Pictures that were uploaded to each simulated server. */
const uploads = new WeakMap<SimulatedJobs, Set<string>>();
const uploadsOf = (jobs: SimulatedJobs): Set<string> => {
  const known = uploads.get(jobs) ?? new Set();
  uploads.set(jobs, known);
  return known;
};

function upload({ body, jobs }: SimulatedCall): Answer {
  const { image, type, overwrite } = recordOf(body);
  const { name, dataUri } = recordOf(image);
  if (typeof name !== 'string' || typeof dataUri !== 'string' || type !== 'input' || overwrite !== 'true') {
    return { status: 400, body: '' };
  }
  uploadsOf(jobs).add(name);
  return { status: 200, body: { name, subfolder: '', type: 'input' } };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function submit({ body, jobs, accept }: SimulatedCall): Answer {
  const { prompt, prompt_id } = recordOf(body);
  const graph = comfyGraphSchema.safeParse(prompt).data;
  if (!graph) return refusal('no_prompt', 'No prompt provided');
  if (!uuid.test(String(prompt_id))) return refusal('invalid_prompt_id', 'prompt_id must be a valid UUID');
  const unknown = missingNode(graph);
  if (unknown !== null) return missing(unknown, graph[unknown]?.class_type ?? '');
  if (outputNodes(graph).length === 0) return refusal('prompt_no_outputs', 'Prompt has no outputs');
  const complaints = complaintsAbout(graph, { files, uploads: uploadsOf(jobs) });
  if (Object.keys(complaints).length > 0) return invalid(graph, complaints);
  accept(orderOf(graph, String(prompt_id)));
  return { status: 200, body: { prompt_id, number: jobs.list().length, node_errors: {} } };
}

function missing(node_id: string, class_type: string): Answer {
  const message = `Node '${class_type}' not found. The custom node may not be installed.`;
  const extra_info = { node_id, class_type, node_title: class_type };
  return refusal('missing_node_type', message, { details: `Node ID '#${node_id}'`, extra_info });
}

function invalid(graph: ComfyGraph, complaints: ReturnType<typeof complaintsAbout>): Answer {
  const dependent_outputs = outputNodes(graph);
  const node_errors = Object.fromEntries(
    Object.entries(complaints).map(([id, errors]) => [
      id,
      { errors, dependent_outputs, class_type: graph[id]?.class_type },
    ]),
  );
  return refusal('prompt_outputs_failed_validation', 'Prompt outputs failed validation', {}, node_errors);
}

function orderOf(graph: ComfyGraph, prompt_id: string) {
  const nodes = Object.values(graph);
  const find = (name: string) => nodes.map(({ inputs }) => inputs[name]).find((value) => value !== undefined);
  const makes: MediaOrder['makes'] =
    nodes.map(({ class_type }) => nodeClasses[class_type]?.saves).find(Boolean) ?? 'image';
  const [width, height] = [Number(find('width')), Number(find('height'))];
  const seconds = Number(find('length') ?? find('video_frames') ?? 0) / Number(find('fps') ?? 24);
  const aspect = width === height ? '1:1' : width > height ? '16:9' : width / height > 0.7 ? '4:5' : '9:16';
  const model = String(find('unet_name') ?? find('ckpt_name') ?? 'workflow');
  const media = { makes, prompt: String(find('text') ?? ''), seconds, aspect };
  return { model, input: { prompt_id, graph }, micros: 0, usualSeconds: 60, media };
}

const promptId = ({ input }: SimulatedJob): string => String(input.prompt_id);
const find = (jobs: SimulatedJobs, id: string | undefined): SimulatedJob | undefined =>
  jobs.list().find((job) => promptId(job) === id);

function queueOf(jobs: SimulatedJobs) {
  const open = jobs.list().reverse();
  const entries = (state: SimulatedJob['state']) =>
    open.flatMap((job, number) => (job.state === state ? [[number, promptId(job), job.input.graph, {}, []]] : []));
  return { queue_running: entries('working'), queue_pending: entries('waiting') };
}

/** Jobs that were taken out of the queue leave nothing behind. */
function showHistory({ jobs, params }: SimulatedCall): Answer {
  const job = find(jobs, params.id);
  if (!job || !isOver(job) || (job.state === 'cancelled' && !job.begun)) return { status: 200, body: {} };
  const messages = messagesOf(job);
  const status_str = job.state === 'succeeded' ? 'success' : 'error';
  const status = { status_str, completed: job.state === 'succeeded', messages };
  return { status: 200, body: { [promptId(job)]: { prompt: [], outputs: outputsOf(job), status, meta: {} } } };
}

function messagesOf(job: SimulatedJob): [string, object][] {
  const prompt_id = promptId(job);
  const at = { prompt_id, node_id: '3', node_type: 'KSampler', executed: [] };
  const start: [string, object] = ['execution_start', { prompt_id, timestamp: job.startsAt }];
  if (job.state === 'succeeded') return [start, ['execution_success', { prompt_id, timestamp: job.endsAt }]];
  if (job.state === 'cancelled') return [start, ['execution_interrupted', at]];
  const problem = { exception_type: 'torch.OutOfMemoryError', exception_message: 'Allocation on device' };
  return [start, ['execution_error', { ...at, ...problem, traceback: ['...'], timestamp: job.endsAt }]];
}

function outputsOf({ id, state, file, makes, mishap }: SimulatedJob) {
  if (state !== 'succeeded' || mishap === 'output-removed') return {};
  const images = [{ filename: `ComfyUI_${id}_${extname(file ?? '')}`, subfolder: '', type: 'output' }];
  return { 50: makes === 'video' ? { images, animated: [true] } : { images } };
}

async function view({ query, jobs }: SimulatedCall): Promise<Answer> {
  const id = /^ComfyUI_(?<id>[\w-]+)_\.\w+$/.exec(query.get('filename') ?? '')?.groups?.id;
  const job = jobs.get(id ?? '');
  return job?.file ? fileAnswer(job.file) : { status: 404, body: '' };
}

function cancel({ jobs, params }: SimulatedCall): Answer {
  const job = find(jobs, params.id);
  const cancelled = job !== undefined && !isOver(job);
  if (cancelled) jobs.cancel(job.id);
  return { status: 200, body: { cancelled } };
}

const statuses: Readonly<Record<SimulatedJob['state'], string>> = {
  ...{ waiting: 'pending', working: 'in_progress', succeeded: 'completed', failed: 'failed', cancelled: 'cancelled' },
};

function listJobs({ jobs, query }: SimulatedCall): Answer {
  const all = jobs.list().map((job) => ({
    ...{ id: promptId(job), status: statuses[job.state], priority: 0, create_time: job.createdAt, outputs_count: 1 },
  }));
  const limit = Number(query.get('limit') ?? all.length);
  const pagination = { offset: 0, limit, total: all.length, has_more: all.length > limit };
  return { status: 200, body: { jobs: all.slice(0, limit), pagination } };
}

function showClass({ params: { name = '' } }: SimulatedCall): Answer {
  const found = nodeClasses[name];
  if (!found) return { status: 200, body: {} };
  const input = { required: inputsOf(found.required), optional: inputsOf(found.optional ?? {}) };
  return { status: 200, body: { [name]: { input, output: found.outputs, name, output_node: 'saves' in found } } };
}

const inputsOf = (inputs: NodeClass['required']) =>
  Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, infoOf(input)]));

function infoOf(input: NodeInput): unknown[] {
  if (input.kind === 'link') return [input.type];
  if (input.kind === 'file') return [files[input.folder] ?? []];
  if (input.kind === 'choice') return [input.choices];
  return input.kind === 'number' ? [input.step === null ? 'FLOAT' : 'INT', { ...input }] : ['STRING'];
}
