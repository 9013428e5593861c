import { expect, test } from 'vitest';
import { falComplaints, falModel } from './dialects/fal-models.ts';
import { invalidFields, simulatedModels } from './dialects/replicate-models.ts';

const picture = 'data:image/jpeg;base64,/9j/4AAQ';

test.each([
  [{ first_frame_image: picture, last_frame_image: picture }, []],
  [{ first_frame_image: 'https://files.example/a.png' }, []],
  [{ last_frame_image: picture }, ['first_frame_image is required']],
  [{ first_frame_image: picture, last_frame_image: 'a.png' }, ["Does not match format 'uri'"]],
])('Replicate says of %j: %j', (input, said) => {
  const model = simulatedModels['minimax/hailuo-02'];
  if (!model) throw new Error('Hailuo is not simulated.');
  expect(invalidFields(model, { prompt: 'a fox', ...input }).map(({ description }) => description)).toEqual(said);
});

test.each([
  [{ first_frame_url: picture, last_frame_url: picture }, []],
  [{ first_frame_url: picture }, ['value_error.missing']],
  [{ first_frame_url: picture, last_frame_url: 7 }, ['url_parsing']],
])('fal says of %j: %j', (input, said) => {
  const model = falModel('fal-ai/veo3.1/first-last-frame-to-video');
  if (!model) throw new Error('Veo is not simulated.');
  expect(falComplaints(model, { prompt: 'a fox', ...input }).map(({ type }) => type)).toEqual(said);
});
