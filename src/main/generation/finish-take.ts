import { AppError } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import { priceOf } from '../../shared/money.ts';
import type { Cost, Probe, TakeView, Word } from '../../shared/take.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { AttemptRecord, JobRecord } from '../ledger/tables.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { type InspectedFile, inspectFile } from './inspect-file.ts';

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
 * Makes a take of a finished file. An empty, broken or wrong file is never a success: throws `provider-failed`. Also
 * throws `disk-full`, `not-writable` and `missing-tool`, after which it can be done again.
 */
export async function finishTake(deps: Pick<GenerationDeps, 'tools'>, order: FinishOrder): Promise<TakeView> {
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
      },
      prompt: inputs.role === 'picture' ? inputs.prompt : inputs.text,
      seed: inputs.role === 'picture' ? inputs.seed : null,
      probe: inspected.probe,
      remarks: inspected.remarks,
      words: order.words === null ? null : [...order.words],
      cost: costOf(generator, record, inspected.probe, order.reportedMicros),
      tookMs: Math.max(0, order.now - Date.parse(attempt.createdAt)),
      warnings: record.warnings,
    },
    inspected.files,
  );
}

async function inspect(deps: Pick<GenerationDeps, 'tools'>, order: FinishOrder): Promise<InspectedFile> {
  const { record, generator, dir, file } = order;
  const { inputs } = record;
  const seconds = inputs.role === 'picture' && generator.category !== 'text-to-image' ? inputs.seconds : null;
  try {
    return await inspectFile({ tools: await deps.tools(), dir, file, role: record.role, seconds });
  } catch (error) {
    if (!(error instanceof AppError) || !['damaged', 'unsupported'].includes(error.code)) throw error;
    const message = `${generator.name} gave a file that cannot be used. ${error.message}`;
    throw new AppError({ code: 'provider-failed', message, details: error.details, cause: error });
  }
}

/** What the vendor reports, else the price table, applied to what was asked for (pictures) or came out (voices). */
function costOf({ price }: Generator, { inputs }: JobRecord, probe: Probe, reportedMicros: number | null): Cost {
  if (reportedMicros !== null) return { micros: reportedMicros, basis: 'reported' };
  if (price.micros === 0) return { micros: 0, basis: 'free' };
  const amount =
    inputs.role === 'picture'
      ? { seconds: inputs.seconds, characters: inputs.prompt.length }
      : { seconds: probe.seconds ?? 0, characters: inputs.text.length };
  return { micros: priceOf(price, amount), basis: 'computed' };
}
