import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorResponse,
} from './define-vendor.ts';
import { readRoute } from './kit/check-wish.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, noInside, sayNo, withoutFile } from './kit/say-no.ts';
import { checkSpoken, spokenWarnings } from './kit/spoken-wish.ts';

// Pictory cuts stock pictures to a script and speaks it. https://docs.pictory.ai
// Only the scheme with one key is built, not the older one with a client's id and secret.

/** Catalogue row -> how the script is cut and spoken. */
export const pictoryRouteSchema = z.strictObject({
  speaker: z.string(),
  language: z.string(),
  music: z.boolean(),
});

const shapes = ['16:9', '9:16', '1:1'] as const;

const idSchema = z.string().min(1);
const jobIdSchema = z.union([
  z.looseObject({ jobId: idSchema }).transform(({ jobId }) => jobId),
  z.looseObject({ job_id: idSchema }).transform(({ job_id }) => job_id),
]);
/** Older versions have the job's name at the top. */
const submittedSchema = z.union([z.looseObject({ data: jobIdSchema }).transform(({ data }) => data), jobIdSchema]);
const jobSchema = z.looseObject({
  data: z.looseObject({
    status: z.string(),
    renderProgress: z.number().nullish(),
    videoURL: z.string().nullish(),
    encodedVideoURL: z.string().nullish(),
    error_code: z.string().nullish(),
    error_message: z.string().nullish(),
  }),
});
const problemSchema = z.looseObject({
  message: z.string().nullish(),
  data: z.looseObject({ error_code: z.string().nullish(), error_message: z.string().nullish() }).nullish(),
});
const noSchema = problemSchema.extend({ success: z.literal(false) });

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { speaker, language, music } = readRoute(pictoryRouteSchema, generator, 'Pictory');
  const wish = checkSpoken(generator, inputs);
  const body = {
    videoName: wish.title || 'Scene',
    aspectRatio: nearestShape(shapes, wish),
    language,
    saveProject: false,
    scenes: [{ story: wish.script, createSceneOnEndOfSentence: true, createSceneOnNewLine: true }],
    voiceOver: { enabled: true, aiVoices: [{ speaker, speed: 100, amplificationLevel: 0 }] },
    backgroundMusic: music ? { enabled: true, autoMusic: true, volume: 0.2 } : { enabled: false },
  };
  const warnings = spokenWarnings(generator, wish, 'finds its own pictures for the narration');
  return { request: { method: 'POST', path: '/pictoryapis/v2/video/storyboard/render', body } as const, warnings };
}

function readOperation(response: VendorResponse): Operation {
  if (noSchema.safeParse(response.body).success) throw noInside(refusal(response, 'provider-failed'));
  const submitted = submittedSchema.safeParse(response.body);
  if (submitted.success) return { id: submitted.data };
  throw unreadable('Pictory');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const job = jobSchema.safeParse(body);
  if (!job.success) throw unreadable('Pictory');
  const { status, videoURL, encodedVideoURL, error_code, error_message, renderProgress } = job.data.data;
  switch (status) {
    case 'completed': {
      const output = videoURL ?? encodedVideoURL;
      return output ? { state: 'succeeded', outputs: [output] } : withoutFile('Pictory', 'maybe');
    }
    case 'failed': {
      const code = isModeration(error_code) ? 'content-rejected' : 'provider-failed';
      return couldNot('Pictory', code, quote(error_message), 'maybe');
    }
    default:
      return { state: 'running', progress: { text: 'Pictory is rendering', ...fractionOf(renderProgress) } };
  }
}

const fractionOf = (progress: number | null | undefined): { fraction?: number } =>
  typeof progress === 'number' && progress >= 0 && progress <= 100 ? { fraction: progress / 100 } : {};

/** The codes of refused content are not listed. */
const isModeration = (code: string | null | undefined): boolean => /MODERAT|POLICY|UNSAFE/i.test(code ?? '');

/** An answer's own code where it is one that is known, else `usual`. */
function refusal(response: VendorResponse, usual: ErrorCode): VendorFailure {
  const { message, data } = problemSchema.safeParse(response.body).data ?? {};
  const code = data?.error_code ?? '';
  const known = /CREDIT|QUOTA|MINUTES/i.test(code) ? 'no-credit' : isModeration(code) ? 'content-rejected' : usual;
  return sayNo('Pictory', known, response, quote(data?.error_message ?? message));
}

const readFailure = (response: VendorResponse): VendorFailure => refusal(response, codeOfStatus(response.status));

export const pictory = defineVendor({
  kind: 'remote',
  id: 'pictory',
  name: 'Pictory',
  baseUrl: 'https://api.pictory.ai',
  keyUrl: 'https://app.pictory.ai/api-access',
  keyVariable: 'PICTORY_API_KEY',
  auth: (secret) => ({ authorization: secret }),
  evidence: {
    sources: ['https://docs.pictory.ai', 'https://pictory-api.readme.io (older)'],
    confidence: { auth: 'A', submit: 'B', poll: 'A', errors: 'D', prices: 'D' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'The path that renders at once was not seen verbatim for version 2.',
      'Subscriptions sell minutes; the price takes $1 for a minute.',
      'How used-up minutes and refused content are said is not documented: the names of their codes are guessed.',
      'Shapes besides 9:16 are taken from the product’s own pages.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Pictory cannot stop a job that it took, and counts its minutes.',
  lookUrl: 'https://app.pictory.ai',
  // Who asks more often may be told to slow down.
  pollEveryMs: 15_000,
  submit: { toRequest, readOperation },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', path: `/pictoryapis/v1/jobs/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/pictoryapis/v2/projects' }),
    // Only that it answers is documented.
    readAccount: () => ({ name: 'Pictory account' }),
  },
  readFailure,
});
