import { captionFiles, reportPath, writeBeside } from './beside-files.ts';
import type { Order } from './export-queue.ts';
import { reportText } from './export-report.ts';
import type { MadeExport } from './make-export.ts';

/**
 * Writes what belongs beside a finished export: captions, and the report. What cannot be written becomes a note, since
 * the film itself is there. `ffmpegVersion` null is not known any more.
 */
export async function writeAround(
  { job, plan }: Pick<Order, 'job' | 'plan'>,
  made: MadeExport,
  ffmpegVersion: string | null,
): Promise<MadeExport> {
  const [beside, notes] = [[] as string[], [...job.notes, ...made.notes]];
  const write = async (path: string, text: string, replace: boolean): Promise<void> => {
    const problem = await writeBeside(path, text, { exportId: job.id, replace });
    if (problem) notes.push(problem);
    else beside.push(path);
  };
  const files = captionFiles(job.destination, job.options, plan.cut);
  for (const { path, text } of files) await write(path, text, plan.replace);
  if (files.length === 0 && ['beside', 'both'].includes(job.options.captions))
    notes.push('The film has no captions, so no files of captions were written.');
  const { path, replace } = await reportPath(job.destination);
  await write(path, reportText({ job, plan, result: made.result, notes, ffmpegVersion }), replace);
  return { result: { ...made.result, beside }, notes: notes.slice(job.notes.length) };
}
