import { withArticle } from '../../../shared/article.ts';
import { ChipButton } from '../../ui/chip.tsx';
import { keysWorth } from './picker-groups.ts';
import type { RankedView } from './plan-scene.ts';

type Props = { keyless: readonly RankedView[]; onAddKey: (vendor: string) => void };

/** For somebody without any key: what one would open, and the way to it. */
export const FirstKey = ({ keyless, onAddKey }: Props) => (
  <div className="mx-1 mt-1 flex flex-col gap-2 rounded-2 border border-line bg-bg px-3 py-2.5">
    <p className="text-text-2">
      {keyless.length} more work with a key of your own: you pay the vendor, nobody else. One key is enough to begin.
    </p>
    <ul aria-label="Add a first key" className="flex flex-wrap gap-1.5">
      {keysWorth(keyless).map(({ vendor, name, count }) => (
        <li key={vendor}>
          <ChipButton
            aria-label={`Add ${withArticle(name)} key for ${count} generators`}
            onClick={() => onAddKey(vendor)}
          >
            {name} <span className="tabular text-text-3">{count}</span>
          </ChipButton>
        </li>
      ))}
    </ul>
  </div>
);
