import { Meter } from '../../ui/meter.tsx';
import { barParts, budgetText, type Purse } from './budget-text.ts';

type Props = { name: string; purse: Purse; className?: string };

/** How full a budget is: what is spent, and paler what is reserved. Nothing where nothing limits it. */
export function BudgetBar({ name, purse, className }: Props) {
  if (purse.capMicros === null) return null;
  const { spent, reserved } = barParts(purse);
  return <Meter label={name} taken={spent} promised={reserved} text={budgetText(purse)} className={className} />;
}

/** The bar with its figures. */
export function BudgetLine({ name, purse }: Omit<Props, 'className'>) {
  return (
    <div className="flex flex-col gap-1">
      <BudgetBar name={name} purse={purse} />
      <span className="tabular text-text-2">{budgetText(purse)}</span>
    </div>
  );
}
