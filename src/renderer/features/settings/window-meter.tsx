import { Meter } from '../../ui/meter.tsx';
import { windowText } from './key-text.ts';

type Props = { name: string; inWindow: number; perMinute: number | null };

/** Calls within the last minute, beside how many there may be. */
export function WindowMeter({ name, inWindow, perMinute }: Props) {
  if (perMinute === null && inWindow === 0) return null;
  const text = `${windowText(inWindow, perMinute)} this minute`;
  return (
    <span className="flex shrink-0 items-center gap-2">
      <span className="tabular text-text-2">{text}</span>
      {perMinute !== null && (
        <Meter label={`Calls of ${name}`} taken={Math.min(1, inWindow / perMinute)} text={text} className="w-14" />
      )}
    </span>
  );
}
