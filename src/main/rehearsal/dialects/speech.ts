import { extname } from 'node:path';
import { spokenSeconds } from '../simulated-dialect.ts';
import type { SimulatedJob, SimulatedOrder } from '../simulated-jobs.ts';

type Spoken = {
  readonly model: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** What is said. */
  readonly script: string;
  readonly aspect: string;
  readonly microsPerSecond: number;
};

/** A clip in which somebody speaks: as long as its words, billed by its length. */
export function spokenOrder({ model, input, script, aspect, microsPerSecond }: Spoken): SimulatedOrder {
  const seconds = spokenSeconds(script, 1);
  return {
    ...{ model, input, usualSeconds: 60 + seconds * 2, micros: Math.ceil(seconds * microsPerSecond) },
    media: { makes: 'video', prompt: script, seconds, aspect },
  };
}

/** Where the result of a job is; null where it was removed. */
export const clipAddress = ({ id, file, mishap }: SimulatedJob, origin: string): string | null =>
  mishap === 'output-removed' ? null : `${origin}/files/${id}/video${extname(file ?? '')}`;
