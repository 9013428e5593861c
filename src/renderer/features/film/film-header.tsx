import { Ellipsis, LibraryBig } from 'lucide-react';
import { type FilmView, goHome, showCatalogue, showPanel, showView, useNavigation } from '../../lib/navigation.ts';
import { allCommands, useRegistry } from '../../lib/shortcuts.ts';
import { useDocumentTitle } from '../../lib/use-document-title.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { ActivityChip } from '../activity/activity-chip.tsx';
import { LostChip } from '../lost/lost-chip.tsx';
import { Mark } from '../shell/mark.tsx';
import { PurseChip } from '../spending/purse-chip.tsx';
import { FilmTitle } from './film-title.tsx';
import { SaveIndicator } from './save-state.tsx';
import { useFilm } from './session-context.ts';

const views: readonly { value: FilmView; label: string }[] = [
  { value: 'board', label: 'Board' },
  { value: 'wall', label: 'Wall' },
  { value: 'cut', label: 'Cut' },
];

/** Which film, whether it is saved, how it is looked at, what is at work, and the way out: Export. */
export function FilmHeader() {
  const view = useNavigation((state) => state.view);
  const catalogue = useNavigation((state) => state.catalogue);
  const { title } = useFilm();
  useDocumentTitle(title);
  return (
    // What is at work and what it costs is read in full: a long title gives way.
    <header className="grid h-11 shrink-0 grid-cols-[minmax(0,1fr)_auto_minmax(max-content,1fr)] items-center gap-4 border-b border-line bg-panel px-3">
      <div className="flex min-w-0 items-center gap-2">
        <IconButton label="All films" keys="Mod+Shift+h" onClick={goHome}>
          <Mark />
        </IconButton>
        <FilmTitle />
        <SaveIndicator />
      </div>
      <Segmented label="View" value={catalogue ? null : view} parts={views} onChange={showView} />
      <div className="flex min-w-0 items-center justify-end gap-3">
        <PurseChip />
        <LostChip />
        <ActivityChip />
        <IconButton
          label="Catalogue of generators"
          keys="Mod+Shift+g"
          aria-pressed={catalogue}
          onClick={() => showCatalogue(!catalogue)}
        >
          <LibraryBig size={16} aria-hidden />
        </IconButton>
        <FilmMenu />
        <Tooltip text="Make the MP4" keys="Mod+e">
          <Button look="primary" onClick={() => showPanel('export')}>
            Export
          </Button>
        </Tooltip>
      </div>
    </header>
  );
}

const menuIds = [
  'film.undo',
  'film.redo',
  '-',
  'film.settings',
  'film.versions',
  'film.rehearse',
  '-',
  'studio.catalogue',
  'studio.activity',
  'studio.lost',
  'studio.spending',
  'studio.verdicts',
  'studio.settings',
  '-',
  'studio.shortcuts',
  'studio.palette',
];

/** The film's commands that have no button of their own, from the same registry as keys and palette. */
function FilmMenu() {
  const registry = useRegistry();
  const commands = allCommands(registry);
  const list = menuIds.flatMap((id): MenuItem[] => {
    if (id === '-') return ['-'];
    const command = commands.findLast((each) => each.id === id);
    if (!command) return [];
    const { label, keys, disabled = false, run } = command;
    return [{ label, keys: keys[0], disabled, onSelect: () => run(null) }];
  });
  return (
    <Menu label="Film" list={list}>
      <IconButton label="More">
        <Ellipsis size={16} aria-hidden />
      </IconButton>
    </Menu>
  );
}
