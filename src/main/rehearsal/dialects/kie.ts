import { extname } from 'node:path';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { kieModels, kieRunway, kieVeoModels, lacksShape } from './kie-models.ts';
import { type AggregatedModel, complaintAbout, type ModelInput, orderOf } from './models.ts';

/** Most noes come in HTTP 200. */
const no = (code: number, msg: string): Answer => ({ status: 200, body: { code, msg, data: null } });
const yes = (data: unknown): Answer => ({ status: 200, body: { code: 200, msg: 'success', data } });
const poor = "Credits insufficient : Your current balance isn't enough to run this request. Please top up to continue.";

/** The wire format of https://docs.kie.ai: unified tasks, Veo's and Runway's. */
export const kieDialect: SimulatedDialect = {
  id: 'kie',
  basePath: '',
  otherBasePaths: { upload: '/upload' },
  idOf: (hash) => hash.slice(0, 32),
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: no(401, 'You do not have access permissions'),
    'no-credit': no(402, poor),
    'rate-limited': () => no(429, 'Your call frequency is too high. Please try again later.'),
    'not-found': no(404, 'Not Found'),
    inside: no(500, poor),
  },
  routes: [
    { method: 'POST', path: /^\/api\/v1\/jobs\/createTask$/, step: 'submit', answer: createTask },
    { method: 'POST', path: /^\/api\/v1\/veo\/generate$/, step: 'submit', answer: generateVeo },
    { method: 'POST', path: /^\/api\/v1\/runway\/generate$/, step: 'submit', answer: generateRunway },
    { method: 'GET', path: /^\/api\/v1\/jobs\/recordInfo$/, step: 'poll', answer: (call) => show(call, taskOf) },
    { method: 'GET', path: /^\/api\/v1\/veo\/record-info$/, step: 'poll', answer: (call) => show(call, veoOf) },
    { method: 'GET', path: /^\/api\/v1\/runway\/record-detail$/, step: 'poll', answer: (call) => show(call, runwayOf) },
    { method: 'POST', path: /^\/upload\/api\/file-base64-upload$/, step: 'upload', answer: upload },
    { method: 'GET', path: /^\/api\/v1\/chat\/credit$/, step: 'account', answer: () => yes(60.62) },
  ],
};

function accept({ accept: take }: SimulatedCall, name: string, model: AggregatedModel | undefined, input: ModelInput) {
  if (!model) return no(422, 'The model name you specified is not supported.');
  const odd = complaintAbout(model, input);
  if (odd) return no(422, `${odd.name} is ${odd.why}`);
  const { id } = take(orderOf(name, model, input));
  return yes({ taskId: id, recordId: id });
}

function createTask(call: SimulatedCall): Answer {
  const { model, input } = recordOf(call.body);
  return accept(call, String(model), kieModels[String(model)], recordOf(input));
}

function generateVeo(call: SimulatedCall): Answer {
  const { model, ...input } = recordOf(call.body);
  return accept(call, String(model), kieVeoModels[String(model)], input);
}

function generateRunway(call: SimulatedCall): Answer {
  const input = recordOf(call.body);
  if (lacksShape(input)) return no(422, 'aspectRatio is required');
  if (input.quality === '1080p' && input.duration === 10) return no(422, 'quality is invalid');
  return accept(call, 'runway', kieRunway, input);
}

function show({ query, jobs, origin }: SimulatedCall, read: (job: SimulatedJob, url: string | null) => object): Answer {
  const job = jobs.get(query.get('taskId') ?? '');
  if (!job) return no(422, 'recordInfo is null');
  const made = job.file !== null && job.mishap !== 'output-removed';
  return yes({
    taskId: job.id,
    ...read(job, made ? `${origin}/files/${job.id}/output${extname(job.file ?? '')}` : null),
  });
}

const why = ({ mishap }: SimulatedJob): string =>
  mishap === 'fail-content' ? 'Your prompt was flagged by the content policy.' : 'Internal error, please try again.';

const states = { waiting: 'waiting', working: 'generating', succeeded: 'success', failed: 'fail', cancelled: 'fail' };

function taskOf(job: SimulatedJob, url: string | null) {
  const { state, model, input, createdAt } = job;
  const failed = state === 'failed';
  return {
    ...{ model, state: states[state], param: JSON.stringify({ model, input }), createTime: createdAt, costTime: 0 },
    resultJson: state === 'succeeded' ? JSON.stringify({ resultUrls: url ? [url] : [] }) : '',
    ...{ failCode: failed ? '500' : '', failMsg: failed ? why(job) : '' },
  };
}

function veoOf(job: SimulatedJob, url: string | null) {
  const { state } = job;
  const successFlag = state === 'succeeded' ? 1 : state === 'failed' ? 3 : 0;
  const response = state === 'succeeded' ? { resultUrls: url ? [url] : [], resolution: '720p' } : null;
  const failed = state === 'failed';
  return { successFlag, response, errorCode: failed ? 400 : null, errorMessage: failed ? why(job) : '' };
}

function runwayOf(job: SimulatedJob, url: string | null) {
  const words = { ...states, waiting: 'wait' };
  return {
    state: words[job.state],
    videoInfo: { videoUrl: url ?? '' },
    failMsg: job.state === 'failed' ? why(job) : '',
  };
}

function upload({ body, origin }: SimulatedCall): Answer {
  const { base64Data, uploadPath, fileName } = recordOf(body);
  if (!/^data:image\/\w+;base64,\S+$/.test(String(base64Data)) || !uploadPath) return no(400, 'base64Data is invalid');
  const downloadUrl = `${origin}/uploads/${encodeURIComponent(String(fileName))}`;
  return yes({ fileName, filePath: `${uploadPath}/${fileName}`, downloadUrl, mimeType: 'image/png' });
}
