import { nearestShape } from '../../vendors/kit/nearest-shape.ts';
import { isAddress, spokenSeconds } from '../simulated-dialect.ts';
import type { SimulatedOrder } from '../simulated-jobs.ts';

export type ModelInput = Readonly<Record<string, unknown>>;

/** What an input of a model may be: one of a list, or of a kind. `address`: of a file, or the file itself. */
type Accepts =
  | readonly (string | number | boolean)[]
  | 'text'
  | 'whole'
  | 'number'
  | 'yes-no'
  | 'address'
  | 'addresses'
  | ((value: unknown) => boolean);

/** One model at a simulated aggregator. */
export type AggregatedModel = {
  readonly makes: 'video' | 'image' | 'audio';
  readonly requires: readonly string[];
  readonly takes: Readonly<Record<string, Accepts>>;
  /** Micro-dollars. */
  readonly micros: (input: ModelInput) => number;
  readonly usualSeconds: number;
};

const isOf = {
  text: (value: unknown) => typeof value === 'string' && value !== '',
  whole: Number.isInteger,
  number: (value: unknown) => typeof value === 'number',
  'yes-no': (value: unknown) => typeof value === 'boolean',
  address: isAddress,
  addresses: (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isAddress),
};

function accepts(kind: Accepts, value: unknown): boolean {
  if (typeof kind === 'function') return kind(value);
  return typeof kind === 'string' ? isOf[kind](value) : kind.some((each) => each === value);
}

export type Complaint = { readonly name: string; readonly why: 'missing' | 'unknown' | 'invalid' };

/** The first thing that is wrong with an input, or null. Stricter than most vendors with names they do not know. */
export function complaintAbout({ requires, takes }: AggregatedModel, input: ModelInput): Complaint | null {
  const missing = requires.find((name) => input[name] === undefined || input[name] === '');
  if (missing !== undefined) return { name: missing, why: 'missing' };
  for (const [name, value] of Object.entries(input)) {
    const kind = Object.hasOwn(takes, name) ? takes[name] : undefined;
    if (kind === undefined) return { name, why: 'unknown' };
    if (!accepts(kind, value)) return { name, why: 'invalid' };
  }
  return null;
}

/** What is charged for an input of a model, and what is made of it. */
export function orderOf(
  model: string,
  { makes, micros, usualSeconds }: AggregatedModel,
  input: ModelInput,
): SimulatedOrder {
  const said = input.prompt ?? input.positivePrompt ?? input.text ?? input.input ?? '';
  const prompt = String(said);
  const seconds = makes === 'audio' ? spokenSeconds(prompt, input.speed) : secondsIn(input);
  return {
    ...{ model, input, micros: Math.round(micros(input)), usualSeconds },
    media: { makes, prompt, seconds: makes === 'image' ? 0 : seconds, aspect: aspectIn(input) },
  };
}

/** The length that an input asks for; 5 where it does not say. */
export const secondsIn = ({ duration, seconds }: ModelInput): number => Number(duration ?? seconds ?? 5) || 5;

export function aspectIn({ aspect_ratio, aspectRatio, ratio, size, image_size, width, height }: ModelInput): string {
  const sides = typeof image_size === 'object' && image_size !== null ? { ...image_size } : { width, height };
  const said = [aspect_ratio, aspectRatio, ratio, size, image_size, Object.values(sides).join('x')];
  const shape = said.map((each) => /^(\d+)[:x](\d+)$/.exec(String(each))).find(Boolean);
  return nearestShape(['16:9', '9:16', '1:1', '4:5'], {
    width: Number(shape?.[1] ?? 16),
    height: Number(shape?.[2] ?? 9),
  });
}
