import { gainAt, type MusicPoint, musicPoints } from '../../../shared/music-level.ts';
import { framesCovering } from '../../../shared/time.ts';
import type { HandOver } from '../hand-over.ts';
import { clipSoundItems, musicItems, narrationItems, type SoundItem } from '../sound-items.ts';
import { xml, xmlLeaf } from '../xml.ts';
import { filter, parameter, rateElement, speedFilter, trackElement } from './xmeml-elements.ts';
import type { Files } from './xmeml-files.ts';

/** Narration, clip sound and music; stereo takes two tracks, as Final Cut Pro 7 counts channels. */
export function soundTracks(over: HandOver, files: Files): string[] {
  const points = musicPoints(over.cut);
  const kinds = [narrationItems(over.shots), clipSoundItems(over.shots), musicItems(over.cut)];
  return kinds.flatMap((items) => {
    const channels = Math.max(0, ...items.map((item) => Math.min(2, over.place(item.mediaId).channels ?? 2)));
    return Array.from({ length: channels }, (_, index) => {
      const heard = items.filter(({ mediaId }) => (over.place(mediaId).channels ?? 2) > index);
      const clips = heard.map((item, at) => soundClip({ over, files, points }, item, index + 1, at + 1));
      return trackElement(clips, xmlLeaf('outputchannelindex', index + 1));
    });
  });
}

type SoundContext = { readonly over: HandOver; readonly files: Files; readonly points: readonly MusicPoint[] };

function soundClip({ over, files, points }: SoundContext, item: SoundItem, channel: number, at: number): string {
  const rate = over.cut.canvas.fps;
  const from = Math.round(item.from / item.speed);
  const sourceTrack = xml('sourcetrack', {}, xmlLeaf('mediatype', 'audio'), xmlLeaf('trackindex', channel));
  return xml(
    'clipitem',
    { id: `${item.track}-${channel}-${at}` },
    xmlLeaf('name', item.name),
    xmlLeaf('enabled', 'TRUE'),
    xmlLeaf('duration', Math.ceil(framesCovering(item.seconds, rate) / item.speed)),
    rateElement(rate),
    xmlLeaf('start', item.start),
    xmlLeaf('end', item.start + item.frames),
    xmlLeaf('in', from),
    xmlLeaf('out', from + item.frames),
    files(item.mediaId),
    sourceTrack,
    levels(item, from, item.track === 'music' ? points : null),
    speedFilter(item.speed),
  );
}

/** Linear gain, 1 is as it was made; music also has its fades and its ducking as keyframes. */
function levels(item: SoundItem, from: number, points: readonly MusicPoint[] | null): string {
  const value = rounded(10 ** (item.gainDb / 20));
  const effect = {
    name: 'Audio Levels',
    id: 'audiolevels',
    category: 'audiolevels',
    type: 'audiolevels',
    media: 'audio',
  };
  const end = item.start + item.frames;
  const inside = (points ?? []).map(({ frame }) => Math.round(frame)).filter((at) => at > item.start && at < end);
  const frames = points ? [...new Set([item.start, ...inside, end])] : [];
  const keyframes = frames.map((frame) =>
    xml(
      'keyframe',
      {},
      xmlLeaf('when', from + frame - item.start),
      xmlLeaf('value', rounded(gainAt(points ?? [], frame))),
    ),
  );
  return filter(effect, [parameter('level', 'Level', value, keyframes)]);
}

const rounded = (gain: number): number => Math.round(gain * 1e5) / 1e5;
