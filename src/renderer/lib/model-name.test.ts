import { expect, test } from 'vitest';
import { modelName } from './model-name.ts';

test('a vendor is not named twice', () => {
  expect(modelName({ name: 'Kling 3.0 at Krea', vendorName: 'Krea' })).toBe('Kling 3.0');
  expect(modelName({ name: 'Wan 2.2 from a still, in ComfyUI', vendorName: 'ComfyUI' })).toBe('Wan 2.2 from a still');
  expect(modelName({ name: 'Pika on its own site', vendorName: 'Pika' })).toBe('Pika on its own site');
  expect(modelName({ name: 'Kling 3.0', vendorName: 'fal' })).toBe('Kling 3.0');
});
