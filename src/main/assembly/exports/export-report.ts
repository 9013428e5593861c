import { basename } from 'node:path';
import type { CutScene } from '../../../shared/cut.ts';
import type { ExportCheck, ExportJob, ExportResult } from '../../../shared/export.ts';
import type { TakeView } from '../../../shared/take.ts';
import { formatSeconds, formatTimecode, frameRateFraction, frameSeconds } from '../../../shared/time.ts';
import type { ExportPlan } from '../../ledger/tables.ts';

const reportTitle = 'Circle Take: export report';

const lineOf = ([name, value]: readonly [string, string]): string => `${name.padEnd(10)}${value}`;

/** How a report about a file begins, by which it is known to be ours and may be overwritten. */
export const reportHead = (destination: string): string =>
  `${reportTitle}\n\n${lineOf(['File', basename(destination)])}\n`;

export type ReportFacts = {
  readonly job: Pick<ExportJob, 'destination' | 'options' | 'createdAt'>;
  readonly plan: Pick<ExportPlan, 'title' | 'cut' | 'preset'>;
  readonly result: ExportResult;
  readonly notes: readonly string[];
  /** Null where it is not known any more. */
  readonly ffmpegVersion: string | null;
};

const captionTexts: Record<ExportJob['options']['captions'], string> = {
  burnt: 'in the picture',
  beside: 'in files beside it',
  both: 'in the picture and in files beside it',
  none: 'none',
};

const checkNames: Record<ExportCheck['name'], string> = {
  ...{ length: 'Length', frames: 'Frames', sync: 'Sync', loudness: 'Loudness', peak: 'Peaks', sound: 'Sound' },
  ...{ black: 'Black', frozen: 'Motion', silence: 'Silence' },
};

/** A page for people that lies beside the exported file: what it is, what was measured, and what it was made of. */
export function reportText(facts: ReportFacts): string {
  const { result, notes, plan } = facts;
  const blocks = [
    [reportTitle],
    aboutFile(facts),
    ['Checks', ...result.checks.map(checkLine)],
    notes.length === 0 ? [] : ['Notes', ...notes.map((note) => `  ${note}`)],
    ['Scenes', ...plan.cut.scenes.flatMap((scene, index) => sceneLines(scene, index, plan))],
  ];
  const text = blocks.filter((block) => block.length > 0).map((block) => block.join('\n'));
  return `${text.join('\n\n')}\n`;
}

function aboutFile({ job, plan, result, ffmpegVersion }: ReportFacts): string[] {
  const { num, den } = frameRateFraction(plan.cut.canvas.fps);
  const size = result.width === null ? [] : [`${result.width} x ${result.height}`];
  const rate = result.frames === null ? [] : [`${Number((num / den).toFixed(3))} frames a second`];
  const lines: [string, string][] = [
    ['File', basename(job.destination)],
    ['Film', plan.title],
    ['Begun', job.createdAt.slice(0, 16).replace('T', ' ').concat(' UTC')],
    ['Preset', [plan.preset.name, ...size, ...rate].join(', ')],
    ['Length', formatSeconds(result.seconds)],
    ['Bytes', result.bytes.toLocaleString('en-US')],
  ];
  if (result.encoder !== null) {
    const made = result.encoder === 'copy' ? 'copied from the takes' : result.encoder;
    lines.push(['Encoder', ffmpegVersion === null ? made : `${made} (FFmpeg ${ffmpegVersion})`]);
    lines.push(['Captions', captionTexts[job.options.captions]]);
    lines.push(['Pieces', `${result.rendered} rendered, ${result.reused} there from before`]);
  }
  return lines.map(lineOf);
}

const checkLine = ({ name, ok, text }: ExportCheck): string =>
  `  ${ok ? 'fine' : 'look'}  ${checkNames[name].padEnd(10)}${text}`;

function sceneLines(scene: CutScene, index: number, { cut }: Pick<ExportPlan, 'cut'>): string[] {
  const at = formatTimecode(frameSeconds(scene.start, cut.canvas.fps));
  const length = formatSeconds(frameSeconds(scene.frames, cut.canvas.fps));
  const picture = scene.picture ? takeText(scene.picture) : 'a slate in its place';
  const lines = [`  ${index + 1}. ${scene.title || 'Untitled'}, at ${at}, ${length}`, `     Picture: ${picture}`];
  if (scene.voice) lines.push(`     Voice: ${takeText(scene.voice.take)}`);
  return [...lines, ...scene.notes.map(({ text }) => `     Note: ${text}`)];
}

/** Prompts stay in the film: a report is passed on with the file. */
function takeText({ number, origin, id }: TakeView): string {
  const by = origin.kind === 'generated' ? `${origin.generator} (${origin.vendor})` : `from ${origin.originalName}`;
  return `take ${number}, ${by}, ${id}`;
}
