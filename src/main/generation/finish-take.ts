import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { type Generator, speaksItself } from '../../shared/generator.ts';
import { inputsDigest } from '../../shared/inputs-digest.ts';
import { formatMicros, priceOf } from '../../shared/money.ts';
import type { Cost, Probe, RemarkCode, TakeView, Word } from '../../shared/take.ts';
import type { Wish } from '../ffmpeg/inspect-remarks.ts';
import { withFileErrors } from '../films/atomic-file.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { AttemptRecord, JobRecord } from '../ledger/tables.ts';
import { badOutput, foreignKind, headBytes } from './bad-output.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { type InspectedFile, inspectFile } from './inspect-file.ts';

export type FinishDeps = Pick<GenerationDeps, 'tools'> & {
  /** Findings that make a take no good by the user's rules; asked for every take. */
  readonly failTakesThatAre: () => readonly RemarkCode[];
};

export type FinishOrder = {
  readonly session: FilmSession;
  readonly record: JobRecord;
  readonly attempt: AttemptRecord;
  readonly generator: Generator;
  /** The staging folder that holds `file`. */
  readonly dir: string;
  readonly file: string;
  readonly words: readonly Word[] | null;
  /** What the vendor says it charged, micros; null when it does not say. */
  readonly reportedMicros: number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/**
 * Makes a take of a finished file. An empty, broken or wrong file is never a success: throws `bad-output`. A take that
 * the user's rules fail is filed all the same, since it is paid for. Also throws `disk-full`, `not-writable` and
 * `missing-tool`, after which it can be done again.
 */
export async function finishTake(deps: FinishDeps, order: FinishOrder): Promise<TakeView> {
  const { session, record, attempt, generator } = order;
  const inspected = await inspect(deps, order);
  const { inputs } = record;
  return session.takes.add(
    {
      id: record.takeId,
      sceneId: record.sceneId,
      role: record.role,
      origin: {
        kind: 'generated',
        generator: record.generator,
        vendor: attempt.vendor,
        jobId: record.id,
        attemptId: attempt.id,
        comparisonId: record.comparisonId,
      },
      prompt: inputs.role === 'picture' ? inputs.prompt : inputs.text,
      // One that the vendor was not sent shaped nothing.
      seed: inputs.role === 'picture' && generator.limits.seed ? inputs.seed : null,
      inputsDigest: inputsDigest(inputs),
      probe: inspected.probe,
      remarks: inspected.remarks,
      measured: inspected.measured,
      words: order.words === null ? null : [...order.words],
      ...(speaksItself(generator) ? { speaks: true } : {}),
      cost: costOf(generator, record, inspected.probe, order.reportedMicros),
      tookMs: Math.max(0, order.now - Date.parse(attempt.createdAt)),
      warnings: [...record.warnings, ...overcharge(record, order.reportedMicros)],
    },
    inspected.files,
  );
}

async function inspect(deps: FinishDeps, order: FinishOrder): Promise<InspectedFile> {
  const { generator, dir, file } = order;
  const wanted = wantedFrom(generator);
  const wish = { ...wishOf(order), failTakesThatAre: deps.failTakesThatAre() };
  const head = await readHead(file);
  if (head.length === 0) throw badOutput(generator.name, 'it is empty');
  try {
    const inspected = await inspectFile({ tools: await deps.tools(), dir, file, wish });
    if (wanted !== 'video' || inspected.probe.kind === 'video') return inspected;
    throw badOutput(generator.name, 'a still picture instead of a video');
  } catch (error) {
    if (!(error instanceof AppError) || !['damaged', 'unsupported'].includes(error.code)) throw error;
    const foreign = foreignKind(head);
    throw badOutput(generator.name, foreign ? `${foreign} instead of a ${wanted}` : inWords(error, file), error);
  }
}

/** The inspection's sentence, to be put behind a colon; the file's name is ours and tells nobody anything. */
const inWords = ({ message }: AppError, file: string): string =>
  message
    .replace(basename(file), 'it')
    .replace(/^The file /, 'it ')
    .replace('it is damaged: ', '')
    .replace(/\.$/, '');

type Wanted = 'video' | 'picture' | 'voice';

const wantedFrom = ({ role, category }: Generator): Wanted =>
  role === 'voice' ? 'voice' : category === 'text-to-image' ? 'picture' : 'video';

function wishOf({ record: { inputs }, generator }: FinishOrder): Omit<Wish, 'failTakesThatAre'> {
  if (inputs.role === 'voice') return { role: 'voice', seconds: null, canvas: null };
  const { width, height } = inputs;
  // Who speaks takes as long as he takes.
  const seconds = wantedFrom(generator) === 'video' && !speaksItself(generator) ? inputs.seconds : null;
  return { role: 'picture', seconds, canvas: { width, height } };
}

async function readHead(file: string): Promise<Uint8Array> {
  return withFileErrors(file, async () => {
    const handle = await open(file);
    try {
      const { bytesRead, buffer } = await handle.read(new Uint8Array(headBytes), 0, headBytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  });
}

/** What the vendor reports, else the price table, applied to what was asked for (pictures) or came out (what is spoken). */
function costOf(generator: Generator, { inputs }: JobRecord, probe: Probe, reportedMicros: number | null): Cost {
  const { price } = generator;
  if (reportedMicros !== null) return { micros: reportedMicros, basis: 'reported' };
  if (price.micros === 0) return { micros: 0, basis: 'free' };
  const seconds = probe.seconds ?? 0;
  if (inputs.role === 'voice')
    return { micros: priceOf(price, { seconds, characters: inputs.text.length }), basis: 'computed' };
  const amount = speaksItself(generator)
    ? { seconds, characters: inputs.script.length }
    : { seconds: inputs.seconds, characters: inputs.prompt.length };
  return { micros: priceOf(price, amount), basis: 'computed' };
}

function overcharge({ priceCeilingMicros }: JobRecord, reportedMicros: number | null): string[] {
  if (reportedMicros === null || reportedMicros <= priceCeilingMicros) return [];
  const said =
    priceCeilingMicros === 0
      ? 'though the price table says free'
      : `more than the ${formatMicros(priceCeilingMicros)} of the price table`;
  return [`Cost ${formatMicros(reportedMicros)}, ${said}.`];
}
