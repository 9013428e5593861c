import { useState } from 'react';
import { mostEach } from '../../../shared/comparison.ts';
import { newSeed } from '../../../shared/random.ts';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { Switch } from '../../ui/switch.tsx';
import type { FanOut } from './use-fan-out.ts';

type Props = {
  fan: FanOut;
  /** Names of the chosen that take no seed. */
  withoutSeed: readonly string[];
};

/** How many of each, from which seed, and what the run is called. */
export function RunOptions({ fan: { choice, usualName, change }, withoutSeed }: Props) {
  const { each, seed, name } = choice;
  // Switched off and on again, it is the same one.
  const [chance] = useState(() => newSeed());
  return (
    <section aria-label="How" className="flex flex-col gap-3 border-t border-line pt-4">
      <div className="flex items-center justify-between gap-3">
        <span>Takes of each generator{choice.sceneIds.length > 1 && ' for each scene'}</span>
        <Stepper
          label="Takes of each generator"
          value={each}
          min={1}
          max={mostEach}
          onChange={(next) => change({ each: next })}
        />
      </div>
      <div className="flex flex-col gap-1">
        <Switch label="Same seed" checked={seed !== null} onChange={(on) => change({ seed: on ? chance : null })} />
        <Note>{seedText(seed, each, withoutSeed)}</Note>
      </div>
      <Field
        label="Name"
        value={name}
        maxLength={120}
        placeholder={usualName}
        onChange={(event) => change({ name: event.target.value })}
      />
    </section>
  );
}

function seedText(seed: number | null, each: number, withoutSeed: readonly string[]): string {
  if (seed === null) return 'Every take begins from chance of its own.';
  const same = `All that take a seed begin from ${seed}${each > 1 ? ', and their further takes from the next numbers' : ''}.`;
  if (withoutSeed.length === 0) return same;
  const names = new Intl.ListFormat('en').format(withoutSeed);
  return `${same} ${names} ${withoutSeed.length === 1 ? 'takes' : 'take'} none.`;
}
