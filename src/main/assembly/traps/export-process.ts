import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findTools } from '../../ffmpeg/tools.ts';
import { exportTraps, type TrapScene, tiny, trapFilm } from './trap-film.ts';

/**
 * For tests only: a process that makes one export. Argument: a JSON file with the scenes, the pixels and the folder. It
 * says when it begins to render, and in the end what it took; a process that only probes has its own memory to tell.
 */
const orderSchema = z.object({
  scenes: z.array(z.custom<TrapScene>()),
  width: z.number(),
  height: z.number(),
  dir: z.string(),
  /** FFmpeg to use in place of the one that is found. */
  ffmpeg: z.string().nullable(),
});
export type ProcessOrder = z.infer<typeof orderSchema>;
export type ProcessNews =
  | { readonly kind: 'begins' }
  | { readonly kind: 'done'; readonly frames: number; readonly planned: number; readonly mebibytes: number };

const { scenes, width, height, dir, ffmpeg } = orderSchema.parse(
  JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')),
);
const found = await findTools({ env: process.env });
const tools = ffmpeg === null ? found : { ...found, ffmpeg };
const film = await trapFilm(found, scenes, { canvas: { ...tiny, width, height, fps: '25' } });
const tell = (news: ProcessNews): void => void process.send?.(news);
tell({ kind: 'begins' });
const { frames } = await exportTraps(film, tools, dir);
const mebibytes = process.resourceUsage().maxRSS / 1024;
tell({ kind: 'done', frames, planned: film.cut.frames, mebibytes });
process.disconnect?.();
