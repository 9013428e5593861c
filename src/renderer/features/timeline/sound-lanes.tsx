import { clipPoints } from '../../../shared/clip-level.ts';
import type { CutScene } from '../../../shared/cut.ts';
import { gainAt } from '../../../shared/music-level.ts';
import { clipTime } from '../../../shared/reach.ts';
import type { TakeView } from '../../../shared/take.ts';
import { frameSeconds } from '../../../shared/time.ts';
import { takeUrl } from '../../lib/media.ts';
import { shownFirst } from '../../lib/shown-take.ts';
import { linearGain } from '../player/loudness.ts';
import { inView } from './geometry.ts';
import { type LaneProps, laneHeights } from './lanes.ts';
import { canBeDrawn } from './peaks.ts';
import { WaveShape } from './wave-shape.tsx';

/** The narration of the whole film where it is heard. */
export function VoiceLane({ cut, edges, viewport, base, filmId, className }: LaneProps & { className?: string }) {
  const seen = inView(edges, viewport.view);
  const perFrame = frameSeconds(1, cut.canvas.fps);
  return (
    <div className={`relative shrink-0 ${className ?? laneHeights.voice}`}>
      {cut.scenes
        .slice(seen.from, seen.to)
        .map(
          ({ sceneId, voice }) =>
            voice && (
              <WaveShape
                key={sceneId}
                url={soundUrl(base, filmId, voice.take)}
                span={{ from: voice.start, to: voice.start + voice.frames }}
                scale={viewport.scale}
                view={viewport.view}
                at={(frame) => ({ seconds: frame * perFrame, perFrame })}
                gain={() => linearGain(voice.gainDb ?? 0)}
                muted={voice.gainDb === null}
                className="bg-hover text-text-2"
              />
            ),
        )}
    </div>
  );
}

/** The clips' own sound where it is heard. */
export function ClipLane({ cut, edges, viewport, base, filmId }: LaneProps) {
  const seen = inView(edges, viewport.view);
  const perFrame = frameSeconds(1, cut.canvas.fps);
  return (
    <div className={`relative shrink-0 ${laneHeights.clips}`}>
      {cut.scenes.slice(seen.from, seen.to).map((scene, index) => {
        const { sceneId, picture, start, frames, clipGainDb } = scene;
        if (!picture || picture.probe.audioCodec === null) return null;
        const level = clipPoints(
          { ...scene, clipGainDb: clipGainDb ?? 0 },
          cut.scenes[seen.from + index - 1]?.joinFrames ?? 0,
        );
        return (
          <WaveShape
            key={sceneId}
            url={soundUrl(base, filmId, picture)}
            span={{ from: start, to: start + frames }}
            scale={viewport.scale}
            view={viewport.view}
            at={(frame) => momentOf(scene, frame, perFrame)}
            gain={(frame) => gainAt(level, start + frame)}
            muted={clipGainDb === null}
            className="bg-hover text-text-3"
          />
        );
      })}
    </div>
  );
}

/** Null where it is too large to be drawn. */
const soundUrl = (base: string, filmId: string, take: TakeView): string | null =>
  canBeDrawn(take.media.bytes, take.probe.seconds) ? takeUrl(base, filmId, take, shownFirst(take)) : null;

/** Silence where a clip holds its last frame, or runs backwards. */
function momentOf({ clip }: CutScene, frame: number, perFrame: number) {
  const at = clip && clipTime(clip, frame * perFrame);
  return at && at.rate > 0 ? { seconds: at.seconds, perFrame: perFrame * at.rate } : null;
}
