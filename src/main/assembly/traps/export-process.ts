import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Cut } from '../../../shared/cut.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { exportTraps } from './trap-film.ts';

/**
 * For tests only: a process that makes one export. Argument: a JSON file with the cut, its files and the folder. It says
 * when it begins to render, and in the end what it took.
 */
const orderSchema = z.object({
  cut: z.custom<Cut>(),
  /** Absolute path of each take. */
  files: z.record(z.string(), z.string()),
  dir: z.string(),
  /** FFmpeg to use in place of the one that is found. */
  ffmpeg: z.string().nullable(),
});
export type ProcessOrder = z.infer<typeof orderSchema>;
export type ProcessNews =
  | { readonly kind: 'begins' }
  | { readonly kind: 'done'; readonly frames: number; readonly mebibytes: number };

const { cut, files, dir, ffmpeg } = orderSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const found = await findTools({ env: process.env });
const tools = ffmpeg === null ? found : { ...found, ffmpeg };
const tell = (news: ProcessNews): void => void process.send?.(news);
tell({ kind: 'begins' });
const mediaPath = async (takeId: string): Promise<string> => files[takeId] ?? '';
const { frames } = await exportTraps({ cut, mediaPath }, tools, dir);
tell({ kind: 'done', frames, mebibytes: process.resourceUsage().maxRSS / 1024 });
process.disconnect?.();
