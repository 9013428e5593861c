import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob, SimulatedJobs } from '../simulated-jobs.ts';
import {
  geminiRefusals,
  geminiTokens,
  invalidArgument,
  noModel,
  pictureTokens,
  unknownName,
} from './gemini-answers.ts';
import { generateContent } from './gemini-content.ts';

const notFound = geminiRefusals['not-found'];

/** The wire format of @google/genai 2.32.0: interactions with videos, their files, pictures and voices. */
export const geminiDialect: SimulatedDialect = {
  id: 'gemini',
  basePath: '',
  idOf: (hash) => `v1_${hash.slice(0, 24)}`,
  refunds: ({ state, begun }) => state === 'failed' || (state === 'cancelled' && !begun),
  secretOf: ({ 'x-goog-api-key': key }) => (typeof key === 'string' && key ? key : null),
  refusals: geminiRefusals,
  routes: [
    { method: 'POST', path: /^\/v1(?:beta)?\/interactions$/, step: 'submit', answer: interact },
    {
      method: 'GET',
      path: /^\/v1(?:beta)?\/interactions\/(?<id>[\w-]+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => interactionOf(jobs.get(params.id ?? ''), origin),
    },
    {
      method: 'POST',
      path: /^\/v1(?:beta)?\/interactions\/(?<id>[\w-]+)\/cancel$/,
      step: 'cancel',
      answer: ({ jobs, params, origin }) => interactionOf(jobs.cancel(params.id ?? ''), origin),
    },
    { method: 'GET', path: /^\/v1(?:beta)?\/files\/(?<id>[\w-]+)$/, step: 'result', answer: fileState },
    { method: 'GET', path: /^\/v1(?:beta)?\/files\/(?<id>[\w-]+):download$/, step: 'result', answer: download },
    {
      method: 'POST',
      path: /^\/v1(?:beta)?\/models\/(?<model>[\w.-]+):generateContent$/,
      step: 'submit',
      answer: generateContent,
    },
    {
      method: 'GET',
      path: /^\/v1(?:beta)?\/models$/,
      step: 'account',
      answer: () => ({
        status: 200,
        body: { models: Object.keys(omniModels).map((id) => ({ name: `models/${id}` })) },
      }),
    },
  ],
};

type Omni = { readonly longest: number; readonly microsPerSecond: Readonly<Record<string, number>> };

/** 5792 tokens a second of 720p at $17.50 a million; the newer model by what resellers ask. */
const omniModels: Readonly<Record<string, Omni>> = {
  'gemini-omni-1.1-flash': {
    longest: 10,
    microsPerSecond: { '360p': 30_000, '720p': 101_360, '1080p': 150_000, '4k': 300_000 },
  },
  'gemini-omni-1.2-flash': {
    longest: 15,
    microsPerSecond: { '360p': 23_000, '720p': 70_000, '1080p': 105_000, '4k': 210_000 },
  },
};

const inputMicros = 1.5;

function interact(call: SimulatedCall): Answer {
  const body = recordOf(call.body);
  const format = recordOf(body.response_format);
  const model = omniModels[String(body.model)];
  if (!model) return noModel(body.model);
  const refused = refusedVideo(body, format, model);
  if (refused) return refused;
  const parts = [body.input].flat();
  const text = parts.map((part) => (typeof part === 'string' ? part : String(recordOf(part).text ?? ''))).join('');
  const pictures = parts.filter((part) => recordOf(part).type === 'image').length;
  const seconds = Number.parseInt(String(format.duration), 10);
  const perSecond = model.microsPerSecond[String(format.resolution)] ?? 0;
  const input = geminiTokens(text) + pictures * pictureTokens;
  const job = call.accept({
    ...{ model: String(body.model), input: body, usualSeconds: 70 },
    micros: Math.ceil(perSecond * seconds + input * inputMicros),
    media: { makes: 'video', prompt: text, seconds, aspect: String(format.aspect_ratio) },
  });
  return interactionOf(job, call.origin);
}

type Members = Readonly<Record<string, unknown>>;

function refusedVideo(body: Members, format: Members, model: Omni): Answer | null {
  const seconds = Number(/^(\d+)s$/.exec(String(format.duration))?.[1]);
  const task = recordOf(recordOf(body.generation_config).video_config).task;
  const hasPicture = [body.input].flat().some((part) => isPicture(recordOf(part)));
  if (format.type !== 'video') return invalidArgument('response_format.type has to be video.');
  if (!body.input) return invalidArgument('input is required.');
  if (!(seconds >= 3 && seconds <= model.longest)) return invalidArgument(`Unsupported duration ${format.duration}.`);
  if (model.microsPerSecond[String(format.resolution)] === undefined) return invalidArgument('Unsupported resolution.');
  if (!/^(16:9|9:16)$/.test(String(format.aspect_ratio))) return invalidArgument('Unsupported aspect ratio.');
  if (task === 'image_to_video' ? !hasPicture : task !== 'text_to_video')
    return invalidArgument(`Unsupported task ${task}.`);
  return (
    unknownName(body, ['model', 'input', 'response_format', 'generation_config', 'background', 'store']) ??
    unknownName(format, ['type', 'aspect_ratio', 'resolution', 'duration', 'delivery'])
  );
}

const isPicture = ({ type, data, mime_type }: Members): boolean =>
  type === 'image' && /^[\w+/]+=*$/.test(String(data)) && /^image\//.test(String(mime_type));

function interactionOf(job: SimulatedJob | null, origin: string): Answer {
  if (!job) return notFound;
  const moment = new Date(job.createdAt).toISOString();
  const interaction = { id: job.id, model: job.model, created: moment, updated: moment };
  return { status: 200, body: { ...interaction, ...stateOf(job, origin) } };
}

function stateOf({ state, id, mishap }: SimulatedJob, origin: string) {
  switch (state) {
    case 'waiting':
      return { status: 'queued', steps: [] };
    case 'working':
      return { status: 'in_progress', steps: [] };
    case 'cancelled':
      return { status: 'cancelled', steps: [] };
    case 'failed':
      return { status: 'failed', steps: [], errors: [errorOf(mishap)] };
    case 'succeeded': {
      const video = { type: 'video', mime_type: 'video/mp4', uri: `${origin}/v1beta/files/${id}` };
      const content = mishap === 'output-removed' ? [] : [video];
      return { status: 'completed', steps: [{ type: 'model_output', content }], usage: { total_tokens: 46_400 } };
    }
  }
}

const errorOf = (mishap: SimulatedJob['mishap']) =>
  mishap === 'fail-content'
    ? { code: 'GENERATED_VIDEO_SAFETY', message: 'The video failed a safety check.' }
    : { code: 'internal', message: 'Video generation failed.' };

/** Files that were asked for, of each simulated vendor: the first answer says that it is not ready. */
const asked = new WeakMap<SimulatedJobs, Set<string>>();

function fileState({ jobs, params: { id = '' }, origin }: SimulatedCall): Answer {
  const job = jobs.get(id);
  if (!job?.file) return notFound;
  const isReady = asked.get(jobs)?.has(id) ?? false;
  asked.set(jobs, new Set([...(asked.get(jobs) ?? []), id]));
  const uri = `${origin}/v1beta/files/${id}`;
  const file = { name: `files/${id}`, mimeType: 'video/mp4', uri, downloadUri: `${uri}:download?alt=media` };
  return { status: 200, body: { ...file, state: isReady ? 'ACTIVE' : 'PROCESSING' } };
}

/** Leads to the store that has the bytes. */
function download({ jobs, params: { id = '' }, origin }: SimulatedCall): Answer {
  if (!jobs.get(id)?.file) return notFound;
  return { status: 302, headers: { location: `${origin}/files/${id}/output.mp4` }, body: '' };
}
