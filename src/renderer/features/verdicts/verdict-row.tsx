import { Ellipsis } from 'lucide-react';
import type { Verdict } from '../../../shared/verdict.ts';
import { timeAgo } from '../../lib/time-ago.ts';
import type { Names } from '../../lib/use-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { VerdictPosters } from './verdict-posters.tsx';
import { contestantNames, findingText, modeText } from './verdict-text.ts';

type Props = {
  verdict: Verdict;
  names: Names;
  /** Where all are of one kind, it need not be said. */
  showKind: boolean;
  onChange: (best: string[]) => void;
  onForget: () => void;
};

/** One verdict: who was found better than whom, where, how and when. */
export function VerdictRow({ verdict, names, showKind, onChange, onForget }: Props) {
  const finding = findingText(verdict, names.generator);
  const facts = [
    verdict.sceneTitle || 'Untitled scene',
    verdict.filmTitle,
    showKind && verdict.kind,
    modeText(verdict),
    timeAgo(verdict.createdAt),
  ];
  return (
    <li className="flex items-center gap-3 border-b border-line py-2 last:border-b-0">
      <VerdictPosters verdict={verdict} />
      <div className="min-w-0 grow">
        <p dir="auto" className="line-clamp-2 font-medium">
          {finding}
        </p>
        <p dir="auto" className="truncate text-text-3" title={facts.filter(Boolean).join(' · ')}>
          {facts.filter(Boolean).join(' · ')}
        </p>
      </div>
      <Menu label={`Verdict: ${finding}`} list={() => itemsOf(verdict, names, { onChange, onForget })}>
        <IconButton label={`Change or forget: ${finding}`}>
          <Ellipsis size={16} aria-hidden />
        </IconButton>
      </Menu>
    </li>
  );
}

function itemsOf(
  { contestants, best }: Verdict,
  names: Names,
  { onChange, onForget }: Pick<Props, 'onChange' | 'onForget'>,
): MenuItem[] {
  const all = contestants.map(({ takeId }) => takeId);
  return [
    ...contestantNames(contestants, names.generator).map(({ takeId, name }) => ({
      label: `${name} was best`,
      disabled: best.length === 1 && best[0] === takeId,
      onSelect: () => onChange([takeId]),
    })),
    '-',
    { label: 'All as good', disabled: best.length === all.length, onSelect: () => onChange(all) },
    { label: 'All bad', disabled: best.length === 0, onSelect: () => onChange([]) },
    '-',
    { label: 'Forget', danger: true, onSelect: onForget },
  ];
}
