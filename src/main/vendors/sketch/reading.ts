/** What the painter understood of a prompt. */
export const places = [
  'sea',
  'mountains',
  'forest',
  'city',
  'desert',
  'field',
  'interior',
  'space',
  'abstract',
] as const;
export type Place = (typeof places)[number];

export const hours = ['dawn', 'day', 'dusk', 'night'] as const;
export type Hour = (typeof hours)[number];

export type Weather = 'fog' | 'rain' | 'snow' | 'storm' | 'dust' | 'overcast';

export type Subject =
  | 'lighthouse'
  | 'boat'
  | 'ship'
  | 'trawler'
  | 'house'
  | 'car'
  | 'bottle'
  | 'cup'
  | 'gear'
  | 'lantern'
  | 'candle'
  | 'lamp'
  | 'letter'
  | 'clock'
  | 'tree'
  | 'rock'
  | 'birds'
  | 'person'
  | 'portrait'
  | 'planet';

/** Who a person or portrait is. */
export type Figure = 'man' | 'woman' | 'child';

export type Move = 'push' | 'pull' | 'pan-left' | 'pan-right' | 'tilt-up' | 'tilt-down' | 'rise' | 'still';

export type Reading = {
  readonly place: Place;
  readonly hour: Hour;
  /** Snow may lie without falling: see `snowfall`. */
  readonly weather: ReadonlySet<Weather>;
  readonly subjects: readonly Subject[];
  readonly figure: Figure;
  readonly old: boolean;
  readonly running: boolean;
  readonly walking: boolean;
  readonly seated: boolean;
  readonly move: Move;
  readonly pace: number;
  readonly handheld: boolean;
  readonly close: boolean;
  readonly neon: boolean;
  readonly road: boolean;
  readonly water: boolean;
  readonly spray: boolean;
  readonly snowfall: boolean;
  readonly lightning: boolean;
  /** How many boats or ships, where there are any. */
  readonly boats: number;
  /** Grass rather than ripe corn. */
  readonly green: boolean;
  readonly window: boolean;
  /** Lamp, candle or fire light. */
  readonly lamp: boolean;
  /** A colour word of the prompt, for the subject. */
  readonly accent: string | null;
};
