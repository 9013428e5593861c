import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import type { RemoteInputs, VendorRequest } from './define-vendor.ts';
import { checkPicture, checkVoice, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';

/** Catalogue row -> what a server of the user's own is asked for, and whether its answer is the file or a job. */
export const ownServerRouteSchema = z.strictObject({
  kind: z.enum(['clip', 'still', 'voice']),
  answers: z.enum(['file', 'job']),
  /** Sent along, for servers of several models. */
  model: z.string().min(1).optional(),
});
export type OwnServerRoute = z.infer<typeof ownServerRouteSchema>;

export const ownServerRoute = (generator: Generator): OwnServerRoute =>
  readRoute(ownServerRouteSchema, generator, 'your own server');

/** `POST /generate`, as docs/own-server.md has it. `ticket` names the wish, so that a server can know one again. */
export function toOwnRequest(generator: Generator, inputs: RemoteInputs, _prepared: unknown, ticket: string) {
  const route = ownServerRoute(generator);
  const body = { ticket, kind: route.kind, model: route.model, ...wishOf(generator, inputs) };
  const request: VendorRequest =
    route.answers === 'file'
      ? { method: 'POST', path: '/generate', body, bytes: true }
      : // RFC 7240, 4.1: a server that can do both learns here which is wanted.
        { method: 'POST', path: '/generate', body, headers: { prefer: 'respond-async' } };
  return { request, warnings: warningsFor(generator, { still: 'still', speed: 'speed' }, inputs) };
}

function wishOf(generator: Generator, inputs: RemoteInputs) {
  if (inputs.role === 'voice') {
    const { text, voice, speed } = checkVoice(generator, inputs);
    return { text, voice: voice ?? generator.voices[0]?.id, speed };
  }
  const { prompt, script, seconds, width, height, aspect, fps, seed, still, endStill } = checkPicture(
    generator,
    inputs,
  );
  const isClip = generator.category !== 'text-to-image';
  return {
    ...{ prompt, width, height, aspect, seed, still: still ?? undefined },
    ...(generator.limits.lastFrame && endStill !== null && { endStill }),
    ...(isClip && {
      seconds: secondsToAsk(generator.limits, seconds),
      fps: framesASecond(fps),
      script: script || undefined,
    }),
  };
}

/** `30000/1001` -> 29.97. */
function framesASecond(fps: string): number {
  const [frames = 30, seconds = 1] = fps.split('/').map(Number);
  return Math.round((frames / seconds) * 1000) / 1000;
}
