import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { clipAddress, spokenOrder } from './speech.ts';

const yes = (data: object): Answer => ({ status: 200, body: { success: true, data } });
/** Codes and words are our guess: only `success` is documented. */
const no = (code: number, msg: string, status = 200): Answer => ({
  status,
  body: { success: false, error: { code, msg } },
});
const notEnough = no(1402, 'not enough credit');

/** The wire format of https://docs.deepbrain.io, aistudioV3. A token holds the key that it was given for. */
export const deepbrainDialect: SimulatedDialect = {
  id: 'deepbrain',
  basePath: '',
  idOf: (hash) => hash.slice(0, 24),
  // How it refuses content is not documented.
  moderates: false,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => keyIn(authorization),
  refusals: {
    unauthorized: no(1401, 'invalid token', 401),
    'no-credit': notEnough,
    inside: notEnough,
    'rate-limited': (seconds) => ({
      ...no(1429, 'too many requests', 429),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': no(1404, 'there is no such project'),
  },
  routes: [
    { method: 'POST', path: /^\/api\/odin\/v3\/token$/, step: 'session', keyless: true, answer: token },
    { method: 'POST', path: /^\/api\/odin\/v3\/editor\/project$/, step: 'submit', answer: create },
    { method: 'GET', path: /^\/api\/odin\/v3\/editor\/progress\/(?<id>\w+)$/, step: 'poll', answer: look },
  ],
};

const prefix = 'simulated-';
const keyIn = (text: string): string | null =>
  text.startsWith(prefix) ? Buffer.from(text.slice(prefix.length), 'base64url').toString('utf8') || null : null;

function token({ body }: SimulatedCall): Answer {
  const { appId, userKey, isClientToken } = recordOf(body);
  if (typeof appId !== 'string' || typeof userKey !== 'string' || isClientToken !== true)
    return no(1400, 'appId and userKey are required');
  return yes({ token: `${prefix}${Buffer.from(`${appId} ${userKey}`.trim()).toString('base64url')}` });
}

/** $2 a minute. */
const microsPerSecond = 33_300;

function create({ body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const scene = recordOf(Array.isArray(input.scenes) ? input.scenes[0] : null);
  const clip = recordOf(Array.isArray(scene.clips) ? scene.clips[0] : null);
  const script = /^<p>(.+)<\/p>$/s.exec(String(recordOf(clip.script).org))?.[1];
  if (!/^(landscape|portrait)$/.test(String(input.orientation))) return no(1400, 'orientation is not valid');
  if (clip.type !== 'aiModel' || recordOf(clip.model).ai_name !== 'M000045058') return no(1400, 'model is not valid');
  if (script === undefined) return no(1400, 'script is required');
  const aspect = input.orientation === 'portrait' ? '9:16' : '16:9';
  const job = accept(spokenOrder({ model: 'M000045058', input, script, aspect, microsPerSecond }));
  return yes({ key: job.id, cube_used: 1 });
}

function look({ params, jobs, origin }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  return job ? stateOf(job, origin) : deepbrainDialect.refusals['not-found'];
}

function stateOf(job: SimulatedJob, origin: string): Answer {
  switch (job.state) {
    case 'succeeded':
      return yes({ progress: 100, state: 'finish', url: clipAddress(job, origin) });
    case 'failed':
      return no(5000, 'synthesis failed');
    default:
      return yes({ progress: Math.floor(job.fraction * 99), state: 'synthesis' });
  }
}
