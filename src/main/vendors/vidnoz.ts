import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { readRoute } from './kit/check-wish.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, noInside, sayNo } from './kit/say-no.ts';
import { checkSpoken, spokenWarnings } from './kit/spoken-wish.ts';

// Vidnoz takes forms and says yes by `code` 200 inside the answer. https://www.vidnoz.com/docs
// What the numbers of `status` mean is not documented: work is over when there is an address of a file.

/** Catalogue row -> who speaks; an account's own avatars are at vidnoz.com. */
export const vidnozRouteSchema = z.strictObject({
  avatar: z.string(),
  /** 1: the whole figure, 2: half of it, 3: in a circle. */
  style: z.enum(['1', '2', '3']),
  voice: z.string(),
});

const aspects: Readonly<Record<string, string>> = { '16:9': '1', '9:16': '2', '1:1': '3' };

const codeSchema = z.looseObject({ code: z.number(), message: z.string().nullish() });
const idSchema = z.string().min(1);
const submittedSchema = z.looseObject({
  data: z.union([z.looseObject({ task_id: idSchema }), z.looseObject({ id: idSchema })]),
});
const urlSchema = z.looseObject({ url: z.string().nullish() });
const taskSchema = z.looseObject({
  data: z.looseObject({ additional_data: urlSchema.extend({ video_720p: urlSchema.nullish() }).nullish().catch(null) }),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { avatar, style, voice } = readRoute(vidnozRouteSchema, generator, 'Vidnoz');
  const wish = checkSpoken(generator, inputs);
  const form = {
    name: wish.title || undefined,
    aspect: aspects[nearestShape(Object.keys(aspects), wish)],
    'avatar[id]': avatar,
    'avatar[style]': style,
    'voice[tts][id]': voice,
    'voice[tts][text]': wish.script,
  };
  const warnings = spokenWarnings(generator, wish, 'shows a presenter');
  return { request: { method: 'POST', path: '/v2/task/avatar-to-video', form } as const, warnings };
}

function readOperation(response: VendorResponse): Operation {
  if (brokeOff(response)) throw unreadable('Vidnoz');
  const no = refusalIn(response);
  if (no) throw noInside(no);
  const submitted = submittedSchema.safeParse(response.body);
  if (!submitted.success) throw unreadable('Vidnoz');
  const { task_id, id } = submitted.data.data;
  return { id: task_id ?? id };
}

const detail = (id: unknown): VendorRequest => ({
  method: 'POST',
  path: '/v2/task/detail',
  form: { id: String(id) },
});

function readStatus(response: VendorResponse): OperationStatus {
  const no = refusalIn(response);
  // A key that was refused, or haste, says nothing about the work.
  if (no && no.code !== 'provider-failed') throw noInside(no);
  if (no) return couldNot('Vidnoz', 'provider-failed', wordsIn(response), 'maybe');
  const task = taskSchema.safeParse(response.body);
  if (!task.success) throw unreadable('Vidnoz');
  const { additional_data: files } = task.data.data;
  const output = files?.video_720p?.url || files?.url;
  if (output) return { state: 'succeeded', outputs: [output] };
  return { state: 'running', progress: { text: 'Vidnoz is working' } };
}

const wordsIn = ({ body }: VendorResponse): string => quote(codeSchema.safeParse(body).data?.message);

/** Codes inside the answer; 803 is what clients see for haste. */
const codes: Readonly<Record<number, ErrorCode>> = {
  ...{ 400: 'invalid-input', 401: 'unauthorized', 402: 'no-credit', 403: 'unauthorized' },
  ...{ 422: 'invalid-input', 429: 'rate-limited', 803: 'rate-limited' },
};

function refusalIn(response: VendorResponse): VendorFailure | null {
  const code = codeSchema.safeParse(response.body).data?.code;
  if (code === undefined || code === 200) return null;
  return sayNo('Vidnoz', codes[code] ?? 'provider-failed', response, wordsIn(response));
}

/** What broke off half-way may have been carried out. */
const brokeOff = ({ body }: VendorResponse): boolean => {
  const code = codeSchema.safeParse(body).data?.code ?? 0;
  return code >= 500 && code < 600;
};

const readFailure = (response: VendorResponse): VendorFailure =>
  sayNo('Vidnoz', codeOfStatus(response.status), response, wordsIn(response));

/** No call is known that only checks a key: work that cannot be is asked for, and any answer but a refused key will do. */
function accepts(response: VendorResponse): boolean {
  const refused = response.status >= 500 || codeOfStatus(response.status) === 'unauthorized';
  return !refused && refusalIn(response)?.code !== 'unauthorized';
}

export const vidnoz = defineVendor({
  kind: 'remote',
  id: 'vidnoz',
  name: 'Vidnoz',
  baseUrl: 'https://devapi.vidnoz.com',
  keyUrl: 'https://www.vidnoz.com/api.html',
  keyVariable: 'VIDNOZ_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://www.vidnoz.com/docs', 'https://vidnoz.com/overview/limits.html', 'two public clients (polling)'],
    confidence: { auth: 'B', submit: 'B', poll: 'C', errors: 'D', prices: 'B' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'Experimental: rests on documents alone.',
      'Which avatars and voices an account has cannot be asked for; the row names those of an example, and a row of your own can name others.',
      'What the numbers of a task’s status mean is not documented: work is over when there is a file, and work that failed may be waited for in vain.',
      'How a bad key, missing credit and refused content are said is not documented.',
      'The price is that of the plan of $80 a month: 4 credits for a minute of video and 1 for a minute of speech.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Vidnoz cannot stop a task that it took, and bills it.',
  lookUrl: 'https://www.vidnoz.com',
  pollEveryMs: 6000,
  submit: { toRequest, readOperation },
  poll: { toRequest: ({ id }) => detail(id), readStatus },
  testKey: {
    toRequest: () => detail('none'),
    accepts,
    readAccount: () => ({ name: 'Vidnoz account' }),
  },
  readFailure,
});
