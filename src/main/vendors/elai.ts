import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import {
  defineVendor,
  type ListedOperation,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type SentRequest,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { elaiDraft, elaiSpeakerSchema, pictureIn } from './elai-slide.ts';
import { readRoute } from './kit/check-wish.ts';
import { listedState } from './kit/listed-video.ts';
import { quote, readAs } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';
import { checkSpoken, spokenWarnings } from './kit/spoken-wish.ts';

// Elai renders drafts: the draft is free and made beforehand, to render it is what is paid. https://elai.readme.io

const listSchema = z.union([z.array(z.unknown()), z.looseObject({ avatars: z.array(z.unknown()) })]);
const draftSchema = z.looseObject({ _id: z.string().min(1) });
const preparedSchema = z.object({ people: z.unknown(), draft: z.string().optional() });
/** What the answer to rendering holds is not documented: something short, or the video itself. */
const acceptedSchema = z.union([
  z.string().regex(/^"?\w[\w .]{0,40}"?$/),
  z.looseObject({ status: z.string() }),
  z.looseObject({ accepted: z.literal(true) }),
  draftSchema,
]);
const videoSchema = z.looseObject({ status: z.string(), url: z.string().nullish() });
const problemSchema = z.looseObject({ message: z.string().nullish() });

function prepareRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown): VendorRequest | null {
  const speaker = readRoute(elaiSpeakerSchema, generator, 'Elai');
  const wish = checkSpoken(generator, inputs);
  if (prepared === undefined) return { method: 'GET', path: '/avatars' };
  const { people, draft } = preparedSchema.parse(prepared);
  if (draft !== undefined) return null;
  return { method: 'POST', path: '/videos', body: elaiDraft(speaker, wish, pictureIn(people, speaker.avatar)) };
}

function readPrepared({ body }: VendorResponse, prepared: unknown): z.infer<typeof preparedSchema> {
  if (prepared === undefined) {
    return { people: readAs(listSchema, body, 'Elai', 'a list of presenters') };
  }
  return { people: null, draft: readAs(draftSchema, body, 'Elai', 'a draft')._id };
}

const renderPath = '/videos/render/';

function toRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown) {
  const wish = checkSpoken(generator, inputs);
  const { draft = '' } = preparedSchema.parse(prepared);
  const request = { method: 'POST', path: `${renderPath}${encodeURIComponent(draft)}` } as const;
  return { request, warnings: spokenWarnings(generator, wish, 'shows a presenter') };
}

const draftIn = (path: string): string => decodeURIComponent(path.slice(renderPath.length));

/** What became of the one draft that was to be rendered: nothing, where it still is a draft. */
function readRecent({ body }: VendorResponse, { request, inputs, sentAt }: SentRequest): ListedOperation[] {
  const { status } = readAs(videoSchema, body, 'Elai');
  if (status === 'draft') return [];
  const id = draftIn(request.path);
  const state = listedState(status, { done: 'ready', lost: ['error', 'moderation'] });
  const about = inputs.role === 'picture' ? inputs.script : '';
  return [{ operation: { id }, name: id, takenAt: sentAt, state, about, match: 'same' }];
}

function readOperation({ body }: VendorResponse, { path }: VendorRequest): Operation {
  readAs(acceptedSchema, body, 'Elai');
  return { id: draftIn(path) };
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const { status, url } = readAs(videoSchema, body, 'Elai');
  switch (status) {
    case 'ready':
      return url ? { state: 'succeeded', outputs: [url] } : withoutFile('Elai', 'maybe');
    case 'error':
      return couldNot('Elai', 'provider-failed', '', 'maybe');
    case 'moderation':
      return couldNot('Elai', 'content-rejected', 'its moderation holds the video back', 'maybe');
    case 'draft':
      return { state: 'running', progress: { text: "waits in Elai's queue" } };
    default:
      return { state: 'running', progress: { text: 'Elai is rendering' } };
  }
}

function readFailure(response: VendorResponse): VendorFailure {
  const words = quote(problemSchema.safeParse(response.body).data?.message);
  return sayNo('Elai', codeOfStatus(response.status), response, words);
}

const video = (id: unknown): VendorRequest => ({ method: 'GET', path: `/videos/${encodeURIComponent(String(id))}` });

export const elai = defineVendor({
  kind: 'remote',
  id: 'elai',
  name: 'Elai',
  baseUrl: 'https://apis.elai.io/api/v1',
  keyUrl: 'https://app.elai.io/profile/api',
  keyVariable: 'ELAI_API_TOKEN',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://elai.readme.io'],
    confidence: { auth: 'A', submit: 'B', poll: 'B', errors: 'B', prices: 'D' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'Plans sell minutes; the price takes $2 for a minute.',
      'What the list of presenters and the answer to rendering hold is not documented in full.',
      'Whether the state “moderation” is the end is not documented; it is taken for a refusal.',
      'The upright layout of a slide is worked out from the wide one.',
      'How haste is said is not documented; 429 is taken for it.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Elai cannot stop a video that it renders, and counts its minutes.',
  lookUrl: 'https://app.elai.io',
  prepare: { toRequest: prepareRequest, read: readPrepared },
  pollEveryMs: 15_000,
  submit: { toRequest, readOperation },
  poll: { toRequest: ({ id }) => video(id), readStatus },
  recent: { toRequest: ({ request }) => video(draftIn(request.path)), read: readRecent },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/videos?page=1&limit=1' }),
    // Only that it answers is documented.
    readAccount: () => ({ name: 'Elai account' }),
  },
  readFailure,
});
