import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Generator } from '../../shared/generator.ts';
import { complaintsAbout, missingNode, outputNodes } from '../rehearsal/dialects/comfyui-check.ts';
import { nodeClasses } from '../rehearsal/dialects/comfyui-nodes.ts';
import { still, ticket } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { comfyui } from './comfyui.ts';
import { type ComfyGraph, comfyuiRouteSchema, frameCount, inputOf, nodeOf } from './comfyui-graph.ts';
import { folderOf } from './comfyui-problem.ts';
import type { RemoteInputs, VendorResponse } from './define-vendor.ts';
import { describeQueueVendor } from './testing/conformance-queue.ts';
import { pictureWish } from './testing/wishes.ts';

// Bodies are those of ComfyUI's own routes, shortened.

const rows = await catalogueRows('comfyui');
const row = (id: string) => rowOf(rows, `comfyui-${id}`);
const generator = row('wan-2.1-1.3b');
const inputs = pictureWish({ prompt: 'a red fox runs through snow', seconds: 2, seed: 42 });
const json = (status: number, body: unknown) => ({ status, headers: {}, body });
const id = '3f2b8f5e-9d2a-4c8b-8d63-0b6a4b7c1e55';
const entry = [1, id, {}, { client_id: '0f8e1c2a' }, ['50']];
const empty = { queue_running: [], queue_pending: [] };
const history = (outputs: object, status_str: string, ...messages: unknown[]) => ({
  [id]: { prompt: entry, outputs, status: { status_str, completed: status_str === 'success', messages }, meta: {} },
});
const file = { filename: 'ComfyUI_00001_.mp4', subfolder: 'video', type: 'output' };
const view = '/view?filename=ComfyUI_00001_.mp4&subfolder=video&type=output';
const broken = (exception_type: string, exception_message: string) => [
  'execution_error',
  { prompt_id: id, node_id: '3', node_type: 'KSampler', executed: ['37'], exception_message, exception_type },
];
const listed = (status: string, job = id) => ({ id: job, status, create_time: 1_795_160_000_000 });
const operation = (job = id) => ({ operation: { id: job }, name: job, takenAt: '2026-11-20T07:33:20.000Z' });
const graphOf = (generator: Generator, wish: RemoteInputs, prepared?: unknown): ComfyGraph =>
  (comfyui.submit.toRequest(generator, wish, prepared, ticket).request.body as { prompt: ComfyGraph }).prompt;

const route = comfyuiRouteSchema.parse(generator.route);
describeQueueVendor(comfyui, {
  generator,
  inputs,
  request: {
    method: 'POST',
    path: '/prompt',
    body: {
      prompt: {
        ...route.graph,
        3: { ...route.graph[3], inputs: { ...route.graph[3]?.inputs, seed: 42 } },
        6: { ...route.graph[6], inputs: { ...route.graph[6]?.inputs, text: inputs.prompt } },
        40: { ...route.graph[40], inputs: { width: 848, height: 480, length: 33, batch_size: 1 } },
      },
      prompt_id: ticket,
    },
  },
  keyHeaders: { authorization: 'Bearer rehearsal-key' },
  answers: {
    submitted: json(200, { prompt_id: id, number: 1, node_errors: {} }),
    running: json(200, { queue_running: [entry], queue_pending: [] }),
    succeeded: json(200, empty),
    succeededResult: json(200, history({ 50: { images: [file], animated: [true] } }, 'success')),
    failed: json(200, empty),
    failedResult: json(200, history({}, 'error', broken('RuntimeError', 'shape mismatch'))),
    unauthorized: json(401, '<html>401 Authorization Required</html>'),
    ...{ noCredit: null, rateLimited: null },
    account: json(200, { system: { comfyui_version: '0.38.1' }, devices: [{ name: 'cuda:0 NVIDIA RTX 4090' }] }),
  },
  outputs: [view],
  moderated: null,
  retryAfterMs: null,
  account: { name: 'ComfyUI 0.38.1 on NVIDIA RTX 4090' },
  recent: {
    sent: {
      generator,
      inputs: { ...inputs, stillTakeId: null, endStillTakeId: null },
      request: { method: 'POST', path: '/prompt', body: { prompt_id: id } },
      sentAt: '2026-11-20T07:33:19.000Z',
    },
    answer: json(200, { jobs: [listed('in_progress'), listed('completed', 'another')], pagination: {} }),
    listed: [
      { ...operation(), state: 'running', about: inputs.prompt, match: 'same' },
      { ...operation('another'), state: 'succeeded', about: '', match: 'other' },
    ],
  },
});

describe('shipped workflows', () => {
  const known = (folder: string) => [...new Set(rows.flatMap((each) => filesIn(each, folder)))];
  const filesIn = (each: Generator, folder: string): string[] => {
    const { files, graph } = comfyuiRouteSchema.parse(each.route);
    const slots = Object.keys(files).filter((slot) => files[slot] === folder);
    return slots.map((slot) => String(graph[nodeOf(slot)]?.inputs[inputOf(slot)]));
  };
  const folders = ['checkpoints', 'diffusion_models', 'text_encoders', 'vae', 'clip_vision'];
  const installed = {
    files: Object.fromEntries(folders.map((folder) => [folder, known(folder)])),
    uploads: new Set(['still.png', 'end.png']),
  };

  /** Without a still, with one, and with one to end on. */
  const waysOf = (each: Generator, wish: typeof inputs): ComfyGraph[] => {
    const { still: takes, lastFrame } = each.limits;
    return [
      ...(takes === 'required' ? [] : [graphOf(each, wish)]),
      ...(takes === 'no' ? [] : [graphOf(each, { ...wish, still }, ['still.png'])]),
      ...(lastFrame ? [graphOf(each, { ...wish, still, endStill: still }, ['still.png', 'end.png'])] : []),
    ];
  };

  it.each(rows.map((each) => [each.id, each] as const))('%s is whole, in every shape and length', (_, each) => {
    for (const [width, height] of [
      [1920, 1080],
      [1080, 1920],
      [1080, 1080],
      [1080, 1350],
    ] as const) {
      for (const seconds of [0.4, 3, 5, 60]) {
        for (const graph of waysOf(each, { ...inputs, width, height, seconds })) {
          expect(missingNode(graph)).toBeNull();
          expect(complaintsAbout(graph, installed)).toEqual({});
          expect(outputNodes(graph)).toHaveLength(1);
        }
      }
    }
  });

  it.each(rows.map((each) => [each.id, each] as const))(
    '%s has no slot without its node, and no spare node',
    (_, each) => {
      const { slots, files, graph, ...more } = comfyuiRouteSchema.parse(each.route);
      const withStill = { ...more.withStill, ...more.withEndStill };
      const all = { ...graph, ...withStill };
      for (const slot of [...Object.values(slots), ...Object.keys(files)]) {
        const node = { ...graph[nodeOf(slot)]?.inputs, ...withStill[nodeOf(slot)]?.inputs };
        expect(node, slot).toHaveProperty([inputOf(slot)]);
      }
      for (const slot of Object.keys(files))
        expect(folderOf(all[nodeOf(slot)]?.class_type ?? '')).toMatch(files[slot] ?? '');
      const linked = [graph, withStill]
        .flatMap((nodes) => Object.values(nodes))
        .flatMap(({ inputs }) => Object.values(inputs));
      const used = new Set(linked.flatMap((value) => (Array.isArray(value) ? [String(value[0])] : [])));
      const spare = Object.keys(all).filter((id) => !used.has(id) && !nodeClasses[all[id]?.class_type ?? '']?.saves);
      expect(spare).toEqual([]);
    },
  );

  it('need the files that docs/comfyui.md names', async () => {
    const docs = await readFile(join(import.meta.dirname, '../../../docs/comfyui.md'), 'utf8');
    for (const each of rows) {
      const line = docs.split('\n').find((text) => text.startsWith(`| ${each.name} |`)) ?? '';
      for (const folder of folders)
        for (const file of filesIn(each, folder)) expect(line).toContain(`${folder}/${file}`);
    }
  });

  it('last as long as the scene, by the rule of their model', () => {
    const length = (name: string, seconds: number, node: string, input = 'length') =>
      graphOf(row(name), { ...inputs, seconds, still }, ['still.png'])[node]?.inputs[input];
    expect(length('ltx-video', 3.88, '70')).toBe(105);
    expect(length('wan-2.1-i2v', 5, '54')).toBe(81);
    expect(length('mochi-1', 1, '21')).toBe(25);
    expect(length('svd-xt', 9, '12', 'video_frames')).toBe(25);
    expect(frameCount({ every: 8, plus: 1, most: 257 }, 9000)).toBe(257);
    expect(frameCount({ every: 8, plus: 1, most: 257 }, 97)).toBe(97);
    expect(frameCount({ every: 4, plus: 1, most: 81 }, 0)).toBe(5);
  });
});

describe('stills', () => {
  const image = row('wan-2.2-5b');

  it('are uploaded once each, under a name of their content', () => {
    const wish = { ...inputs, still };
    const first = comfyui.prepare.toRequest(image, wish, undefined);
    expect(first).toMatchObject({ method: 'POST', path: '/upload/image', form: { type: 'input', overwrite: 'true' } });
    const name = /^circle-take-[0-9a-f]{16}\.png$/;
    expect(first?.form?.image).toMatchObject({ name: expect.stringMatching(name), dataUri: still });
    const answer = { ...json(200, { name: 'circle (1).png', subfolder: 'here', type: 'input' }) };
    const prepared = comfyui.prepare.read(answer, undefined);
    expect(comfyui.prepare.toRequest(image, wish, prepared)).toBeNull();
    const graph = graphOf(image, wish, prepared);
    expect(graph[56]?.inputs.image).toBe('here/circle (1).png');
    expect(graph[55]?.inputs.start_image).toEqual(['56', 0]);
  });

  it('to end on are uploaded after those to start on', () => {
    const last = row('wan-2.2-14b-i2v');
    const endStill = 'data:image/jpeg;base64,AA==';
    const both = { ...inputs, still, endStill };
    const second = comfyui.prepare.toRequest(last, both, ['first.png']);
    expect(second?.form?.image).toMatchObject({ name: expect.stringMatching(/\.jpeg$/), dataUri: endStill });
    const graph = graphOf(last, both, ['first.png', 'last.jpeg']);
    expect(graph[67]?.inputs).toMatchObject({ start_image: ['52', 0], end_image: ['62', 0] });
    expect([graph[52]?.inputs.image, graph[62]?.inputs.image]).toEqual(['first.png', 'last.jpeg']);
    expect(graphOf(last, { ...inputs, still }, ['first.png'])[67]?.inputs).not.toHaveProperty('end_image');
  });

  it('are left out where there are none, or no place for them', () => {
    expect(comfyui.prepare.toRequest(image, inputs, undefined)).toBeNull();
    expect(graphOf(image, inputs)).not.toHaveProperty('56');
    const { warnings } = comfyui.submit.toRequest(generator, { ...inputs, still }, undefined, ticket);
    expect(warnings).toEqual([expect.stringContaining('takes no still')]);
    const svd = comfyui.submit.toRequest(row('svd-xt'), { ...inputs, still }, ['a.png'], ticket);
    expect(svd.warnings).toEqual([expect.stringContaining('takes no words')]);
  });
});

describe('the queue', () => {
  const status = (queue_running: unknown[], queue_pending: unknown[]) =>
    comfyui.poll.readStatus(json(200, { queue_running, queue_pending }), { id });
  it.each([
    [[], [entry], "waits in ComfyUI's queue"],
    [[[0, 'other']], [[7, 'later'], entry], "waits in ComfyUI's queue behind 1"],
    [[entry], [], 'ComfyUI is working'],
  ])('%j and %j: %s', (running, pending, text) => {
    expect(status(running, pending)).toEqual({ state: 'running', progress: { text } });
  });
});

describe('ends', () => {
  const read = (body: unknown, each = generator) => comfyui.result.read(json(200, body), each);

  it('is lost where the history knows nothing of it', () => {
    expect(read({})).toMatchObject({ state: 'failed', charged: 'no', failure: { code: 'provider-failed' } });
  });
  it('is cancelled where it was interrupted', () => {
    expect(read(history({}, 'error', ['execution_interrupted', {}]))).toEqual({ state: 'cancelled', charged: 'no' });
  });
  it('says which node ran out of memory', () => {
    const end = read(history({}, 'error', broken('torch.cuda.OutOfMemoryError', 'Allocation on device')));
    expect(end).toMatchObject({ failure: { message: expect.stringMatching(/out of memory in node 3 \(KSampler\)/) } });
  });
  it('gives files of every key, what the generator is for first, previews only where there is nothing else', () => {
    const image = { filename: 'a b.png', subfolder: '', type: 'output' };
    const outputs = { 9: { images: [image], text: ['hello'] }, 50: { gifs: [{ ...file, type: 'output' }] } };
    const urls = (each: Generator) => {
      const end = read(history(outputs, 'success'), each);
      return end.state === 'succeeded' ? end.outputs : [];
    };
    expect(urls(generator)).toEqual([view, '/view?filename=a+b.png&subfolder=&type=output']);
    expect(urls(row('sdxl'))[0]).toContain('a+b.png');
    const preview = { ...file, type: 'temp' };
    expect(read(history({ 1: { images: [preview, image] } }, 'success'))).toMatchObject({
      outputs: [expect.any(String)],
    });
    expect(read(history({ 1: { images: [preview] } }, 'success'))).toMatchObject({ state: 'succeeded' });
    expect(read(history({ 1: { text: ['x'] } }, 'success'))).toMatchObject({ state: 'failed' });
  });
});

describe('refusals', () => {
  const refused = (body: unknown, status = 400): unknown => comfyui.readFailure(json(status, body) as VendorResponse);
  const invalid = (class_type: string, error: object) => ({
    error: { type: 'prompt_outputs_failed_validation', message: 'Prompt outputs failed validation', details: '' },
    node_errors: { 37: { errors: [error], dependent_outputs: ['50'], class_type } },
  });

  it.each([
    [
      invalid('UNETLoader', {
        ...{ type: 'value_not_in_list', message: 'Value not in list', details: 'unet_name: …' },
        extra_info: { input_name: 'unet_name', received_value: 'wan.safetensors' },
      }),
      'unsupported',
      "Node 37 (UNETLoader) needs the file wan.safetensors, which is not in ComfyUI's models/diffusion_models.",
    ],
    [
      {
        error: {
          ...{ type: 'missing_node_type', message: "Node 'VHS_VideoCombine' not found.", details: "Node ID '#1'" },
          extra_info: { node_id: '1', class_type: 'VHS_VideoCombine', node_title: 'VHS_VideoCombine' },
        },
        node_errors: {},
      },
      'unsupported',
      'ComfyUI lacks the node VHS_VideoCombine: update ComfyUI, or install the node pack that has it.',
    ],
    [
      invalid('KSampler', { type: 'required_input_missing', message: 'Required input is missing', details: 'model' }),
      'invalid-input',
      'Node 37 (KSampler) cannot work so: Required input is missing, model.',
    ],
    [
      { error: { type: 'invalid_prompt', message: 'Cannot execute because node X does not exist.' }, node_errors: [] },
      'invalid-input',
      'ComfyUI refused the workflow: Cannot execute because node X does not exist.',
    ],
  ])('%#: are told in words that help', (body, code, message) => {
    expect(refused(body)).toEqual({ code, message });
  });

  it.each([
    [413, 'invalid-input'],
    [403, 'unauthorized'],
    [405, 'not-found'],
    [429, 'rate-limited'],
    [502, 'provider-down'],
  ])('HTTP %i is %s', (status, code) => {
    expect(refused('', status)).toMatchObject({ code });
  });
});
