import { RadioGroup } from 'radix-ui';
import type { Fallback } from '../../../shared/chain.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { ChainList } from './chain-list.tsx';
import { addable, chainLines, fallbackNames, withMode } from './chain-text.ts';
import type { ScenePlan } from './plan-scene.ts';

type Props = {
  plan: ScenePlan;
  fallback: Fallback;
  filmFallback: Fallback | null;
  follows: boolean;
  onChange: (label: string, fallback: Fallback | null) => void;
};

const about: Readonly<Record<Fallback['mode'], string>> = {
  auto: 'to the best that costs no more',
  fixed: 'whatever they cost',
  never: 'and tell',
};

/** Where a take goes when its generator cannot make it: how it is chosen, the chain that results, and its prices. */
export function ChainEditor({ plan, fallback, filmFallback, follows, onChange }: Props) {
  const followsFilm = follows && filmFallback !== null;
  const set = (label: string, patch: Partial<Fallback>) => onChange(label, { ...fallback, ...patch });
  const choose = (value: string) => {
    const mode = (['auto', 'fixed', 'never'] as const).find((each) => each === value);
    onChange('choose what follows', mode ? withMode(fallback, mode, plan) : null);
  };
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup.Root
        aria-label="If it cannot be made"
        value={followsFilm ? 'film' : fallback.mode}
        onValueChange={choose}
        className="flex flex-col"
      >
        {filmFallback && (
          <Mode value="film" label="As the film" about={fallbackNames[filmFallback.mode].toLowerCase()} />
        )}
        {(['auto', 'fixed', 'never'] as const).map((mode) => (
          <Mode key={mode} value={mode} label={fallbackNames[mode]} about={about[mode]} />
        ))}
      </RadioGroup.Root>
      {fallback.mode !== 'never' && (
        <ChainList
          first={plan.chain[0] ?? null}
          lines={chainLines(plan, fallback)}
          addable={addable(plan, fallback)}
          editable={fallback.mode === 'fixed' && !followsFilm}
          onChange={(generators) => set('change what follows', { generators: [...generators] })}
        />
      )}
      {plan.hindrance && <p className="text-text-2">{plan.hindrance.text}.</p>}
      {fallback.mode !== 'never' && (
        <CheckBox
          label="Also when the vendor refuses the content"
          checked={fallback.afterRefusal}
          onChange={(afterRefusal) =>
            set(afterRefusal ? 'go on after a refusal' : 'stop at a refusal', { afterRefusal })
          }
        />
      )}
    </div>
  );
}

const Mode = ({ value, label, about: more }: { value: string; label: string; about: string }) => (
  <RadioGroup.Item
    value={value}
    className="group flex items-center gap-2.5 rounded-[6px] px-2 py-1.5 text-start hover:bg-hover"
  >
    <span
      aria-hidden
      className="size-3.5 shrink-0 rounded-full border border-line-strong group-aria-checked:border-4 group-aria-checked:border-text-2"
    />
    <span>
      {label} <span className="text-text-3">{more}</span>
    </span>
  </RadioGroup.Item>
);
