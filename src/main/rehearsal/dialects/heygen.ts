import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { clipAddress, spokenOrder } from './speech.ts';

const problem = (status: number, code: string, message: string, param: string | null = null): Answer => ({
  status,
  body: { error: { code, message, param, doc_url: null } },
});
const looks = [
  { id: 'avt_wide_01', preferred_orientation: 'landscape', default_voice_id: 'voice_wide' },
  { id: 'avt_tall_01', preferred_orientation: 'portrait', default_voice_id: null },
].map((look) => ({ ...look, name: look.id, avatar_type: 'studio_avatar', status: 'completed', gender: 'female' }));
const voices = [
  { voice_id: 'voice_es', name: 'Alba', language: 'Spanish', gender: 'female' },
  { voice_id: 'voice_en', name: 'Joe', language: 'English', gender: 'male' },
];

/** The wire format of version 3, https://developers.heygen.com, without uploads and agents. */
export const heygenDialect: SimulatedDialect = {
  id: 'heygen',
  basePath: '',
  idOf: (hash) => `v_${hash.slice(0, 12)}`,
  refunds: ({ state }) => state === 'failed',
  secretOf: (headers) => (typeof headers['x-api-key'] === 'string' ? headers['x-api-key'] : null),
  refusals: {
    unauthorized: problem(401, 'authentication_failed', 'Authentication failed'),
    'no-credit': problem(402, 'insufficient_credit', 'Insufficient credit. Please top up your wallet.'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'rate_limit_exceeded', 'Too many requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'not_found', 'Video not found'),
  },
  routes: [
    { method: 'GET', path: /^\/v3\/users\/me$/, step: 'account', answer: account },
    { method: 'GET', path: /^\/v3\/avatars\/looks$/, step: 'list', answer: () => page(looks) },
    { method: 'GET', path: /^\/v3\/voices$/, step: 'list', answer: () => page(voices) },
    { method: 'POST', path: /^\/v3\/videos$/, step: 'submit', answer: create },
    { method: 'GET', path: /^\/v3\/videos$/, step: 'list', answer: list },
    { method: 'GET', path: /^\/v3\/videos\/(?<id>\w+)$/, step: 'poll', answer: look },
  ],
};

const page = (data: unknown): Answer => ({ status: 200, body: { data, has_more: false, next_token: null } });

function account(): Answer {
  const wallet = { currency: 'usd', remaining_balance: 12.5 };
  return { status: 200, body: { data: { username: 'studio', email: 'studio@example.com', wallet } } };
}

type Input = Readonly<Record<string, unknown>>;

function refused({ aspect_ratio, resolution, script, voice_id, ...face }: Input): Answer | null {
  const wrong = (param: string, message: string) => problem(400, 'invalid_parameter', message, param);
  if (!['16:9', '9:16'].includes(String(aspect_ratio)))
    return wrong('aspect_ratio', 'aspect_ratio must be one of 16:9, 9:16');
  if (!['720p', '1080p', '4k'].includes(String(resolution)))
    return wrong('resolution', 'resolution must be one of 4k, 1080p, 720p');
  if (typeof script !== 'string' || script === '') return wrong('script', 'script is required');
  if (!['voice_wide', ...voices.map((voice) => voice.voice_id)].includes(String(voice_id)))
    return wrong('voice_id', 'voice_id is unknown');
  return isFace(face) ? null : wrong('type', 'a known avatar_id or an image is required');
}

function isFace({ type, avatar_id, image }: Input): boolean {
  if (type === 'avatar') return looks.some(({ id }) => id === avatar_id);
  const { type: given, media_type, data } = recordOf(image);
  const isPicture = /^image\/(png|jpeg|webp)$/.test(String(media_type)) && /^[\w+/]+=*$/.test(String(data));
  return type === 'image' && given === 'base64' && isPicture;
}

/** Dollars per second, developers.heygen.com, 2026. */
const prices: Readonly<Record<string, number>> = {
  'avatar 4k': 83_300,
  avatar: 66_700,
  'image 4k': 66_700,
  image: 50_000,
};

function create({ body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const no = refused(input);
  if (no) return no;
  const type = String(input.type);
  const microsPerSecond = prices[input.resolution === '4k' ? `${type} 4k` : type] ?? 0;
  const said = { script: String(input.script), aspect: String(input.aspect_ratio) };
  const job = accept(spokenOrder({ model: type, input, ...said, microsPerSecond }));
  return { status: 200, body: { data: { video_id: job.id, status: 'waiting' } } };
}

function look({ params, jobs, origin }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  if (!job) return heygenDialect.refusals['not-found'];
  return { status: 200, body: { data: videoOf(job, origin) } };
}

function list({ jobs, account: whose, origin }: SimulatedCall): Answer {
  const own = jobs.list().filter((job) => job.account === whose);
  return page(own.map((job) => videoOf(job, origin)));
}

function videoOf(job: SimulatedJob, origin: string) {
  const { id, createdAt, input } = job;
  const rest = { id, title: input.title ?? '', created_at: Math.floor(createdAt / 1000), gif_url: null };
  return { ...rest, ...stateOf(job, origin) };
}

function stateOf(job: SimulatedJob, origin: string) {
  const none = { video_url: null, duration: null, failure_code: null, failure_message: null };
  switch (job.state) {
    case 'succeeded':
      return { ...none, status: 'completed', video_url: clipAddress(job, origin) };
    case 'failed':
      return job.mishap === 'fail-content'
        ? { ...none, status: 'failed', failure_code: 'content_moderation_failed', failure_message: 'Content refused' }
        : { ...none, status: 'failed', failure_code: 'rendering_failed', failure_message: 'Rendering failed' };
    default:
      return { ...none, status: job.state === 'waiting' ? 'pending' : 'processing' };
  }
}
