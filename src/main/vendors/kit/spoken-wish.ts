import { AppError } from '../../../shared/errors.ts';
import type { Generator } from '../../../shared/generator.ts';
import type { RemoteInputs } from '../define-vendor.ts';
import { checkLength, checkPicture, type RemotePicture } from './check-wish.ts';

/** The wish for a clip that speaks the narration. Throws as `checkPicture`, and `invalid-input` where nothing is to be said. */
export function checkSpoken(generator: Generator, inputs: RemoteInputs): RemotePicture {
  // What is limited is the narration: the prompt is not sent.
  const wish = checkPicture({ ...generator, limits: { ...generator.limits, characters: null } }, inputs);
  if (wish.script.trim() === '') {
    throw new AppError({
      code: 'invalid-input',
      message: `${generator.name} speaks the narration and the scene has none.`,
      action: 'Write a narration for the scene, or choose another generator.',
    });
  }
  checkLength(generator, 'narration', wish.script);
  return wish;
}

/** What a clip that speaks leaves out, for people. `shows`: what is seen instead of what the prompt says. */
export function spokenWarnings({ name, limits }: Generator, wish: RemotePicture, shows: string): string[] {
  const makes = limits.aspects === null || limits.aspects.some((aspect) => aspect === wish.aspect);
  return [
    wish.prompt.trim() === '' ? null : `${name} ${shows}; the prompt was left out.`,
    makes ? null : `${name} does not make ${wish.aspect}; the picture is fitted.`,
  ].filter((warning) => warning !== null);
}
