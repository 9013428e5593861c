import {
  type Answer,
  recordOf,
  type SimulatedCall,
  type SimulatedDialect,
  spokenSeconds,
} from '../simulated-dialect.ts';
import { fileAnswer } from './file-answer.ts';

const models = ['kokoro', 'tts-1'];
/** Two letters say language and sex; several voices may be mixed by `+`. */
const kokoroVoice = /^[abefhijpz][fm]_[a-z]+(\+[abefhijpz][fm]_[a-z]+)*$/;
const openaiVoice = /^(alloy|echo|fable|onyx|nova|shimmer)$/;

const problem = (status: number, error: string, message: string): Answer => ({
  status,
  body: { detail: { error, message, type: 'invalid_request_error' } },
});

/** The wire format of Kokoro-FastAPI 0.2, which is OpenAI's for speech. It knows no prices and refuses no words. */
export const speechServerDialect: SimulatedDialect = {
  id: 'speech-server',
  basePath: '',
  idOf: (hash) => hash.slice(0, 16),
  refunds: ({ state }) => state === 'failed',
  moderates: false,
  secretOf: ({ authorization }) =>
    authorization === undefined ? 'anybody' : (/^Bearer (\S+)$/.exec(authorization)?.[1] ?? null),
  refusals: {
    unauthorized: { status: 401, body: { detail: 'Unauthorized' } },
    ...{ 'no-credit': null, 'rate-limited': null },
    'not-found': { status: 404, body: { detail: 'Not Found' } },
  },
  routes: [
    { method: 'POST', path: /^\/v1\/audio\/speech$/, step: 'submit', answer: speak },
    {
      method: 'GET',
      path: /^\/v1\/models$/,
      step: 'account',
      answer: () => ({
        status: 200,
        body: { object: 'list', data: models.map((id) => ({ id, object: 'model', created: 0, owned_by: 'kokoro' })) },
      }),
    },
  ],
};

async function speak({ body, accept, jobs }: SimulatedCall): Promise<Answer> {
  const input = recordOf(body);
  const { model, input: text, voice, speed = 1, response_format } = input;
  if (typeof text !== 'string' || text.trim() === '') return problem(400, 'validation_error', 'Input text is empty.');
  if (!models.includes(String(model))) return problem(400, 'invalid_model', `Unsupported model: ${model}`);
  if (!(model === 'kokoro' ? kokoroVoice : openaiVoice).test(String(voice))) {
    return problem(400, 'validation_error', `Voice '${voice}' not found.`);
  }
  if (typeof speed !== 'number' || speed < 0.25 || speed > 4) return problem(422, 'validation_error', 'speed');
  if (response_format !== 'mp3' && response_format !== undefined) return problem(400, 'validation_error', 'format');
  const seconds = spokenSeconds(text, speed);
  const { id } = accept({
    ...{ model: String(model), input, micros: 0, usualSeconds: 1 + seconds / 20 },
    media: { makes: 'audio', prompt: text, seconds, aspect: '' },
  });
  const job = await jobs.settled(id);
  return job?.file ? fileAnswer(job.file) : problem(500, 'processing_error', 'It broke off.');
}
