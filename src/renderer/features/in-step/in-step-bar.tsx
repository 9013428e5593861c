import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TakeView } from '../../../shared/take.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useInStep, useStageTransport } from './in-step-context.ts';
import { Scrubber } from './scrubber.tsx';
import { usePlayedSpeed } from './use-played-speed.ts';

/** A take, and what it is called on the wall: `1`, or `A` on a blind one. */
export type LabelledTake = { readonly take: TakeView; readonly label: string };

type Props = {
  takes: readonly LabelledTake[];
  /** Keys that help here. */
  hint: ReactNode;
};

/** Plays, scrubs and sounds all pictures that are in step. */
export function InStepBar({ takes, hint }: Props) {
  return (
    <div
      role="toolbar"
      aria-label="Playing"
      className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-panel px-4 py-3 tiny:sticky tiny:bottom-0 tiny:z-2 tiny:py-1.5"
    >
      <PlayButton />
      <Scrubber />
      <SpeedChoice />
      <SoundMenu takes={takes} />
      <Aside hint={hint} />
    </div>
  );
}

/** The keys, or why it is slow. */
function Aside({ hint }: Pick<Props, 'hint'>) {
  const slow = usePlayedSpeed();
  return (
    <span dir="auto" className={`min-w-0 truncate ${slow ? 'text-warn' : 'text-text-3'}`}>
      {slow ?? hint}
    </span>
  );
}

function PlayButton() {
  const { transport, playing } = useInStep();
  return (
    <Tooltip text={playing ? 'Pause' : 'Play all takes'} keys="Space" side="top">
      <Button aria-label={playing ? 'Pause' : 'Play all takes'} onClick={() => transport.toggle()}>
        {playing ? <Pause size={14} className="fill-current" /> : <Play size={14} className="fill-current" />}
      </Button>
    </Tooltip>
  );
}

const speeds = [
  { value: '0.25', label: '¼×' },
  { value: '0.5', label: '½×' },
  { value: '1', label: '1×' },
  { value: '2', label: '2×' },
] as const;

function SpeedChoice() {
  const { transport } = useInStep();
  const speed = useStageTransport((state) => state.speed);
  return (
    <Segmented
      label="Speed"
      value={`${speed}`}
      parts={speeds}
      onChange={(value) => transport.setSpeed(Number(value))}
    />
  );
}

function SoundMenu({ takes }: Pick<Props, 'takes'>) {
  const { soloed, solo } = useInStep();
  const label = takes.find(({ take }) => take.id === soloed)?.label ?? 'none';
  const list = [
    { label: 'None', onSelect: () => solo(null) },
    ...takes.map(({ take, label: name }) => ({
      label: name,
      disabled: take.probe.audioCodec === null,
      onSelect: () => solo(take.id),
    })),
  ];
  return (
    <Menu label="Sound" list={list}>
      <Button>Sound: {label}</Button>
    </Menu>
  );
}
