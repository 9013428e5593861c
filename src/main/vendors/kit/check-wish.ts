import type { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Generator } from '../../../shared/generator.ts';
import type { JobInputs } from '../../../shared/job.ts';
import type { RemoteInputs } from '../define-vendor.ts';

export type RemotePicture = Extract<RemoteInputs, { role: 'picture' }>;
export type RemoteVoice = Extract<RemoteInputs, { role: 'voice' }>;

/** What a catalogue row says about reaching its model. Throws `unsupported` for a row that makes no sense. */
export function readRoute<Schema extends z.ZodType>(
  schema: Schema,
  generator: Generator,
  vendorName: string,
): z.output<Schema> {
  const route = schema.safeParse(generator.route);
  if (route.success) return route.data;
  throw new AppError({
    code: 'unsupported',
    message: `The catalogue does not say how to reach ${generator.name} at ${vendorName}.`,
    action: 'Choose another generator.',
  });
}

/** The wish for a picture. Throws `invalid-input` for one that the generator cannot fulfil, before it is sent. */
export function checkPicture(generator: Generator, inputs: RemoteInputs): RemotePicture {
  if (inputs.role !== 'picture') throw otherRole(generator, 'speak');
  if (generator.limits.still === 'required' && inputs.still === null) {
    throw new AppError({
      code: 'invalid-input',
      message: `${generator.name} works from a still and the scene has none.`,
      action: 'Choose a still for the scene, or another generator.',
    });
  }
  checkLength(generator, 'prompt', inputs.prompt);
  return inputs;
}

/** The wish for a voice. Throws as `checkPicture`. */
export function checkVoice(generator: Generator, inputs: RemoteInputs | JobInputs): RemoteVoice {
  if (inputs.role !== 'voice') throw otherRole(generator, 'make pictures');
  checkLength(generator, 'text', inputs.text);
  return inputs;
}

/** Throws `invalid-input` for a text that is too long for the generator. */
export function checkLength({ name, limits }: Generator, what: 'prompt' | 'text' | 'narration', text: string): void {
  if (limits.characters === null || text.length <= limits.characters) return;
  throw new AppError({
    code: 'invalid-input',
    message: `${name} takes at most ${limits.characters} characters and the ${what} has ${text.length}.`,
    action: `Shorten the ${what}, or choose another generator.`,
  });
}

function otherRole({ name }: Generator, what: string): AppError {
  return new AppError({
    code: 'unsupported',
    message: `${name} does not ${what}.`,
    action: 'Choose another generator.',
  });
}
