import clsx from 'clsx';
import { Check, ChevronDown } from 'lucide-react';
import { memo } from 'react';
import { modelName } from '../../lib/model-name.ts';
import { useMeans } from '../../lib/use-means.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceRow } from './choice-row.tsx';
import { factsText, isOnSale, pointsText, reasonsText, takePriceText } from './picker-groups.ts';
import type { RankedView } from './plan-scene.ts';

export type RowDeeds = {
  readonly choose: (id: string) => void;
  readonly expand: (id: string) => void;
  readonly addKey: (vendor: string) => void;
};

type Props = {
  ranked: RankedView;
  /** Says what a take costs here; the scene's price unless somebody knows better. */
  price?: string | undefined;
  chosen: boolean;
  many: boolean;
  /** Where Tab comes into the list. */
  entry: boolean;
  /** Why it cannot be chosen; null when it can. */
  closed: string | null;
  /** What is to be known of it here. */
  note?: string | undefined;
  expanded: boolean;
  deeds: RowDeeds;
};

/** One generator: its score, who it is, why it stands here, and what a take costs. All its points on demand. */
export const GeneratorRow = memo(function GeneratorRow(props: Props) {
  const { ranked, price, chosen, many, entry, closed, note, expanded, deeds } = props;
  const { generator, score, hindrance, hinderedBy } = ranked;
  const { id, name, vendor, vendorName } = generator;
  const why = hindrance ?? [note, reasonsText(ranked.reasons)].filter(Boolean).join(' · ');
  const cost = price ?? takePriceText(ranked);
  const means = useMeans(vendor);
  return (
    <div data-row={id} className="[contain-intrinsic-size:auto_44px] [content-visibility:auto]">
      <div className="flex items-center">
        <ChoiceRow
          chosen={chosen}
          many={many}
          entry={entry}
          disabled={closed !== null}
          label={[name, vendorName, cost, hindrance ?? `${score} points`, note].filter(Boolean).join(', ')}
          tip={closed ?? hindrance ?? <Points ranked={ranked} />}
          onChoose={() => deeds.choose(id)}
        >
          <Score score={score} able={hindrance === null} />
          <span className="min-w-0 grow">
            <span className="block truncate">
              <span className="font-semibold">{modelName(generator)}</span>
              {vendorName !== name && <span className="text-text-2"> · {vendorName}</span>}
            </span>
            <span className={clsx('block truncate text-1', hinderedBy === 'vendor' ? 'text-warn' : 'text-text-3')}>
              {why}
            </span>
          </span>
          {chosen && !many && <Check size={14} className="shrink-0 text-text-2" aria-hidden />}
          <span className="tabular shrink-0">{cost}</span>
        </ChoiceRow>
        {hinderedBy === 'key' && isOnSale(generator) && (
          <Button
            look="quiet"
            className="shrink-0 px-2!"
            aria-label={`Add a ${means} for ${vendorName}`}
            onClick={() => deeds.addKey(vendor)}
          >
            Add {means}
          </Button>
        )}
        <button
          type="button"
          tabIndex={-1}
          data-expander
          aria-expanded={expanded}
          aria-label={`All points of ${name}`}
          onClick={() => deeds.expand(id)}
          className="grid size-7 shrink-0 place-content-center rounded-[6px] text-text-3 hover:bg-hover hover:text-text"
        >
          <ChevronDown size={14} className={clsx('transition-transform', expanded && 'rotate-180')} aria-hidden />
        </button>
      </div>
      {expanded && <Details ranked={ranked} />}
    </div>
  );
});

const Score = ({ score, able }: { score: number; able: boolean }) => (
  <span
    className={clsx(
      'tabular w-9 shrink-0 rounded-full border py-px text-center',
      able ? 'border-line' : 'border-transparent',
    )}
  >
    {able && score}
  </span>
);

/** Every point. */
const Points = ({ ranked: { reasons, score } }: { ranked: RankedView }) => (
  <ul>
    {reasons.map(({ points, text }) => (
      <li key={text} className="flex justify-between gap-4">
        <span>{text}</span>
        <span className="tabular">{pointsText(points)}</span>
      </li>
    ))}
    <li className="flex justify-between gap-4 border-t border-line-strong font-medium">
      <span>Points</span>
      <span className="tabular">{score}</span>
    </li>
  </ul>
);

/** Every point, and what the generator can do. */
const Details = ({ ranked }: { ranked: RankedView }) => (
  <div className="mx-2 mb-1.5 ms-13 flex flex-col gap-1 text-1 text-text-2">
    <Points ranked={ranked} />
    <p className="text-text-3">{factsText(ranked.generator)}</p>
  </div>
);
