import { expect, it } from 'vitest';
import { testGenerator } from '../../generation/testing/test-vendor.ts';
import { inputsFor } from '../../rehearsal/testing/adapter-bench.ts';
import type { RemoteInputs } from '../define-vendor.ts';
import { modelInput, wireValues } from './model-inputs.ts';

const presenter = testGenerator({ category: 'avatar', name: 'Presenter' });
const fields = { prompt: 'scenery', script: 'text', still: 'face' };
const sent = (change: object, generator = presenter) =>
  modelInput(fields, wireValues(generator, { ...inputsFor(generator), ...change } as RemoteInputs));

it('gives the narration to models that speak it, with scenery or without', () => {
  expect(sent({ script: 'Hello.', prompt: 'A studio' })).toEqual({ text: 'Hello.', scenery: 'A studio' });
  expect(sent({ script: 'Hello.', prompt: ' ' })).toEqual({ text: 'Hello.' });
  expect(() => sent({ script: ' ' })).toThrow('Presenter speaks the narration and the scene has none.');
});

it('gives it to no others', () => {
  expect(sent({ script: 'Hello.', prompt: 'A fox' }, testGenerator())).toEqual({ scenery: 'A fox' });
});
