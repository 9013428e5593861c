import type { BudgetLevel } from '../../../shared/rank-recommend.ts';
import { ChipButton } from '../../ui/chip.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { recommendedFor } from './picker-groups.ts';
import type { ScenePlan } from './plan-scene.ts';

const levelNames: Readonly<Record<BudgetLevel, string>> = { free: 'Free', budget: 'Budget', premium: 'Premium' };

/** Whom to begin with: for nothing, for little, and for the best. A press chooses. */
export function Recommendations({ plan, onChoose }: { plan: ScenePlan; onChoose: (id: string) => void }) {
  const chosen = plan.chain[0] ?? plan.ranked.find(({ generator }) => generator.id === plan.asked);
  const [usual = 'text-to-video'] = plan.ranked.map(({ generator }) => generator.category);
  const picks = recommendedFor(plan.ranked, chosen?.generator.category ?? usual);
  if (picks.length === 0) return null;
  return (
    <ul aria-label="Recommended" className="flex flex-wrap gap-1.5">
      {picks.map(({ level, ranked: { generator }, why }) => (
        <li key={level} className="min-w-0">
          <Tooltip text={`${generator.vendorName} · ${why}`}>
            <ChipButton onClick={() => onChoose(generator.id)}>
              <span className="text-text-3">{levelNames[level]}</span> {generator.name}
            </ChipButton>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
