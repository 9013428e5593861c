import { ToggleGroup } from 'radix-ui';
import type { Kind } from '../../../shared/film.ts';
import type { KindRating } from '../../../shared/verdict.ts';

type Props = {
  ratings: readonly KindRating[];
  value: Kind | null;
  onChange: (kind: Kind | null) => void;
};

/** All kinds together, or one of those that have verdicts, each with how many. They wrap, since there may be eleven. */
export function KindTabs({ ratings, value, onChange }: Props) {
  const pick = (next: string) => {
    const found = ratings.find(({ kind }) => (kind ?? 'all') === next);
    if (found) onChange(found.kind);
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label="Kind of scene"
      value={value ?? 'all'}
      onValueChange={pick}
      className="flex min-w-0 grow flex-wrap gap-1"
    >
      {ratings.map(({ kind, verdicts }) => (
        <ToggleGroup.Item
          key={kind ?? 'all'}
          value={kind ?? 'all'}
          className="rounded-2 border border-line bg-bg px-2.5 py-0.5 font-medium text-text-2 hover:text-text aria-checked:border-line-strong aria-checked:bg-raised aria-checked:text-text"
        >
          {kind ?? 'All'} <span className="tabular font-normal text-text-3">{verdicts}</span>
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
