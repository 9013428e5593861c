import { Music2 } from 'lucide-react';
import { useMemo } from 'react';
import { gainAt, musicPoints, musicTime } from '../../../shared/music-level.ts';
import type { Music } from '../../../shared/sound.ts';
import { frameSeconds } from '../../../shared/time.ts';
import { assetUrl } from '../../lib/media.ts';
import { DropZone } from '../../ui/drop-zone.tsx';
import { useFilm } from '../film/session-context.ts';
import { linearGain } from '../player/loudness.ts';
import { useMusic } from '../sound/use-assets.ts';
import { type LaneProps, laneHeights } from './lanes.ts';
import { canBeDrawn } from './peaks.ts';
import { envelopePath } from './wave.ts';
import { WaveShape, waveHeight } from './wave-shape.tsx';

/** The music under the film, with the line of its level: fades, and stepping back under speech. */
export function MusicLane({ className, ...props }: LaneProps & { className?: string }) {
  const { music } = useFilm().sound;
  const { choose, importFile } = useMusic();
  const height = className ?? laneHeights.music;
  return (
    <DropZone
      hint="Drop to lay under the film"
      onFiles={([file]) => file && importFile(file)}
      className={`shrink-0 overflow-clip ${height}`}
    >
      {music ? (
        <Bed {...props} music={music} />
      ) : (
        <button
          type="button"
          onClick={choose}
          className="sticky start-0 flex h-full items-center gap-1.5 rounded-1 px-2 text-1 text-text-3 hover:text-text"
        >
          <Music2 size={12} aria-hidden /> Choose music, or drop a file here
        </button>
      )}
    </DropZone>
  );
}

function Bed({ cut, viewport, base, filmId, music }: LaneProps & { music: Music }) {
  // Muted music keeps its line, drawn faint.
  const points = useMemo(() => musicPoints({ ...cut, music: { ...music, muted: false } }), [cut, music]);
  const { scale, view } = viewport;
  const { asset } = music;
  // As loud as it gets where nobody speaks: where it stays down all along, that is to be seen.
  const loudest = linearGain(music.gainDb);
  const perFrame = frameSeconds(1, cut.canvas.fps);
  const gainOf = (frame: number) => gainAt(points, frame) / loudest;
  return (
    <div
      className={`relative h-full rounded-1 bg-music text-music-ink ${music.muted ? 'opacity-45' : ''}`}
      style={{ width: cut.frames * scale }}
    >
      <WaveShape
        url={canBeDrawn(asset.bytes, asset.seconds) ? assetUrl(base, filmId, asset) : null}
        span={{ from: 0, to: cut.frames }}
        scale={scale}
        view={view}
        at={(frame) => {
          const seconds = musicTime(music, frame * perFrame);
          return seconds === null ? null : { seconds, perFrame };
        }}
        gain={gainOf}
        base="ground"
        className="opacity-60"
      />
      <svg
        viewBox={`0 0 ${cut.frames * scale} ${waveHeight}`}
        preserveAspectRatio="none"
        aria-hidden
        className="absolute inset-0 size-full"
      >
        <path
          d={envelopePath(points, { fromFrame: view.from, toFrame: view.to, scale, height: waveHeight, loudest })}
          className="fill-none stroke-current"
          strokeWidth={1.5}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <span className="sticky start-0 inline-block max-w-full truncate rounded-1 bg-music px-1.5 text-1">
        {music.asset.name}
        {music.muted ? ' · muted' : music.duckDb < 0 && ' · steps back under the voice'}
      </span>
    </div>
  );
}
