import type { FrameRate } from '../../../shared/time.ts';
import { isNtsc, timebase } from '../timecode.ts';
import { xml, xmlLeaf } from '../xml.ts';

/** `<rate>`: NTSC rates are their whole number and a flag. */
export const rateElement = (rate: FrameRate): string =>
  xml('rate', {}, xmlLeaf('timebase', timebase(rate)), xmlLeaf('ntsc', isNtsc(rate) ? 'TRUE' : 'FALSE'));

export const pictureShape = (width: number, height: number, rate: FrameRate): string =>
  xml(
    'samplecharacteristics',
    {},
    rateElement(rate),
    xmlLeaf('width', width),
    xmlLeaf('height', height),
    xmlLeaf('anamorphic', 'FALSE'),
    xmlLeaf('pixelaspectratio', 'square'),
    xmlLeaf('fielddominance', 'none'),
  );

export const trackElement = (items: readonly string[], ...ends: readonly string[]): string =>
  xml('track', {}, ...items, xmlLeaf('enabled', 'TRUE'), xmlLeaf('locked', 'FALSE'), ...ends);

/** A speed other than 1, in percent. */
export function speedFilter(speed: number): string | null {
  if (speed === 1) return null;
  const parameters = [
    parameter('variablespeed', 'variablespeed', 0),
    parameter('speed', 'speed', Math.round(speed * 1e4) / 100),
    parameter('reverse', 'reverse', 'FALSE'),
    parameter('frameblending', 'frameblending', 'FALSE'),
  ];
  return filter(
    { name: 'Time Remap', id: 'timeremap', category: 'motion', type: 'motion', media: 'video' },
    parameters,
  );
}

type Effect = {
  readonly name: string;
  readonly id: string;
  readonly category: string;
  readonly type: string;
  readonly media: string;
};

export const effectElement = ({ name, id, category, type, media }: Effect, parameters: readonly string[]): string =>
  xml(
    'effect',
    {},
    xmlLeaf('name', name),
    xmlLeaf('effectid', id),
    xmlLeaf('effectcategory', category),
    xmlLeaf('effecttype', type),
    xmlLeaf('mediatype', media),
    ...parameters,
  );

export const filter = (effect: Effect, parameters: readonly string[]): string =>
  xml('filter', {}, effectElement(effect, parameters));

/** A parameter and what it is set to; `keyframes` are values over time, in frames of the clip. */
export const parameter = (
  id: string,
  name: string,
  value: string | number,
  keyframes: readonly string[] = [],
): string =>
  xml('parameter', {}, xmlLeaf('parameterid', id), xmlLeaf('name', name), xmlLeaf('value', value), ...keyframes);
