import type { Answer } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';

/** `code: null`: a refusal that names none, as older ones. `type: null`: older ones have `status` and `message` only. */
export function elevenlabsProblem(status: number, type: string | null, code: string | null, message: string): Answer {
  const detail = type === null ? { status: code, message } : { type, ...(code && { code, status: code }), message };
  return { status, body: { detail } };
}

/** GET /v1/history: `jobs` are the account's, newest first. */
export function historyOf(jobs: readonly SimulatedJob[], query: URLSearchParams) {
  const wanted = jobs.filter(
    ({ input, model, createdAt }) =>
      (!query.has('model_id') || query.get('model_id') === model) &&
      (!query.has('voice_id') || query.get('voice_id') === input.voice_id) &&
      createdAt / 1000 >= Number(query.get('date_after_unix') ?? 0),
  );
  const page = wanted.slice(0, Number(query.get('page_size') ?? 100));
  return {
    history: page.map((job) => itemOf(job, jobs)),
    last_history_item_id: page.at(-1)?.id,
    has_more: page.length < wanted.length,
  };
}

function itemOf(job: SimulatedJob, jobs: readonly SimulatedJob[]) {
  const older = jobs.slice(jobs.indexOf(job) + 1).reduce((sum, { input }) => sum + Number(input.credits), 0);
  const { id, input, model, createdAt } = job;
  return {
    ...{ history_item_id: id, request_id: `req${id}`, voice_id: input.voice_id, model_id: model, text: input.text },
    ...{ voice_name: 'George', voice_category: 'premade', source: 'TTS', content_type: 'audio/mpeg', state: 'created' },
    date_unix: Math.floor(createdAt / 1000),
    character_count_change_from: older,
    character_count_change_to: older + Number(input.credits),
    settings: input.voice_settings ?? {},
  };
}
