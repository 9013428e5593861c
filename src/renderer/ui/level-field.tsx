import { Volume2, VolumeX } from 'lucide-react';
import { decibelText } from './decibel-text.ts';
import { IconButton } from './icon-button.tsx';
import { RangeField } from './range-field.tsx';

type Props = {
  label: string;
  gainDb: number;
  muted: boolean;
  disabled?: boolean;
  onGain: (gainDb: number) => void;
  onMute: (muted: boolean) => void;
  onLeave?: () => void;
};

/** What people set by ear lies in here; the film's format takes more. */
const [quietest, loudest] = [-36, 12];

/** How loud something is, and whether it is heard at all. */
export function LevelField({ label, gainDb, muted, disabled = false, onGain, onMute, onLeave }: Props) {
  return (
    <div className="flex items-end gap-1.5">
      <RangeField
        label={label}
        value={gainDb}
        min={quietest}
        max={loudest}
        step={0.5}
        usual={0}
        text={muted ? 'Muted' : decibelText(gainDb)}
        disabled={disabled || muted}
        onChange={onGain}
        {...(onLeave && { onLeave })}
      />
      <IconButton
        label={muted ? `Hear ${label.toLowerCase()}` : `Mute ${label.toLowerCase()}`}
        disabled={disabled}
        onClick={() => onMute(!muted)}
        className="-mb-1"
      >
        {muted ? <VolumeX size={15} aria-hidden /> : <Volume2 size={15} aria-hidden />}
      </IconButton>
    </div>
  );
}
