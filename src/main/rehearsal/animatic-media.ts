import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { type Film, picturePrompt } from '../../shared/film.ts';
import type { Generator } from '../../shared/generator.ts';
import type { PictureInputs } from '../../shared/job.ts';
import { runFfmpeg } from '../ffmpeg/run.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { ForkHelper } from '../processes/helper-process.ts';
import type { LocalOrder } from '../vendors/define-vendor.ts';
import { localVoice } from '../vendors/local-voice.ts';
import { sketch } from '../vendors/sketch/sketch.ts';
import { quickly } from './quick-sketch.ts';
import type { MediaOrder, RehearsalMedia } from './simulated-jobs.ts';

const draw = quickly(sketch.picture);
/** However many cores there are, somebody else works on this machine too. */
const mostAtOnce = 4;

type AnimaticOptions = {
  readonly film: Film;
  /** The local voice's row of the catalogue. */
  readonly speaker: Generator;
  /** Made when missing; holds a folder for each order. */
  readonly dir: string;
  readonly tools: FfmpegTools;
  readonly fork: ForkHelper;
  readonly resourcesDir: string;
  /** Stops what is being drawn. */
  readonly signal: AbortSignal;
};

/** What the simulated vendors hand out for a film: quick sketches of its scenes, and its narration by the local voice. */
export function animaticMedia(options: AnimaticOptions): { readonly media: RehearsalMedia; idle(): Promise<void> } {
  const { film, speaker } = options;
  const queue = new PQueue({ concurrency: Math.min(mostAtOnce, availableParallelism()) });
  const inTurn = (make: (order: MediaOrder, common: Common) => Promise<string>) => (order: MediaOrder) =>
    queue.add(async () => make(order, await commonOf(options, order)));
  const video = async (order: MediaOrder, common: Common) =>
    (await draw({ ...common, generator: speaker, inputs: pictureOf(film, order) })).file;
  return {
    media: {
      video: inTurn(video),
      image: inTurn(async (order, common) => {
        const clip = await video({ ...order, seconds: 0.2 }, common);
        const file = join(common.dir, 'still.png');
        await runFfmpeg(options.tools, ['-i', clip, '-frames:v', '1', '-update', '1', file], options);
        return file;
      }),
      audio: inTurn(async ({ prompt }, common) => {
        const inputs = { role: 'voice' as const, text: prompt, voice: null, speed: film.voice.speed };
        return (await localVoice.voice({ ...common, generator: speaker, inputs })).file;
      }),
    },
    idle: () => queue.onIdle(),
  };
}

type Common = Omit<LocalOrder<never>, 'inputs' | 'generator'>;

async function commonOf(options: AnimaticOptions, { id }: MediaOrder): Promise<Common> {
  const { tools, fork, resourcesDir, signal } = options;
  const dir = join(options.dir, id);
  await mkdir(dir, { recursive: true });
  return { still: null, dir, tools, fork, resourcesDir, signal, baseUrl: '', onProgress: () => {} };
}

/** The scene is known by its prompt, which vendors may have cut short. */
function pictureOf(film: Film, { id, prompt, seconds, aspect }: MediaOrder): PictureInputs {
  const index = film.scenes.findIndex((scene) => prompt !== '' && picturePrompt(film, scene).startsWith(prompt));
  const scene = film.scenes[index];
  return {
    ...{ role: 'picture', script: '', prompt, seconds, aspect, stillTakeId: null, endStillTakeId: null },
    script: '',
    title: scene ? `${index + 1}  ${scene.title}`.trim() : '',
    kind: scene?.kind ?? 'story',
    seed: Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 7), 16),
    ...{ width: film.canvas.width, height: film.canvas.height, fps: film.canvas.fps },
  };
}
