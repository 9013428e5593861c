import { Music2, X } from 'lucide-react';
import type { Music } from '../../../shared/sound.ts';
import { formatClock } from '../../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { decibelText } from '../../ui/decibel-text.ts';
import { DropZone } from '../../ui/drop-zone.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { LevelField } from '../../ui/level-field.tsx';
import { Note } from '../../ui/note.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { RangeField } from '../../ui/range-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { removeMusic, updateMusic } from '../film/cut-edits.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { Section } from '../inspector/section.tsx';
import { useMusic } from './use-assets.ts';

/** The music under the film: which, how loud, how it steps back, comes and goes. */
export function MusicEditor() {
  const { store } = useSession();
  const { music } = useFilm().sound;
  const { choose, importFile } = useMusic();
  return (
    <Section label="Music">
      <h2 className="text-3 font-semibold">Music</h2>
      <DropZone
        hint="Drop to lay under the film"
        onFiles={([file]) => file && importFile(file)}
        className="flex flex-col gap-2.5"
      >
        {music ? (
          <>
            <Piece music={music} onChoose={choose} onRemove={() => store.edit('remove music', removeMusic)} />
            <MusicSettings music={music} />
          </>
        ) : (
          <>
            <Note>One piece under the whole film. It steps back by itself while somebody speaks.</Note>
            <Button className="self-start" icon={<Music2 size={14} aria-hidden />} onClick={choose}>
              Choose music…
            </Button>
          </>
        )}
      </DropZone>
    </Section>
  );
}

type PieceProps = { music: Music; onChoose: () => void; onRemove: () => void };

const Piece = ({ music: { asset }, onChoose, onRemove }: PieceProps) => (
  <div className="flex items-center gap-2 rounded-2 border border-line bg-bg px-2 py-1.5">
    <Music2 size={15} aria-hidden className="shrink-0 text-text-3" />
    <span dir="auto" className="min-w-0 grow truncate" title={asset.name}>
      {asset.name}
    </span>
    {asset.seconds !== null && <span className="tabular text-text-3">{formatClock(asset.seconds)}</span>}
    <Button look="quiet" className="px-1.5!" onClick={onChoose}>
      Replace…
    </Button>
    <IconButton label="Remove the music" onClick={onRemove}>
      <X size={14} aria-hidden />
    </IconButton>
  </div>
);

function MusicSettings({ music }: { music: Music }) {
  const { store } = useSession();
  const change = (label: string, patch: Partial<Omit<Music, 'asset'>>, group?: string) =>
    store.edit(label, updateMusic(patch), group ? { group } : {});
  return (
    <>
      <LevelField
        label="Music level"
        gainDb={music.gainDb}
        muted={music.muted}
        onGain={(gainDb) => change('set music level', { gainDb }, 'music level')}
        onMute={(muted) => change(muted ? 'mute music' : 'unmute music', { muted })}
        onLeave={store.endBurst}
      />
      <RangeField
        label="Steps back under the voice"
        value={-music.duckDb}
        min={0}
        max={30}
        step={1}
        usual={14}
        text={music.duckDb === 0 ? 'Not at all' : decibelText(music.duckDb)}
        onChange={(depth) => change('set ducking', { duckDb: depth === 0 ? 0 : -depth }, 'ducking')}
        onLeave={store.endBurst}
      />
      <div className="grid grid-cols-3 gap-2">
        <NumberField
          label="Starts at, s"
          value={music.startAt}
          min={0}
          max={music.asset.seconds ?? 36_000}
          onChange={(startAt) => change('set start of music', { startAt })}
        />
        <NumberField
          label="Fade in, s"
          value={music.fadeIn}
          min={0}
          max={30}
          onChange={(fadeIn) => change('set fade of music', { fadeIn })}
        />
        <NumberField
          label="Fade out, s"
          value={music.fadeOut}
          min={0}
          max={30}
          onChange={(fadeOut) => change('set fade of music', { fadeOut })}
        />
      </div>
      <Switch
        label="Begins anew when it is over"
        checked={music.loop}
        onChange={(loop) => change('set loop of music', { loop })}
      />
    </>
  );
}
