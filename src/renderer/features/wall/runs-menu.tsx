import { ChevronDown, Pencil, Trash2 } from 'lucide-react';
import type { Comparison } from '../../../shared/comparison.ts';
import { showWall } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { toast } from '../../ui/toasts.tsx';
import { removeComparison, restoreComparison } from '../film/compare-edits.ts';
import type { FilmSession } from '../film/session.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { runLines, runName } from './runs.ts';

type Props = { comparison: Comparison | null; sceneId: string; onRename: () => void };

/** Which takes the wall shows: all of the scene, or those of a comparison that was saved. */
export function RunsMenu({ comparison, sceneId, onRename }: Props) {
  const { comparisons } = useFilm();
  const session = useSession();
  const list = (): MenuItem[] => [
    { label: 'All takes', checked: comparison === null, onSelect: () => showWall(null) },
    ...(comparisons.length > 0 ? ['-' as const] : []),
    ...runLines(comparisons, sceneId, Date.now()).map(({ run, label }) => ({
      label,
      checked: run.id === comparison?.id,
      onSelect: () => showWall(run.id),
    })),
    ...(comparison ? deeds(session, comparison, onRename) : []),
  ];
  return (
    <Menu label="Comparisons" list={list}>
      <Button look="quiet" className="min-w-0 text-text-2 max-xl:min-h-6 max-xl:py-0!">
        <span dir="auto" className="max-w-56 truncate">
          {comparison ? runName(comparison) : 'All takes'}
        </span>
        <ChevronDown size={14} className="shrink-0" aria-hidden />
      </Button>
    </Menu>
  );
}

const deeds = (session: FilmSession, comparison: Comparison, onRename: () => void): MenuItem[] => [
  '-',
  {
    label: 'Rename this comparison…',
    icon: <Pencil size={14} aria-hidden />,
    movesFocus: true,
    onSelect: onRename,
  },
  {
    label: 'Remove this comparison',
    icon: <Trash2 size={14} aria-hidden />,
    danger: true,
    onSelect: () => remove(session, comparison),
  },
];

/** Its takes stay with their scenes. */
function remove({ store }: FilmSession, comparison: Comparison): void {
  showWall(null);
  store.keep(removeComparison(comparison.id));
  const undo = () => {
    store.keep(restoreComparison(comparison));
    showWall(comparison.id);
  };
  toast(
    `Removed ${runName(comparison)}. Its takes stay with their scenes.`,
    { label: 'Undo', run: undo },
    'comparison',
  );
}
