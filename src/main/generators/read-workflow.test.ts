import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Generator } from '../../shared/generator.ts';
import type { ModelSheet, OwnModel } from '../../shared/own-generator.ts';
import { comfyuiDialect } from '../rehearsal/dialects/comfyui.ts';
import { startSimulatedVendor } from '../rehearsal/simulated-vendor.ts';
import { adapterBench, inputsFor } from '../rehearsal/testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { smallMedia } from '../rehearsal/testing/small-media.ts';
import { comfyui } from '../vendors/comfyui.ts';
import { type ComfyGraph, comfyuiRouteSchema } from '../vendors/comfyui-graph.ts';
import { ownModelOf } from './own-model-of.ts';
import { readWorkflow } from './read-workflow.ts';
import { workflowRow } from './workflow-row.ts';

const rows = await catalogueRows('comfyui');
const graphOf = (row: Generator): ComfyGraph => comfyuiRouteSchema.parse(row.route).graph;
const shipped = (id: string) => JSON.stringify(graphOf(rowOf(rows, `comfyui-${id}`)));
const kept = (sheet: ModelSheet, workflow: string): OwnModel => ({
  ...{ vendor: 'comfyui', model: sheet.model, name: sheet.title, category: sheet.category, quality: 60, workflow },
  price: { micros: 0, per: 'run', certainty: 'exact', asOf: '2026-11-20' },
  ...{ fields: sheet.guess, fixed: {}, seconds: { min: 1, max: 5 }, aspects: null },
});

describe('guesses', () => {
  it.each(rows.map((row) => [row.id, row] as const))('find the slots of %s again', (_, row) => {
    const { slots } = comfyuiRouteSchema.parse(row.route);
    const sheet = readWorkflow('my film.json', JSON.stringify(graphOf(row)));
    // A still that a graph takes besides is added by the row.
    const still = graphOf(row)[slots.still?.split('.')[0] ?? ''] ? slots.still : undefined;
    expect({ ...sheet.guess }).toEqual({
      ...(slots.prompt && { prompt: slots.prompt }),
      ...{ seed: slots.seed, aspect: slots.width },
      ...(slots.frames && { seconds: slots.frames }),
      ...(still && { still }),
    });
    expect(sheet.title).toBe('my film');
    if (still || row.category === 'text-to-image') expect(sheet.category).toBe(row.category);
  });

  it('follow words through links, into subgraphs and past nodes that nobody knows', () => {
    const sheet = readWorkflow(
      'odd.json',
      JSON.stringify({
        prompt: {
          '57:1': { class_type: 'PrimitiveStringMultiline', inputs: { value: 'a red fox' }, _meta: { title: 'Words' } },
          '57:2': { class_type: 'CLIPTextEncode', inputs: { text: ['57:1', 0], clip: ['57:9', 0] } },
          '57:3': { class_type: 'CLIPTextEncode', inputs: { text: 'ugly', clip: ['57:9', 0] } },
          '57:4': {
            class_type: 'SomebodysGuide',
            inputs: { negative: ['57:3', 0], positive: ['57:2', 0], end_image: ['6', 0] },
          },
          '57:9': { class_type: 'CLIPLoaderGGUF', inputs: { clip_name: 'umt5-q4.gguf', type: 'wan' } },
          '57:8': { class_type: 'UnetLoaderGGUF', inputs: { unet_name: 'Wan2.2-HighNoise-Q4.gguf' } },
          2: { class_type: 'SomebodysWriter', inputs: { seed: 1, hint: 'a fox' } },
          4: { class_type: 'LoadImageMask', inputs: { image: 'mask.png', channel: 'red' } },
          5: { class_type: 'LoadImage', inputs: { image: 'a.png' } },
          6: { class_type: 'LoadImage', inputs: { image: 'b.png' } },
          7: {
            class_type: 'WanFirstLastFrameToVideo',
            inputs: {
              width: 640,
              height: 640,
              length: 81,
              start_image: ['5', 0],
              end_image: ['6', 0],
              positive: ['57:4', 0],
              negative: ['57:4', 1],
            },
          },
          8: {
            class_type: 'KSamplerAdvanced',
            inputs: { add_noise: 'disable', noise_seed: 0, positive: ['7', 0], negative: ['7', 1], model: ['57:8', 0] },
          },
          9: {
            class_type: 'KSamplerAdvanced',
            inputs: { add_noise: 'enable', noise_seed: 5, positive: ['7', 0], negative: ['7', 1], model: ['57:8', 0] },
          },
          10: { class_type: 'VHS_VideoCombine', inputs: { images: ['8', 0], frame_rate: 16, filename_prefix: 'x' } },
        },
      }),
    );
    expect(sheet.guess).toEqual({
      ...{ prompt: '57:1.value', seed: '9.noise_seed', aspect: '7.width', seconds: '7.length' },
      ...{ still: '5.image', endStill: '6.image' },
    });
    expect(sheet.category).toBe('image-to-video');
    expect(sheet.fields).toContainEqual(
      expect.objectContaining({ name: '57:1.value', title: 'Words: value', type: 'text' }),
    );
    expect(sheet.draft).toMatchObject({
      family: 'wan',
      limits: { still: 'required', lastFrame: true, seed: true, seconds: { min: 1, max: 5 } },
      route: {
        frames: { every: 4, plus: 1, most: 81 },
        size: { area: 640 * 640, step: 16 },
        files: { '57:8.unet_name': 'models', '57:9.clip_name': 'models' },
        slots: { fps: '10.frame_rate', height: '7.height' },
      },
    });
  });

  it('say what they did not find', () => {
    const text = JSON.stringify({ 1: { class_type: 'SaveVideo', inputs: { video: 'nothing' } } });
    const { problems, guess } = readWorkflow('empty.json', text);
    expect(guess).toEqual({});
    expect(problems).toEqual([
      expect.stringContaining('prompt'),
      expect.stringContaining('seed'),
      expect.stringContaining('size'),
      expect.stringContaining('5 s'),
    ]);
  });
});

describe('a workflow that was kept', () => {
  const text = shipped('wan-2.1-i2v');
  const model = kept(readWorkflow('wan.json', text), text);

  it('makes a take at ComfyUI, with the files that its user has', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'read-workflow-'));
    const simulated = await startSimulatedVendor(comfyuiDialect, { media: await smallMedia(dir), latencyMs: 10 });
    try {
      const row = workflowRow('own-comfyui-wan', model);
      expect(await adapterBench(comfyui, simulated).make(row)).toMatchObject({ state: 'succeeded' });
      const quantised = workflowRow('own-comfyui-wan', { ...model, fixed: { '37.unet_name': 'mine-Q4.gguf' } });
      await expect(adapterBench(comfyui, simulated).make(quantised)).rejects.toMatchObject({
        message: expect.stringContaining('needs the file mine-Q4.gguf'),
      });
    } finally {
      await simulated.close();
      await rm(dir, { recursive: true });
    }
  });

  it('sends what was fixed and what was mapped, and leaves its own text alone', () => {
    const fields = { prompt: '7.text', seed: '3.seed' };
    const row = workflowRow('mine', { ...model, fields, fixed: { '3.steps': 4 } });
    const { body } = comfyui.submit.toRequest(
      row,
      { ...inputsFor(row), seed: 9 } as never,
      undefined,
      'ticket',
    ).request;
    const sent = (body as { prompt: ComfyGraph }).prompt;
    expect(sent[7]?.inputs.text).toBe('a red fox');
    expect(sent[6]?.inputs.text).toBe('');
    expect(sent[3]?.inputs).toMatchObject({ seed: 9, steps: 4 });
    expect(sent[54]?.inputs).toMatchObject({ width: 832, height: 480, length: 81 });
    expect(row.limits.still).toBe('no');
  });

  it('opens again as it was decided, with what was fixed in its graph', () => {
    const row = workflowRow('mine', { ...model, fixed: { '3.steps': 4 } });
    const again = ownModelOf(row);
    expect(again).toMatchObject({ fields: model.fields, seconds: model.seconds, quality: 60, fixed: {} });
    expect(again && workflowRow('mine', again)).toEqual(row);
    expect(ownModelOf({ ...row, route: { ...row.route, withStill: {} } })).toBeNull();
    expect(ownModelOf({ ...row, vendor: 'runway' })).toBeNull();
  });

  it.each([
    [{ fields: { prompt: '99.text' } }, 'has no input called “99.text”'],
    [{ fixed: { '3.nonsense': 1 } }, 'has no input called “3.nonsense”'],
    [{ fields: { script: '6.text' } }, 'takes no script'],
    [{ fields: { prompt: 'constructor.name' } }, 'has no input called'],
    [{ fixed: { '3.constructor': 1 } }, 'has no input called'],
  ])('is refused with %j', (change, words) => {
    expect(() => workflowRow('mine', { ...model, ...change })).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringContaining(words) }),
    );
  });
});

describe('files that are none', () => {
  const canvas = { nodes: [{ id: 1, type: 'KSampler' }], links: [[1, 2, 0, 3, 0, 'MODEL']], version: 0.4 };
  it.each([
    [JSON.stringify(canvas), 'canvas', 'Export (API)'],
    ['not json', 'is no JSON file', 'Export (API)'],
    ['{}', 'is no ComfyUI workflow', 'Export (API)'],
    ['[1]', 'is no ComfyUI workflow', 'Export (API)'],
    ['{"3":{"class_type":"SaveImage","inputs":{"images":["8",0]}}}', 'from node 8, which is not there', 'Export'],
  ])('%s', (text, message, action) => {
    const said = {
      code: 'invalid-input',
      message: expect.stringContaining(message),
      action: expect.stringContaining(action),
    };
    expect(() => readWorkflow('mine.json', text)).toThrow(expect.objectContaining(said));
  });

  it.each([
    [{ 1: { class_type: 'SaveAudio', inputs: {} } }, 'makes sound'],
    [{ 1: { class_type: 'KSampler', inputs: {} } }, 'no node that saves'],
  ])('%j', (graph, message) => {
    const said = { code: 'unsupported', message: expect.stringContaining(message) };
    expect(() => readWorkflow('mine.json', JSON.stringify(graph))).toThrow(expect.objectContaining(said));
  });
});
