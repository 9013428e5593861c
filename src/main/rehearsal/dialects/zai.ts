import { extname } from 'node:path';
import { type Answer, isAddress, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { type SimulatedVendor, type SimulatedVendorOptions, startSimulatedVendor } from '../simulated-vendor.ts';

const problem = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
});
const invalid = (message: string): Answer => problem(400, '1214', message);
const unknownModel = problem(400, '1211', 'Unknown Model, please check the model code.');
const unsafe = { code: '1301', message: 'System detected potentially unsafe or sensitive content.' };

/** The wire format of https://docs.z.ai: video tasks, pictures at once. */
export const zaiDialect: SimulatedDialect = {
  id: 'zai',
  basePath: '/api/paas/v4',
  idOf: (hash) => `8868902201637896192-${Number.parseInt(hash.slice(0, 8), 16)}`,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, '1002', 'Authorization Token is invalid.'),
    'no-credit': problem(429, '1113', 'Insufficient balance or no resource package. Please recharge.'),
    'rate-limited': (seconds) => ({
      ...problem(429, '1302', 'High concurrency usage of this API, please reduce concurrency.'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, '1214', 'The task does not exist.'),
  },
  routes: [
    { method: 'POST', path: /^\/api\/paas\/v4\/videos\/generations$/, step: 'submit', answer: create },
    { method: 'POST', path: /^\/api\/paas\/v4\/images\/generations$/, step: 'submit', answer: paint },
    {
      method: 'GET',
      path: /^\/api\/paas\/v4\/async-result\/(?<id>[\w-]+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job ? { status: 200, body: taskOf(job, origin) } : zaiDialect.refusals['not-found'];
      },
    },
    {
      method: 'GET',
      path: /^\/api\/paas\/v4\/models$/,
      step: 'account',
      answer: () => ({ status: 200, body: { object: 'list', data: [{ id: 'glm-4.6', object: 'model' }] } }),
    },
  ],
};

/** Z.ai on 127.0.0.1: `baseUrl` stands for the address with /api/paas/v4. Nothing it makes costs anything. */
export const startSimulatedZai = (options: SimulatedVendorOptions): Promise<SimulatedVendor> =>
  startSimulatedVendor(zaiDialect, options);

type Video = {
  readonly micros: number;
  readonly seconds: readonly number[];
  readonly takes: readonly string[];
  /** How many pictures it may start from. */
  readonly pictures: readonly number[];
};
const vidu = { takes: ['movement_amplitude', 'with_audio'] };
const vidu1 = { ...vidu, micros: 400_000, seconds: [5] };
const vidu2 = { ...vidu, micros: 200_000, seconds: [4] };

/** Page of prices of 2026. */
const videos: Readonly<Record<string, Video>> = {
  'cogvideox-3': {
    ...{ micros: 200_000, seconds: [5, 10], pictures: [0, 1, 2] },
    takes: ['quality', 'with_audio', 'fps'],
  },
  'viduq1-text': { ...vidu1, pictures: [0], takes: [...vidu.takes, 'style', 'aspect_ratio'] },
  'viduq1-image': { ...vidu1, pictures: [1] },
  'viduq1-start-end': { ...vidu1, pictures: [2] },
  'vidu2-image': { ...vidu2, pictures: [1] },
  'vidu2-start-end': { ...vidu2, pictures: [2] },
};
const videoSizes = '1280x720 720x1280 1024x1024 1920x1080 1080x1920 2048x1080 3840x2160'.split(' ');
const images: Readonly<Record<string, number>> = { 'glm-image': 15_000, 'cogview-4-250304': 10_000 };

type Members = Readonly<Record<string, unknown>>;

function refusedVideo(body: Members, model: Video): Answer | null {
  const { prompt, image_url, size, duration = 5, quality } = body;
  const pictures = [image_url ?? []].flat();
  const known = ['model', 'prompt', 'image_url', 'size', 'duration', ...model.takes];
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  if (unknown !== undefined) return invalid(`${unknown} is not known.`);
  if (typeof prompt !== 'string' || prompt.length > 512) return invalid('prompt has to be of at most 512 characters.');
  if (!pictures.every(isAddress) || !model.pictures.includes(pictures.length))
    return invalid('image_url is not valid.');
  if (!model.seconds.includes(Number(duration))) return invalid('duration is not valid.');
  if (!videoSizes.includes(String(size))) return invalid('size is not valid.');
  return pictures.length === 2 && quality === 'quality' ? invalid('quality has to be speed.') : null;
}

function create(call: SimulatedCall): Answer {
  const body = recordOf(call.body);
  const model = videos[String(body.model)];
  if (!model) return unknownModel;
  const refused = refusedVideo(body, model);
  if (refused) return refused;
  const { id } = call.accept({
    ...{ model: String(body.model), input: body, micros: model.micros, usualSeconds: 120 },
    media: { makes: 'video', prompt: String(body.prompt), seconds: Number(body.duration), aspect: aspectOf(body.size) },
  });
  return { status: 200, body: { model: body.model, id, request_id: 'job-1', task_status: 'PROCESSING' } };
}

function aspectOf(size: unknown): string {
  const [width = 16, height = 9] = String(size).split('x').map(Number);
  if (width === height) return '1:1';
  return width > height ? '16:9' : '9:16';
}

async function paint(call: SimulatedCall): Promise<Answer> {
  const { model, prompt, size = '1024x1024', ...rest } = recordOf(call.body);
  const micros = images[String(model)];
  const sides = String(size).split('x').map(Number);
  if (micros === undefined) return unknownModel;
  if (typeof prompt !== 'string' || prompt === '') return invalid('prompt is required.');
  if (Object.keys(rest).length > 0) return invalid(`${Object.keys(rest)[0]} is not known.`);
  if (!sides.every((side) => side >= 512 && side <= 2048 && side % 16 === 0)) return invalid('size is not valid.');
  const { id, createdAt } = call.accept({
    ...{ model: String(model), input: recordOf(call.body), micros, usualSeconds: 15 },
    media: { makes: 'image', prompt, seconds: 0, aspect: aspectOf(size) },
  });
  const job = await call.jobs.settled(id);
  if (job?.state === 'succeeded') {
    const data = [{ url: `${call.origin}/files/${id}/output.png` }];
    return { status: 200, body: { created: Math.floor(createdAt / 1000), data } };
  }
  if (call.mishap === 'fail-content') return { status: 400, body: { error: unsafe } };
  return problem(500, '500', 'Internal server error.');
}

function taskOf({ state, id, model, mishap, file }: SimulatedJob, origin: string) {
  const task = { model, request_id: 'job-1' };
  switch (state) {
    case 'failed':
      return { ...task, task_status: 'FAIL', ...(mishap === 'fail-content' && { error: unsafe }) };
    case 'succeeded': {
      const url = `${origin}/files/${id}/output${extname(file ?? '')}`;
      const video_result = mishap === 'output-removed' ? [] : [{ url, cover_image_url: `${origin}/cover.jpg` }];
      return { ...task, task_status: 'SUCCESS', video_result };
    }
    default:
      return { ...task, task_status: 'PROCESSING' };
  }
}
