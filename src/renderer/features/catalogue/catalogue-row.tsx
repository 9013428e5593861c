import clsx from 'clsx';
import { memo } from 'react';
import type { GeneratorView } from '../../../shared/generator.ts';
import { formatPrice } from '../../../shared/money.ts';
import { modelName } from '../../lib/model-name.ts';
import { categoryNames } from '../settings/priorities.ts';
import { columnsClass, shownFrom } from './columns.ts';
import { abilities, paceText, shapeText } from './fact-text.ts';
import { cellRole, nameRole } from './grid-roles.ts';
import { QualityBar } from './quality-bar.tsx';
import { scenePriceText } from './scene-price.ts';
import { isPriced, standingOf } from './standing.ts';
import { StandingCell } from './standing-cell.tsx';
import { tick } from './store.ts';

type Props = { generator: GeneratorView; shown: boolean; ticked: boolean };

/** One generator, in two lines at most. */
export const CatalogueRow = memo(function CatalogueRow({ generator, shown, ticked }: Props) {
  const { name, maker, vendorName, category, free, quality, source } = generator;
  const standing = standingOf(generator);
  const priced = isPriced(generator);
  return (
    <div
      className={clsx(
        columnsClass,
        'h-full border-b border-line',
        shown ? 'bg-hover' : 'hover:bg-raised',
        standing === 'closed' && 'text-text-3',
      )}
    >
      <span {...cellRole}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Compare ${name}, ${vendorName}`}
          checked={ticked}
          onClick={(event) => event.stopPropagation()}
          onChange={() => tick(generator.id)}
          className="block size-3.5 accent-text-2"
        />
      </span>
      <span {...nameRole} className="min-w-0">
        <span title={name} className="block truncate font-semibold">
          {modelName(generator)}
        </span>
        <span className="block truncate text-1 text-text-3">
          {maker === vendorName ? maker : `${maker} · at ${vendorName}`}
          {source === 'own' && ' · added by you'}
        </span>
      </span>
      <Cell from="wide">
        <span className="block truncate text-text-2">{categoryNames[category]}</span>
      </Cell>
      <span {...cellRole} className="min-w-0">
        {priced && <Price generator={generator} />}
      </span>
      <Cell from="widest">
        <span title={free ?? undefined} className="line-clamp-2 text-1 text-text-2">
          {free}
        </span>
      </Cell>
      <Cell from="middle">
        <QualityBar quality={quality} />
      </Cell>
      <Cell from="middle">{priced && <span className="tabular text-text-2">{paceText(generator)}</span>}</Cell>
      <Cell from="wide">
        <span className="block truncate text-text-2">
          <bdi>{shapeText(generator)}</bdi>
        </span>
        <span className="block truncate text-1 text-text-3">
          <bdi>{abilities(generator).join(' · ')}</bdi>
        </span>
      </Cell>
      <span {...cellRole} className="min-w-0">
        <StandingCell generator={generator} />
      </span>
    </div>
  );
});

type CellProps = { from: keyof typeof shownFrom; children: React.ReactNode };

const Cell = ({ from, children }: CellProps) => (
  <span {...cellRole} className={clsx('min-w-0', shownFrom[from])}>
    {children}
  </span>
);

/** What a five-second scene costs, since that can be compared; the unit below. */
function Price({ generator }: { generator: GeneratorView }) {
  const whole = scenePriceText(generator);
  const unit = formatPrice(generator.price);
  return (
    <>
      <span title={whole} className="tabular block truncate">
        {whole}
      </span>
      {unit !== whole && (
        <span title={unit} className="tabular block truncate text-text-3">
          {unit.replace('about ', '').replace('1,000 characters', '1k chars')}
        </span>
      )}
    </>
  );
}
