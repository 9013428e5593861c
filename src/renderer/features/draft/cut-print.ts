import type { Cut } from '../../../shared/cut.ts';

/** A text that is the same for cuts that look and sound the same: remarks do not count, titles of scenes only on slates. */
export function cutPrint(cut: Cut): string {
  const scenes = cut.scenes.map(({ notes: _remarks, title, picture, voice, ...rest }) => ({
    ...rest,
    shown: picture ? picture.id : { slate: title },
    heard: voice && { ...voice, take: voice.take.id },
  }));
  return JSON.stringify({ ...cut, scenes });
}
