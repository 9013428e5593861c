import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { OperationEnd, VendorResponse } from './define-vendor.ts';
import { type FalProblem, falProblem, inputFailure, readFalFailure } from './fal-failure.ts';
import { addressesIn } from './kit/addresses-in.ts';
import { unreadable, withWords } from './kit/read-answer.ts';

const outputSchema = z.looseObject({
  video: z.unknown().optional(),
  images: z.unknown().optional(),
  image: z.unknown().optional(),
  audio: z.unknown().optional(),
  audio_url: z.unknown().optional(),
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
});

/**
 * How work that is over ended, by the answer to the request for its result. `unitMicros` is the price of one billable
 * unit, null where that is not known. Throws for answers that say nothing about the work, so that it is asked again.
 */
export function readFalEnd(response: VendorResponse, unitMicros: number | null): OperationEnd {
  const reported = reportedMicros(response, unitMicros);
  if (response.status >= 200 && response.status < 300) return readOutput(response, reported);
  const problem = falProblem(response.body);
  if (problem && endsWork(response.status, problem)) return { ...readProblem(response.status, problem), ...reported };
  const { code, message, retryAfterMs } = readFalFailure(response);
  const soon = response.status === 400;
  throw new AppError({
    code: soon ? 'provider-down' : code,
    message: soon ? 'fal has not put the result there yet.' : message,
    details: { status: response.status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
  });
}

function readOutput({ body }: VendorResponse, reported: Reported): OperationEnd {
  const output = outputSchema.safeParse(body);
  if (!output.success) throw unreadable('fal', 'a result');
  const { video, images, image, audio, audio_url, has_nsfw_concepts } = output.data;
  if (has_nsfw_concepts?.some(Boolean)) {
    // The safety checker of FLUX gives a black picture and calls it a success.
    const message = 'fal refused the content: its safety checker blacked the picture out.';
    return { state: 'failed', failure: { code: 'content-rejected', message }, charged: 'yes', ...reported };
  }
  const outputs = addressesIn([video, images, image, audio, audio_url]);
  if (outputs.length === 0) throw unreadable('fal', 'a result');
  return { state: 'succeeded', outputs, ...reported };
}

/** The models' own errors; those of gateways and of polling have no type, or none of these statuses. */
function endsWork(status: number, { words, types }: FalProblem): boolean {
  if (status === 422 || status === 500) return true;
  if (status === 400) return !/still in progress/i.test(words);
  return status > 500 && types.length > 0;
}

function readProblem(status: number, problem: FalProblem): OperationEnd {
  if (/\bcancel/i.test(problem.words)) return { state: 'cancelled', charged: 'maybe' };
  // https://docs.fal.ai/errors: server errors are never billed, refused inputs can be.
  if (status < 500) return { state: 'failed', failure: inputFailure(problem), charged: 'maybe' };
  const message = withWords('fal could not make it', problem.words);
  return { state: 'failed', failure: { code: 'provider-failed', message }, charged: 'no' };
}

type Reported = { readonly reportedMicros?: number };

function reportedMicros({ headers }: VendorResponse, unitMicros: number | null): Reported {
  const units = Number.parseFloat(headers['x-fal-billable-units'] ?? '');
  if (unitMicros === null || !(units >= 0)) return {};
  return { reportedMicros: Math.round(units * unitMicros) };
}
