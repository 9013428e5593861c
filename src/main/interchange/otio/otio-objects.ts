import { type FrameRate, frameRateFraction } from '../../../shared/time.ts';

/**
 * Objects of OpenTimelineIO's JSON, schema versions of its 0.15 and later.
 * https://opentimelineio.readthedocs.io/en/latest/tutorials/otio-serialized-schema.html
 */
export type OtioObject = { readonly OTIO_SCHEMA: string; readonly [key: string]: unknown };
export type Metadata = Readonly<Record<string, unknown>>;

/** Our part of every object's metadata. */
export const namespace = 'circle_take';

/** OTIO keeps rates as floating-point numbers: 24000/1001 is its nearest double, as its own tools write it. */
export function otioRate(rate: FrameRate): number {
  const { num, den } = frameRateFraction(rate);
  return num / den;
}

export const rationalTime = (frames: number, rate: FrameRate): OtioObject => ({
  OTIO_SCHEMA: 'RationalTime.1',
  rate: otioRate(rate),
  value: Math.round(frames),
});

export const timeRange = (start: number, frames: number, rate: FrameRate): OtioObject => ({
  OTIO_SCHEMA: 'TimeRange.1',
  duration: rationalTime(frames, rate),
  start_time: rationalTime(start, rate),
});

/** What every item on a track has. */
export type ItemInit = {
  readonly name: string;
  readonly range: OtioObject | null;
  readonly metadata?: Metadata;
  readonly effects?: readonly OtioObject[];
  readonly markers?: readonly OtioObject[];
};

const item = ({ name, range, metadata = {}, effects = [], markers = [] }: ItemInit) => ({
  ...{ metadata, name, source_range: range, effects, markers, enabled: true },
});

export const gap = (init: ItemInit): OtioObject => ({ OTIO_SCHEMA: 'Gap.1', ...item(init) });

/** A clip on the media reference `active`; the others are its alternates. */
export const clip = (init: ItemInit, references: Readonly<Record<string, OtioObject>>, active: string): OtioObject => ({
  OTIO_SCHEMA: 'Clip.2',
  ...item(init),
  media_references: references,
  active_media_reference_key: active,
});

export const track = (
  kind: 'Video' | 'Audio',
  init: Omit<ItemInit, 'range'>,
  children: readonly OtioObject[],
): OtioObject => ({ OTIO_SCHEMA: 'Track.1', ...item({ ...init, range: null }), kind, children });

export const stack = (init: Omit<ItemInit, 'range'>, children: readonly OtioObject[]): OtioObject => ({
  OTIO_SCHEMA: 'Stack.1',
  ...item({ ...init, range: null }),
  children,
});

export const externalReference = (
  name: string,
  url: string,
  available: OtioObject | null,
  metadata: Metadata,
): OtioObject => ({
  OTIO_SCHEMA: 'ExternalReference.1',
  ...{ metadata, name, available_range: available, available_image_bounds: null, target_url: url },
});

/** `before` frames lie before the edit, `after` frames after it. */
export const transition = (
  init: { readonly name: string; readonly type: string; readonly metadata: Metadata },
  before: OtioObject,
  after: OtioObject,
): OtioObject => ({
  OTIO_SCHEMA: 'Transition.1',
  ...{ metadata: init.metadata, name: init.name, in_offset: before, out_offset: after, transition_type: init.type },
});

export const marker = (name: string, range: OtioObject, metadata: Metadata): OtioObject => ({
  OTIO_SCHEMA: 'Marker.2',
  ...{ metadata, name, color: 'GREEN', marked_range: range, comment: '' },
});

export const linearTimeWarp = (scalar: number): OtioObject => ({
  OTIO_SCHEMA: 'LinearTimeWarp.1',
  ...{ metadata: {}, name: '', effect_name: 'LinearTimeWarp', enabled: true, time_scalar: scalar },
});

export const freezeFrame = (): OtioObject => ({
  OTIO_SCHEMA: 'FreezeFrame.1',
  ...{ metadata: {}, name: '', effect_name: 'FreezeFrame', enabled: true, time_scalar: 0 },
});
