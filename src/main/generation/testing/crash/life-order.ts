import type { JobWish } from '../../../../shared/batch.ts';

/** Where in the writing of a step: ahead of it, in its transaction before the commit, or once it is on disk. */
export type When = 'before' | 'inside' | 'after';

/** A moment at which an engine kills itself: the first time that it comes by. */
export type KillPoint = { readonly step: string; readonly when: When };

/** What the user does in a life besides asking for takes. */
export type Act =
  /** Stops a job before its call, or while it is under way. */
  | 'cancel-waiting'
  | 'cancel-running'
  | 'prioritise'
  /** Goes on with what was given up although the vendor holds it. */
  | 'take-up'
  /** Goes through Lost and found: asks, adopts, and says what became of the rest after a look at the vendor. */
  | 'clear-up';

/** One life of an engine, from its start to its end or to its kill. */
export type LifeOrder = {
  /** Holds `Test.film` and the data of the studio. */
  readonly dir: string;
  readonly resourcesDir: string;
  readonly vendor: string;
  readonly baseUrls: Readonly<Record<string, string>>;
  readonly outputHost: string;
  /** The vendor's `/__control`: where the user looks what it billed. */
  readonly control: string;
  readonly keys: readonly { readonly secret: string; readonly account: string }[];
  readonly wishes: readonly JobWish[];
  readonly acts: readonly Act[];
  readonly kill: KillPoint | null;
};

/** What makes the prompt of each scene one of its kind, so that a charge leads to its wish. */
export const sceneWord = (number: number): string => `harbour-${number}.`;
export const sceneWordOf = (text: string): string | null => /harbour-\d+\./.exec(text)?.[0] ?? null;
