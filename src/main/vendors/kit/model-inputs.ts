import { z } from 'zod';
import { type Generator, secondsToAsk, speaksItself } from '../../../shared/generator.ts';
import type { RemoteInputs } from '../define-vendor.ts';
import { checkPicture, checkVoice } from './check-wish.ts';
import { checkSpoken } from './spoken-wish.ts';

/** Our word -> the model's own input name, in a catalogue row. What is absent is not sent. */
export const modelFieldsSchema = z.strictObject({
  prompt: z.string().optional(),
  seconds: z.string().optional(),
  aspect: z.string().optional(),
  seed: z.string().optional(),
  still: z.string().optional(),
  endStill: z.string().optional(),
  voice: z.string().optional(),
  speed: z.string().optional(),
  /** The narration, of models that speak it themselves. */
  script: z.string().optional(),
});
export type ModelFields = z.infer<typeof modelFieldsSchema>;

export type WireValues = Readonly<Partial<Record<keyof ModelFields, unknown>>>;

/** What a generator is asked for, by our words. Throws `invalid-input` for what it cannot fulfil, before it is sent. */
export function wireValues(generator: Generator, inputs: RemoteInputs): WireValues & { readonly seconds?: number } {
  if (inputs.role === 'voice') {
    const { text, speed, voice } = checkVoice(generator, inputs);
    const named = voice ?? generator.voices[0]?.id;
    return { prompt: text, speed, ...(named ? { voice: named } : {}) };
  }
  const speaks = speaksItself(generator);
  const wish = speaks ? checkSpoken(generator, inputs) : checkPicture(generator, inputs);
  const { prompt, script, seconds, seed, aspect, still, endStill } = wish;
  return {
    ...{ seed, seconds: secondsToAsk(generator.limits, seconds) },
    ...(speaks ? { script } : {}),
    // Who speaks may do so without scenery.
    ...(speaks && prompt.trim() === '' ? {} : { prompt }),
    ...(makesAspect(generator, aspect) ? { aspect } : {}),
    ...(still === null ? {} : { still }),
    ...(endStill === null ? {} : { endStill }),
  };
}

/** Values under the model's own names. */
export function modelInput(fields: ModelFields, values: WireValues): Record<string, unknown> {
  const words = Object.keys(fields) as (keyof ModelFields)[];
  return Object.fromEntries(
    words.flatMap((word) => {
      const [name, value] = [fields[word], values[word]];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

/**
 * What the user asked for and this model cannot do, for people. `fields` are the words that the model takes. Whether a
 * seed was asked for, or is by chance, only the planning knows.
 */
export function warningsFor(generator: Generator, fields: ModelFields, inputs: RemoteInputs): string[] {
  const { name, limits } = generator;
  if (inputs.role === 'voice') {
    const deaf = inputs.speed !== 1 && !fields.speed;
    return deaf ? [`${name} speaks at its own pace only.`] : [];
  }
  const longest = secondsToAsk(limits, inputs.seconds);
  return [
    inputs.still !== null && !fields.still ? `${name} takes no still, so the scene's still was left out.` : null,
    // With a still the picture takes the still's shape.
    inputs.still === null && !makesAspect(generator, inputs.aspect)
      ? `${name} does not make ${inputs.aspect}; the picture is fitted.`
      : null,
    generator.category !== 'text-to-image' && longest < inputs.seconds - 0.05
      ? `${name} makes at most ${longest} s of the ${inputs.seconds} s asked for.`
      : null,
  ].filter((warning) => warning !== null);
}

const makesAspect = ({ limits: { aspects } }: Generator, aspect: string): boolean =>
  aspects === null || aspects.some((each) => each === aspect);
