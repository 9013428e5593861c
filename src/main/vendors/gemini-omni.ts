import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import type { Operation, OperationStatus, RemoteInputs, VendorRequest, VendorResponse } from './define-vendor.ts';
import { readGeminiFailure } from './gemini-problem.ts';
import { checkPicture, type RemotePicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { fromDataUri } from './kit/request-body.ts';
import { couldNot, noInside, withoutFile } from './kit/say-no.ts';

// Omni's videos are "interactions" that run in the background and leave a file with Google for 48 hours.
// https://ai.google.dev/api/interactions-api, https://ai.google.dev/api/files

/** Catalogue row -> how the model is asked. */
export const geminiOmniRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  resolution: z.enum(['360p', '720p', '1080p', '4k']),
});

const videoSchema = z.looseObject({ type: z.literal('video'), data: z.string().nullish(), uri: z.string().nullish() });
const stepSchema = z.looseObject({ type: z.string(), content: z.array(z.unknown()).nullish() });
const interactionSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  steps: z.array(stepSchema).nullish(),
  errors: z.array(z.looseObject({ code: z.string().nullish(), message: z.string().nullish() })).nullish(),
});
type Interaction = z.infer<typeof interactionSchema>;

const fileSchema = z.looseObject({ name: z.string().regex(/^files\/[\w-]+$/), state: z.string() });

export function toVideoRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, resolution } = readRoute(geminiOmniRouteSchema, generator, 'Google Gemini');
  const wish = checkPicture(generator, inputs);
  const request: VendorRequest = {
    method: 'POST',
    path: '/v1beta/interactions',
    // Whether videos really wait in the background is not known; else this answer holds the work.
    large: true,
    body: {
      model,
      input: inputFor(wish),
      response_format: {
        type: 'video',
        aspect_ratio: nearestShape(['16:9', '9:16'], wish),
        resolution,
        duration: `${secondsToAsk(generator.limits, wish.seconds)}s`,
        delivery: 'uri',
      },
      generation_config: { video_config: { task: wish.still === null ? 'text_to_video' : 'image_to_video' } },
      background: true,
      store: true,
    },
  };
  return { request, warnings: warningsFor(generator, { still: 'input' }, inputs) };
}

function inputFor({ prompt, still }: RemotePicture) {
  if (still === null) return prompt;
  const { type, bytes } = fromDataUri(still);
  return [
    { type: 'text', text: prompt },
    { type: 'image', data: Buffer.from(bytes).toString('base64'), mime_type: type },
  ];
}

function interactionIn({ body }: VendorResponse): Interaction {
  const interaction = interactionSchema.safeParse(body);
  if (interaction.success) return interaction.data;
  throw unreadable('Google Gemini');
}

/** Remembers the file where the first answer names it: later ones may hold all its bytes instead. */
export function readOperation(response: VendorResponse): Operation {
  const interaction = interactionIn(response);
  const file = fileNamed(videoIn(interaction)?.uri);
  return { id: interaction.id, ...(file === null ? {} : { file }) };
}

export function readStatus(response: VendorResponse, operation: Operation): OperationStatus {
  const interaction = interactionIn(response);
  switch (interaction.status) {
    case 'completed':
      return 'file' in operation ? { state: 'ended' } : outputOf(interaction);
    case 'failed':
    case 'incomplete':
    case 'budget_exceeded':
      return failureOf(interaction);
    case 'cancelled':
      return { state: 'cancelled', charged: 'maybe' };
    case 'queued':
      return { state: 'running', progress: { text: "waits in Google's queue" } };
    default:
      return { state: 'running', progress: { text: 'Google Gemini is working' } };
  }
}

function videoIn({ steps }: Interaction) {
  const content = steps?.flatMap((step) => (step.type === 'model_output' ? (step.content ?? []) : [])) ?? [];
  return content.map((part) => videoSchema.safeParse(part).data).find((video) => video?.uri || video?.data);
}

const fileNamed = (uri: string | null | undefined): string | null =>
  /\/(files\/[\w-]+)(?::download)?(?:\?.*)?$/.exec(uri ?? '')?.[1] ?? null;

function outputOf(interaction: Interaction): OperationStatus {
  const video = videoIn(interaction);
  const file = fileNamed(video?.uri);
  if (file !== null) return { state: 'ended', found: { file } };
  const output = video?.data ? `data:video/mp4;base64,${video.data}` : video?.uri;
  return output ? { state: 'succeeded', outputs: [output] } : withoutFile('Google Gemini', 'maybe');
}

/** What the codes are is not documented; those of Google's other answers name safety, prohibitions and lists. */
function failureOf({ status, errors }: Interaction): OperationStatus {
  const [error] = errors ?? [];
  const rejected = /safety|prohibited|blocklist|celebrity|content_policy/i.test(error?.code ?? '');
  const words = quote(error?.message) || (status === 'failed' ? '' : status.replaceAll('_', ' '));
  return couldNot('Google Gemini', rejected ? 'content-rejected' : 'provider-failed', words, 'maybe');
}

/** The file once it is ready: a path at Google's own address, which wants the key. */
export function readFile(response: VendorResponse): Exclude<OperationStatus, { state: 'ended' }> {
  const { status } = response;
  // The same key has just been told of the interaction: a no here is about the file, which is kept for 48 hours.
  if (status === 403 || status === 404) {
    return couldNot('Google Gemini', 'provider-failed', 'the file is not kept any more', 'yes');
  }
  if (status < 200 || status > 299) throw noInside(readGeminiFailure(response));
  const file = fileSchema.safeParse(response.body);
  if (!file.success) throw unreadable('Google Gemini', 'a file');
  const { name, state } = file.data;
  if (state === 'FAILED') return couldNot('Google Gemini', 'provider-failed', 'the file cannot be used', 'maybe');
  if (state !== 'ACTIVE') return { state: 'running', progress: { text: 'Google is putting the file away' } };
  return { state: 'succeeded', outputs: [`/v1beta/${name}:download?alt=media`] };
}
