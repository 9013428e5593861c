import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Cut, planCut } from '../../../shared/cut.ts';
import { type Canvas, type Film, newFilm, newScene, type Scene } from '../../../shared/film.ts';
import type { Probe, Role, TakeView } from '../../../shared/take.ts';
import { testTake } from '../../../shared/test-take.ts';
import { probeMedia } from '../../ffmpeg/probe.ts';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';
import { type RenderCut, type RenderedCut, renderCut } from '../exports/render-cut.ts';
import type { Encoding } from '../segments/encoding.ts';

/** For tests only: films of real files, exported as the studio does it. */

export const tiny: Canvas = { aspect: '16:9', width: 160, height: 90, fps: '30' };
const resourcesDir = resolve(import.meta.dirname, '../../../../resources');

export type TrapScene = Partial<Scene> & {
  /** Absolute paths. */
  readonly picture?: string;
  readonly voiced?: string;
  /** What an earlier look at the file said, for files that would not be taken up as they are now. */
  readonly probe?: Partial<Probe>;
};

export type TrapFilm = {
  readonly cut: Cut;
  readonly mediaPath: (takeId: string) => Promise<string>;
  /** Absolute path of each take. */
  readonly files: Readonly<Record<string, string>>;
};
type Renderable = Pick<TrapFilm, 'cut' | 'mediaPath'>;

/** A film over files as they lie, each probed as the studio does when it takes one up. */
export async function trapFilm(
  tools: FfmpegTools,
  scenes: readonly TrapScene[],
  init: Partial<Omit<Film, 'scenes' | 'format' | 'version'>> = {},
): Promise<TrapFilm> {
  const film = {
    ...newFilm({ title: 'Traps', canvas: tiny, ...init }),
    scenes: scenes.map((scene) => newScene(scene)),
  };
  const files = new Map<string, string>();
  const takes = scenes.flatMap(({ picture, voiced, probe }, index) => {
    const file = async (role: Role, path: string): Promise<TakeView> => {
      const known = role === 'picture' ? probe : undefined;
      const take = takeOf(path, film.scenes[index]?.id ?? '', role, known ?? (await probeOnce(tools, path)));
      files.set(take.id, path);
      return take;
    };
    return [...(picture ? [file('picture', picture)] : []), ...(voiced ? [file('voice', voiced)] : [])];
  });
  const mediaPath = async (takeId: string): Promise<string> => files.get(takeId) ?? '';
  const cut = planCut(film, await Promise.all(takes));
  return { cut, mediaPath, files: Object.fromEntries(files) };
}

const probes = new Map<string, Promise<Probe>>();

/** Files of a test do not change, and many scenes show the same. */
function probeOnce(tools: FfmpegTools, path: string): Promise<Probe> {
  const probe = probes.get(path) ?? probeMedia(tools, path);
  probes.set(path, probe);
  return probe;
}

function takeOf(path: string, sceneId: string, role: Role, probe: Partial<Probe>): TakeView {
  const bytes = readFileSync(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return testTake(sceneId, role, probe, { media: { file: path, bytes: Math.max(1, bytes.length), sha256 } });
}

export type Exported = RenderedCut & { readonly file: string; readonly cut: Cut };

/** What is exported when nothing else is said: H.264 of the canvas' own size that hardly loses anything. */
export const trapEncoding = ({ canvas, captionStyle }: Cut): Encoding => ({
  ...{ width: canvas.width, height: canvas.height, fps: canvas.fps, aspect: canvas.aspect, pixelFormat: 'yuv420p' },
  ...{ container: 'mp4', codec: 'h264', encoder: 'libx264', quality: 10, speed: 'ultrafast' },
  ...{ captionStyle, burnt: true },
});

/** All that `renderCut` wants, with a cache and an output in `dir`. */
export function orderOf(
  film: Renderable,
  tools: FfmpegTools,
  dir: string,
  changes: Partial<RenderCut> = {},
): RenderCut {
  const cacheDir = join(dir, 'segments');
  mkdirSync(cacheDir, { recursive: true });
  return {
    ...{ cut: film.cut, encoding: trapEncoding(film.cut), sound: { codec: 'aac', kbps: 192 }, cacheBytes: 1e9 },
    ...{ tools, mediaPath: film.mediaPath, assetPath: async (file) => join(dir, file) },
    ...{ cacheDir, resourcesDir, fontsDir: join(resourcesDir, 'fonts'), output: join(dir, 'film.part.mp4') },
    ...{ signal: new AbortController().signal, onProgress: () => {} },
    ...changes,
  };
}

/** Exports the film into `dir`. */
export async function exportTraps(
  film: Renderable,
  tools: FfmpegTools,
  dir: string,
  changes: Partial<RenderCut> = {},
): Promise<Exported> {
  const order = orderOf(film, tools, dir, changes);
  return { ...(await renderCut(order)), file: order.output, cut: film.cut };
}
