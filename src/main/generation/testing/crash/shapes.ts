import type { Role } from '../../../../shared/take.ts';
import type { Sabotage } from '../../../rehearsal/sabotage.ts';
import type { Act } from './life-order.ts';

/** A way in which vendors take work, give receipts and hand out results, with two generators to fall back through. */
export type Shape = {
  readonly name: string;
  readonly vendor: string;
  readonly role: Role;
  /** Where our price table has the price that the simulated vendor charges. */
  readonly generators: readonly [string, string];
  /** The vendor lists what it took, so that nothing of it is ever lost. */
  readonly lists: boolean;
  /** To the engine, its vendor works just as that of another shape does; only the adapter is another. */
  readonly twin: boolean;
};

const shape = (
  name: string,
  role: Role,
  generators: Shape['generators'],
  { vendor = name, lists = false, twin = false }: Partial<Pick<Shape, 'vendor' | 'lists' | 'twin'>> = {},
): Shape => ({ name, role, generators, vendor, lists, twin });

export const shapes: readonly Shape[] = [
  shape('replicate', 'picture', ['hailuo-02', 'ray-flash-2'], { lists: true }),
  shape('fal', 'picture', ['fal-hailuo-02', 'fal-ltx-2-fast']),
  shape('piapi', 'picture', ['piapi-kling-2.5', 'piapi-hunyuan'], { twin: true }),
  shape('runway', 'picture', ['runway-gen-4.5', 'runway-gen-4-image'], { twin: true }),
  shape('elevenlabs', 'voice', ['elevenlabs-multilingual-v2', 'elevenlabs-flash-v2.5'], { lists: true }),
  shape('openai speech', 'voice', ['openai-tts-1', 'gpt-4o-mini-tts'], { vendor: 'openai', twin: true }),
  shape('openai image', 'picture', ['gpt-image-2.5-flare', 'gpt-image-2'], { vendor: 'openai' }),
];

/** What happens in a life: so many takes are wanted, the vendor does this to the calls, and the user that. */
export type Scenario = {
  readonly name: string;
  readonly wishes: number;
  readonly sabotage: readonly Sabotage[];
  readonly acts: readonly Act[];
};

const scenario = (
  name: string,
  wishes: number,
  sabotage: readonly Sabotage[],
  acts: readonly Act[] = [],
): Scenario => ({
  ...{ name, wishes, sabotage, acts },
});

/** Together they lead a job through every step of its journal. */
export const scenarios: readonly Scenario[] = [
  scenario('a take', 1, []),
  scenario('a busy vendor', 1, [{ kind: 'rate-limited', ms: 50 }]),
  scenario('an account without credit', 1, [{ kind: 'no-credit' }]),
  scenario('work that fails', 1, [{ kind: 'fail-generic' }]),
  scenario('work that fails everywhere', 1, [{ kind: 'fail-generic', times: 2 }]),
  scenario('content that is refused', 1, [{ kind: 'fail-content' }]),
  scenario('answers that get lost', 2, [{ kind: 'drop' }, { kind: 'drop-before' }], ['clear-up']),
  scenario('a user who stops at once', 1, [], ['cancel-waiting']),
  scenario('a user who stops', 1, [{ kind: 'slow', ms: 150 }], ['cancel-running']),
  scenario('a user who hurries', 1, [], ['prioritise']),
  scenario('a key that is refused meanwhile', 1, [{ kind: 'unauthorized', on: 'poll' }], ['take-up']),
];

/** A moment from outside at which an engine is killed. */
export type Strike = {
  readonly scenario: Scenario;
  /** What is waited for: its first line, a charge in the vendor's book, or a download. */
  readonly on: 'begins' | 'charges' | 'downloads';
};

/** Where no step of the journal is: between the acceptance and the receipt, in a download, and anywhere. */
export const strikes: readonly Strike[] = [
  { on: 'charges', scenario: scenario('a receipt that never comes', 1, [{ kind: 'hang' }]) },
  { on: 'charges', scenario: scenario('a charge', 1, []) },
  { on: 'downloads', scenario: scenario('a slow download', 1, [{ kind: 'slow', on: 'download', ms: 80 }]) },
  { on: 'downloads', scenario: scenario('a broken download', 1, [{ kind: 'truncated' }]) },
  { on: 'begins', scenario: scenario('lost work', 1, [{ kind: 'drop' }], ['clear-up']) },
  { on: 'begins', scenario: scenario('any moment', 2, []) },
  { on: 'begins', scenario: scenario('any failure', 1, [{ kind: 'rate-limited', ms: 50 }, { kind: 'fail-generic' }]) },
];
