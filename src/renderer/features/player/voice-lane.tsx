import type { Cut, CutVoice } from '../../../shared/cut.ts';
import { takeUrl } from '../../lib/media.ts';
import { usePeaks } from './peaks.ts';

type Props = { cut: Cut; base: string; filmId: string };

/** The narration of the whole film where it is heard. */
export function VoiceLane({ cut, base, filmId }: Props) {
  return (
    <div className="relative h-5 shrink-0 [@media(max-height:560px)]:hidden" aria-hidden>
      {cut.scenes.map(
        ({ voice }) => voice && <Shape key={voice.take.id} cut={cut} voice={voice} base={base} filmId={filmId} />,
      )}
    </div>
  );
}

/** Bars drawn for one take: enough for the widest screen without a thousand rectangles. */
const bars = 64;

function Shape({ cut, voice, base, filmId }: Props & { voice: CutVoice }) {
  const peaks = usePeaks(takeUrl(base, filmId, voice.take, 'media'), bars);
  return (
    <svg
      viewBox={`0 0 ${bars * 3} 20`}
      preserveAspectRatio="none"
      className="absolute inset-y-0 h-full fill-text-3"
      style={{ left: `${(voice.start / cut.frames) * 100}%`, width: `${(voice.frames / cut.frames) * 100}%` }}
    >
      <title>Narration</title>
      {(peaks ?? []).map((peak, index) => {
        const height = Math.max(1, peak * 18);
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity but their place
        return <rect key={index} x={index * 3} y={10 - height / 2} width={2} height={height} rx={1} />;
      })}
    </svg>
  );
}
