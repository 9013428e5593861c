import { readFile } from 'node:fs/promises';
import {
  type Answer,
  recordOf,
  type SimulatedCall,
  type SimulatedDialect,
  spokenSeconds,
} from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { type SimulatedVendor, type SimulatedVendorOptions, startSimulatedVendor } from '../simulated-vendor.ts';
import { historyOf, elevenlabsProblem as problem } from './elevenlabs-answers.ts';
import { fileAnswer } from './file-answer.ts';

/** Characters that a model takes and credits that each of them costs, of ElevenLabs' page of models, 2026-10. */
const models: Readonly<Record<string, { readonly longest: number; readonly credits: number }>> = {
  eleven_multilingual_v2: { longest: 10_000, credits: 1 },
  eleven_v3: { longest: 5000, credits: 1 },
  eleven_flash_v2_5: { longest: 40_000, credits: 0.5 },
};
/** About $0.10 for a thousand. */
const microsPerCredit = 100;

const tooMany = 'Too many concurrent requests. Wait for your own requests to finish.';

/** The wire format of https://elevenlabs.io/docs/api-reference: speech with times, history, subscription. */
export const elevenlabsDialect: SimulatedDialect = {
  id: 'elevenlabs',
  basePath: '',
  idOf: (hash) => hash.slice(0, 20),
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ 'xi-api-key': key }) => (typeof key === 'string' && key ? key : null),
  refusals: {
    unauthorized: problem(401, 'authentication_error', 'invalid_api_key', 'Invalid API key'),
    'no-credit': problem(402, 'payment_required', 'insufficient_credits', 'You have insufficient credits.'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'rate_limit_error', 'rate_limit_exceeded', 'Rate limit exceeded.'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'not_found', 'not_found', 'Not Found'),
    'too-many': problem(429, 'rate_limit_error', 'concurrent_limit_exceeded', tooMany),
  },
  routes: [
    { method: 'POST', path: /^\/v1\/text-to-speech\/(?<voice>\w+)\/with-timestamps$/, step: 'submit', answer: speak },
    {
      method: 'GET',
      path: /^\/v1\/history$/,
      step: 'list',
      answer: ({ jobs, account, query }) => {
        const mine = jobs.list().filter((job) => job.account === account && job.state === 'succeeded');
        return { status: 200, body: historyOf(mine, query) };
      },
    },
    {
      method: 'GET',
      path: /^\/v1\/history\/(?<id>\w+)\/audio$/,
      step: 'result',
      answer: ({ jobs, params, account }) => {
        const job = jobs.get(params.id ?? '');
        return job?.account === account && job.file ? fileAnswer(job.file) : elevenlabsDialect.refusals['not-found'];
      },
    },
    { method: 'GET', path: /^\/v1\/user\/subscription$/, step: 'account', answer: subscription },
  ],
};

/** ElevenLabs on 127.0.0.1. Nothing it makes costs anything. */
export const startSimulatedElevenlabs = (options: SimulatedVendorOptions): Promise<SimulatedVendor> =>
  startSimulatedVendor(elevenlabsDialect, options);

function invalidOf({ body, params, query }: SimulatedCall): Answer | null {
  const { text, model_id: model, voice_settings: settings } = recordOf(body);
  const known = models[String(model)];
  const speed = Number(recordOf(settings).speed ?? 1);
  const refuse = (code: string, message: string) => problem(400, 'validation_error', code, message);
  if (typeof text !== 'string') {
    return { status: 422, body: { detail: [{ loc: ['body', 'text'], msg: 'Field required', type: 'missing' }] } };
  }
  if (!/^[A-Za-z0-9]{20}$/.test(params.voice ?? '')) {
    return problem(404, 'not_found', 'voice_not_found', `A voice with voice_id ${params.voice} was not found.`);
  }
  if (!known) return problem(404, 'not_found', 'model_not_found', `A model with model_id ${model} was not found.`);
  if (text.trim() === '') return refuse('empty_text', 'The text is empty.');
  if (text.length > known.longest)
    return refuse('text_too_long', `The text has more than ${known.longest} characters.`);
  if (!/^mp3_\d+_\d+$/.test(query.get('output_format') ?? 'mp3_44100_128')) {
    return refuse('invalid_output_format', 'The output format is not known.');
  }
  return speed >= 0.7 && speed <= 1.2 ? null : refuse('invalid_parameters', 'The speed has to be from 0.7 to 1.2.');
}

async function speak(call: SimulatedCall): Promise<Answer> {
  const invalid = invalidOf(call);
  if (invalid) return invalid;
  const input = recordOf(call.body);
  const text = String(input.text);
  const speed = recordOf(input.voice_settings).speed;
  const seconds = spokenSeconds(text, speed);
  const credits = Math.ceil(text.length * (models[String(input.model_id)]?.credits ?? 1));
  const { id } = call.accept({
    model: String(input.model_id),
    input: { ...input, voice_id: call.params.voice, output_format: call.query.get('output_format'), credits },
    usualSeconds: 2 + seconds / 20,
    micros: credits * microsPerCredit,
    media: { makes: 'audio', prompt: text, seconds, aspect: '' },
  });
  const job = await call.jobs.settled(id);
  return job?.file ? spokenAnswer(job, await readFile(job.file), { text, seconds, credits }) : failureOf(call);
}

type Spoken = { readonly text: string; readonly seconds: number; readonly credits: number };

function spokenAnswer({ id }: SimulatedJob, audio: Buffer, { text, seconds, credits }: Spoken): Answer {
  const characters = [...text];
  const at = (index: number) => Number(((index / characters.length) * seconds).toFixed(3));
  const alignment = {
    characters,
    character_start_times_seconds: characters.map((_, index) => at(index)),
    character_end_times_seconds: characters.map((_, index) => at(index + 1)),
  };
  return {
    status: 200,
    headers: { 'request-id': `req${id}`, 'character-cost': String(credits) },
    body: { audio_base64: audio.toString('base64'), alignment, normalized_alignment: alignment },
  };
}

/** How blocked content is told is not documented: a 403 without a code of its own is what people report. */
function failureOf({ mishap }: SimulatedCall): Answer {
  if (mishap === 'fail-content') return problem(403, 'authorization_error', null, 'This text is against our terms.');
  if (mishap === 'fail-credit') return problem(401, null, 'quota_exceeded', 'This request exceeds your quota.');
  return problem(500, 'internal_error', null, 'Something went wrong.');
}

function subscription(): Answer {
  return {
    status: 200,
    body: {
      ...{ tier: 'creator', character_count: 1200, character_limit: 100_000, status: 'active', currency: 'usd' },
      ...{ max_credit_limit_extension: 0, can_extend_character_limit: false, allowed_to_extend_character_limit: false },
      ...{ next_character_count_reset_unix: 1_797_724_800, voice_slots_used: 1, voice_limit: 30 },
      ...{
        professional_voice_slots_used: 0,
        professional_voice_slots_used_in_workspace: 0,
        professional_voice_limit: 1,
      },
      ...{ max_voice_add_edits: 95, voice_add_edit_counter: 0, can_extend_voice_limit: false },
      ...{ can_use_instant_voice_cloning: true, can_use_professional_voice_cloning: true },
      ...{ current_overage: { amount: '0', currency: 'usd' }, open_invoices: [], has_open_invoices: false },
    },
  };
}
