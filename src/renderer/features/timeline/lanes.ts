import type { Cut } from '../../../shared/cut.ts';
import type { Edges } from './geometry.ts';
import type { Viewport } from './use-viewport.ts';

/** What every lane is drawn from. */
export type LaneProps = {
  readonly cut: Cut;
  readonly edges: readonly Edges[];
  readonly viewport: Viewport;
  /** Where media come from: hello.mediaBase. */
  readonly base: string;
  readonly filmId: string;
};

export type LaneId = 'ruler' | 'picture' | 'titles' | 'captions' | 'voice' | 'clips' | 'music';

/** Names beside the lanes and the lanes themselves have to be equally high. */
export const laneHeights: Readonly<Record<LaneId, string>> = {
  ruler: 'h-5',
  picture: 'h-16 short:h-13 tiny:h-11',
  titles: 'h-4.5 tiny:hidden',
  captions: 'h-4.5 tiny:hidden',
  voice: 'h-8 short:h-6.5 tiny:h-5',
  clips: 'h-8 short:h-6.5 tiny:hidden',
  music: 'h-9 short:h-7 tiny:hidden',
};

/** The lanes that a film has something for; the music's is always there, to drop a piece on. */
export function lanesOf(cut: Cut, captionsOn: boolean): LaneId[] {
  const some = (test: (scene: Cut['scenes'][number]) => boolean) => cut.scenes.some(test);
  const lanes: (LaneId | false)[] = [
    'ruler',
    'picture',
    some(({ titles }) => titles.length > 0) && 'titles',
    // Kept while they are left out, with the switch that brings them back.
    (!captionsOn || some(({ captions }) => captions.length > 0)) && 'captions',
    'voice',
    some(({ picture, clip }) => clip !== null && picture?.probe.audioCodec != null) && 'clips',
    'music',
  ];
  return lanes.filter((lane) => lane !== false);
}
