import clsx from 'clsx';
import { Captions, CaptionsOff, Volume2, VolumeX } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { setTrackLevel, updateMusic } from '../film/cut-edits.ts';
import { updateFilm } from '../film/edits.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { showCutTab } from '../inspector/cut-tab.ts';
import { type LaneId, laneHeights } from './lanes.ts';

const names: Readonly<Record<LaneId, string>> = {
  ruler: '',
  picture: 'Picture',
  titles: 'Titles',
  captions: 'Captions',
  voice: 'Narration',
  clips: 'Clip sound',
  music: 'Music',
};

/** The names of the lanes, with the switches of those that can be silenced. */
export function LaneHeads({ lanes }: { lanes: readonly LaneId[] }) {
  return (
    <div className="flex w-26 shrink-0 flex-col gap-1 border-e border-line pe-1 text-1 text-text-2 max-lg:w-8 tiny:hidden">
      {lanes.map((lane) => (
        <div key={lane} className={clsx('flex shrink-0 items-center gap-1 overflow-hidden', laneHeights[lane])}>
          {lane !== 'ruler' && (
            <button
              type="button"
              tabIndex={-1}
              onClick={() => showCutTab(filmLanes.has(lane) ? 'film' : 'scene')}
              className="min-w-0 grow truncate text-start hover:text-text max-lg:hidden"
            >
              {names[lane]}
            </button>
          )}
          <LaneSwitch lane={lane} />
        </div>
      ))}
    </div>
  );
}

/** Lanes whose settings are the film's. */
const filmLanes: ReadonlySet<LaneId> = new Set(['captions', 'voice', 'clips', 'music']);

function LaneSwitch({ lane }: { lane: LaneId }) {
  const { store } = useSession();
  const { sound, captions } = useFilm();
  if (lane === 'captions')
    return (
      <Switch
        on={captions.on}
        label={captions.on ? 'Leave the captions out' : 'Show the captions'}
        onClick={() => store.edit('switch captions', updateFilm({ captions: { ...captions, on: !captions.on } }))}
        icons={[<Captions key="on" size={14} aria-hidden />, <CaptionsOff key="off" size={14} aria-hidden />]}
      />
    );
  if (lane === 'voice' || lane === 'clips') {
    const { muted } = sound[lane];
    const name = names[lane].toLowerCase();
    return (
      <Switch
        on={!muted}
        label={muted ? `Hear the ${name}` : `Mute the ${name}`}
        onClick={() => store.edit(`${muted ? 'unmute' : 'mute'} ${name}`, setTrackLevel(lane, { muted: !muted }))}
      />
    );
  }
  if (lane !== 'music' || !sound.music) return null;
  const { muted } = sound.music;
  return (
    <Switch
      on={!muted}
      label={muted ? 'Hear the music' : 'Mute the music'}
      onClick={() => store.edit(muted ? 'unmute music' : 'mute music', updateMusic({ muted: !muted }))}
    />
  );
}

type SwitchProps = { on: boolean; label: string; onClick: () => void; icons?: readonly [ReactNode, ReactNode] };

const speakers = [<Volume2 key="on" size={14} aria-hidden />, <VolumeX key="off" size={14} aria-hidden />] as const;

const Switch = ({ on, label, onClick, icons = speakers }: SwitchProps) => (
  <IconButton label={label} onClick={onClick} className="size-5.5!">
    {icons[on ? 0 : 1]}
  </IconButton>
);
