import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { comesUp } from '../../../shared/choose.ts';
import { autoGenerator, type RankWish } from '../../../shared/rank-wish.ts';
import type { Role } from '../../../shared/take.ts';
import { showPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { inputClass, Labelled } from '../../ui/field.tsx';
import { floatClass } from '../../ui/menu.tsx';
import { openCatalogue } from '../catalogue/api.ts';
import { ChoiceRow } from './choice-row.tsx';
import { GeneratorList } from './generator-list.tsx';
import { reasonsText, takePriceText } from './picker-groups.ts';
import { choiceName, modeNames, type RankedView, type ScenePlan } from './plan-scene.ts';
import { Recommendations } from './recommendations.tsx';
import { WishBar } from './wish-bar.tsx';

type Props = {
  label: string;
  takeRole: Role;
  /** Who could make it and who will, as things are. */
  plan: ScenePlan;
  /** What `as the film` stands for; null where there is nothing to follow. */
  filmName: string | null;
  /** Whether it follows the film now. */
  follows: boolean;
  wish: RankWish;
  priceOf?: (ranked: RankedView) => string;
  onChoose: (id: string | null) => void;
  onWish: (label: string, patch: Partial<RankWish>) => void;
};

/** Who makes the take, ranked for this scene with every reason, and what matters in the ranking. */
export function GeneratorPicker(props: Props) {
  const [open, setOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  return (
    <Labelled label={props.label} aside={props.follows ? 'as the film' : undefined}>
      {(ids) => (
        <Popover.Root open={open} onOpenChange={setOpen}>
          <Popover.Trigger
            {...ids}
            data-spot={`${props.takeRole}-generator`}
            className="flex w-full items-center gap-2 rounded-2 border border-line bg-bg px-2.5 py-1.5 text-start hover:border-line-strong"
          >
            <Chosen {...props} />
            <ChevronDown size={14} className="shrink-0 text-text-3" aria-hidden />
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content
              align="end"
              side="top"
              sideOffset={4}
              collisionPadding={8}
              onOpenAutoFocus={(event) => {
                event.preventDefault();
                search.current?.focus();
              }}
              className={clsx(
                floatClass,
                'flex h-[min(40rem,var(--radix-popover-content-available-height))] w-[min(33rem,calc(100vw-1rem))] flex-col p-0! tiny:block',
              )}
            >
              <Choices
                {...props}
                search={search}
                onChoose={(id) => {
                  setOpen(false);
                  if (isByHand(props.plan, id)) showPanel('by-hand', id);
                  else props.onChoose(id);
                }}
                onCatalogue={() => {
                  setOpen(false);
                  openCatalogue(props.plan.chain[0]?.generator.id ?? props.plan.asked);
                }}
                onAddKey={(vendor) => {
                  setOpen(false);
                  showPanel('settings', vendor);
                }}
              />
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
    </Labelled>
  );
}

/** Nothing that the studio could order: it is worked at once. */
const isByHand = ({ ranked }: ScenePlan, id: string | null): boolean =>
  ranked.find(({ generator }) => generator.id === id)?.generator.status.kind === 'hand-off';

/** What is chosen now: who, why, and what a take costs. */
function Chosen({ plan, wish, priceOf = takePriceText }: Props) {
  const named = plan.ranked.find(({ generator }) => generator.id === plan.asked);
  const shown = plan.chain[0] ?? named;
  const vendor = shown && shown.generator.vendorName !== shown.generator.name && shown.generator.vendorName;
  const why = plan.hindrance?.text ?? plan.warnings[0] ?? reasonsText(shown?.reasons ?? []);
  return (
    <>
      <Dot tone={plan.hindrance || plan.warnings.length > 0 ? 'warn' : 'ok'} />
      <span className="min-w-0 grow">
        <span className="block truncate">
          <span className="font-semibold">{choiceName(plan, wish.mode)}</span>
          {vendor && <span className="text-text-2"> · {vendor}</span>}
        </span>
        <span title={why} className="block truncate text-1 text-text-3 short:hidden">
          {why}
        </span>
      </span>
      {shown && <span className="tabular shrink-0">{priceOf(shown)}</span>}
    </>
  );
}

type ChoicesProps = Props & {
  search: RefObject<HTMLInputElement | null>;
  onAddKey: (vendor: string) => void;
  onCatalogue: () => void;
};

function Choices(props: ChoicesProps) {
  const { label, takeRole, plan, filmName, follows, wish, priceOf, search, onChoose, onAddKey, onCatalogue, onWish } =
    props;
  const [text, setText] = useState('');
  const chosen = follows ? null : plan.asked;
  const first = useRef<HTMLDivElement>(null);
  const toRows = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    first.current?.querySelector<HTMLElement>('[data-choice]')?.focus();
  };
  return (
    <>
      <div className="flex shrink-0 flex-col gap-2.5 border-b border-line p-3">
        <Recommendations plan={plan} onChoose={onChoose} />
        {takeRole === 'picture' && <WishBar wish={wish} onWish={onWish} />}
        <input
          ref={search}
          type="search"
          aria-label="Search generators"
          placeholder={`Search ${plan.ranked.length} generators`}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={toRows}
          className={inputClass}
        />
      </div>
      <div ref={first} className="min-h-24 grow overflow-auto p-1 tiny:overflow-visible">
        <GeneratorList
          {...{ label, priceOf, onAddKey, search: text.trim() }}
          isChosen={(id) => id === chosen}
          ranked={plan.ranked}
          onChoose={onChoose}
        >
          {filmName !== null && (
            <ChoiceRow chosen={follows} label={`As the film, ${filmName}`} onChoose={() => onChoose(null)}>
              <span className="grow">
                As the film <span className="text-text-2">· {filmName}</span>
              </span>
            </ChoiceRow>
          )}
          {takeRole === 'picture' && <AutoChoice {...{ plan, wish, priceOf, chosen, onChoose }} />}
        </GeneratorList>
      </div>
      <div className="flex shrink-0 justify-end border-t border-line p-2">
        <Button look="quiet" onClick={onCatalogue}>
          All generators…
        </Button>
      </div>
    </>
  );
}

type AutoProps = Pick<Props, 'plan' | 'wish' | 'priceOf' | 'onChoose'> & { chosen: string | null };

function AutoChoice({ plan, wish, priceOf = takePriceText, chosen, onChoose }: AutoProps) {
  const best = plan.ranked.filter(comesUp).find(({ hindrance }) => hindrance === null);
  const now = best ? `${modeNames[wish.mode]} · ${best.generator.name}` : 'Nobody can make this now';
  return (
    <ChoiceRow
      chosen={chosen === autoGenerator}
      label={`Let the ranking choose, ${now}`}
      onChoose={() => onChoose(autoGenerator)}
    >
      <span className="min-w-0 grow">
        <span className="block font-semibold">Let the ranking choose</span>
        <span className="block truncate text-1 text-text-3">{now}</span>
      </span>
      {best && <span className="tabular shrink-0">{priceOf(best)}</span>}
    </ChoiceRow>
  );
}
