import { useState } from 'react';
import type { Hello } from '../../../shared/contract.ts';
import type { VendorView } from '../../../shared/generator.ts';
import { usdToMicros } from '../../../shared/money.ts';
import type { Budget } from '../../../shared/spending.ts';
import { errorOf } from '../../lib/errors.ts';
import { showPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ErrorNote, Skeleton } from '../../ui/states.tsx';
import { UsdField } from '../../ui/usd-field.tsx';
import { BudgetLine } from '../spending/budget-bar.tsx';
import { useBudgets, useCatalogue, useChangeSettings } from './api.ts';
import { Section } from './section.tsx';

/** When the studio asks before it spends, and what it may never spend more than. */
export function MoneySection({ hello }: { hello: Hello }) {
  const { mutate } = useChangeSettings();
  return (
    <>
      <Section
        title="Before paid work"
        about="A step that may cost more than this asks first. Cheaper ones start at once."
      >
        <div className="w-44">
          <UsdField
            label="Ask above, in US dollars"
            required
            value={hello.settings.confirmAboveUsd}
            onCommit={(usd) => mutate({ confirmAboveUsd: usd ?? 0 })}
          />
        </div>
      </Section>
      <Section
        title="Budgets"
        about="No paid step starts that a budget does not allow. What waits or runs is reserved at its highest price until it is known. A film's own budget is in its film settings."
      >
        <Budgets hello={hello} />
      </Section>
    </>
  );
}

function Budgets({ hello }: { hello: Hello }) {
  const { dayUsd, vendorUsd } = hello.settings.budgets;
  const { mutate } = useChangeSettings();
  const [budgets, catalogue] = [useBudgets(), useCatalogue()];
  const failed = budgets.error ?? catalogue.error;
  if (failed && !(budgets.data && catalogue.data))
    return (
      <ErrorNote
        error={errorOf(failed)}
        onRetry={() => {
          void budgets.refetch();
          void catalogue.refetch();
        }}
      />
    );
  if (!budgets.data || !catalogue.data) return <Skeleton className="h-36" />;
  const day = budgets.data.find(({ kind }) => kind === 'day');
  return (
    <>
      <BudgetField
        label="A day, in US dollars"
        usd={dayUsd}
        budget={day}
        onCommit={(usd) => mutate({ budgets: { vendorUsd, dayUsd: usd } })}
      />
      <VendorBudgets
        vendors={catalogue.data.vendors.filter(({ needsKey }) => needsKey)}
        caps={vendorUsd}
        budgets={budgets.data}
        onChange={(next) => mutate({ budgets: { dayUsd, vendorUsd: next } })}
      />
    </>
  );
}

type VendorBudgetsProps = {
  vendors: readonly VendorView[];
  /** US dollars a month by vendor id. */
  caps: Readonly<Record<string, number>>;
  budgets: readonly Budget[];
  onChange: (caps: Record<string, number>) => void;
};

/** A line for each vendor with a budget; the others wait in a menu. */
function VendorBudgets({ vendors, caps, budgets, onChange }: VendorBudgetsProps) {
  // Asked for, and not yet given an amount.
  const [added, setAdded] = useState<string | null>(null);
  const shown = vendors.filter(({ id }) => id in caps || id === added);
  const others = vendors.filter((vendor) => !shown.includes(vendor));
  const commit = (id: string) => (usd: number | null) => {
    const { [id]: _, ...rest } = caps;
    onChange(usd === null ? rest : { ...rest, [id]: usd });
    setAdded(null);
  };
  return (
    <>
      {shown.map(({ id, name }) => (
        <BudgetField
          key={id}
          label={`${name}, a month`}
          usd={caps[id] ?? null}
          autoFocus={id === added}
          budget={budgets.find(({ kind, key }) => kind === 'vendor' && key === id)}
          onCommit={commit(id)}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        {others.length > 0 && (
          <Menu
            label="Vendors without a budget"
            list={others.map(({ id, name }) => ({ label: name, onSelect: () => setAdded(id), movesFocus: true }))}
          >
            <Button>Limit a vendor…</Button>
          </Menu>
        )}
        <Button onClick={() => showPanel('spending')}>Show spending</Button>
      </div>
    </>
  );
}

type BudgetFieldProps = {
  label: string;
  usd: number | null;
  budget: Budget | undefined;
  onCommit: (usd: number | null) => void;
  autoFocus?: boolean;
};

function BudgetField({ label, usd, budget, onCommit, autoFocus = false }: BudgetFieldProps) {
  return (
    <div className="grid grid-cols-[11rem_1fr] items-end gap-5">
      <UsdField label={label} placeholder="No limit" value={usd} onCommit={onCommit} autoFocus={autoFocus} />
      {budget && <BudgetLine name={label} purse={{ ...budget, capMicros: usd === null ? null : usdToMicros(usd) }} />}
    </div>
  );
}
