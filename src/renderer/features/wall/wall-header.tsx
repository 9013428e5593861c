import { ChevronLeft, ChevronRight, Share } from 'lucide-react';
import { useState } from 'react';
import type { WallMode } from '../../../shared/comparison.ts';
import { showPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { FilterMenu, SortMenu } from './look-menus.tsx';
import { RenameRun } from './rename-run.tsx';
import { RunsMenu } from './runs-menu.tsx';
import { wallSum } from './tile-text.ts';
import type { Wall } from './use-wall.ts';
import { cannotHide } from './use-wall-commands.ts';

const modes: readonly { value: WallMode; label: string }[] = [
  { value: 'wall', label: 'Wall' },
  { value: 'wipe', label: 'Wipe' },
  { value: 'duel', label: 'Duel' },
];

type Props = {
  wall: Wall;
  onMode: (mode: WallMode) => void;
  onBlind: () => void;
  onScene: (by: 1 | -1) => void;
  handOn: readonly MenuItem[];
};

/** Whose takes these are, what they cost, and how they are looked at. */
export function WallHeader(props: Props) {
  const { wall, onMode, onBlind, handOn } = props;
  const { comparison, view, change, hidden } = wall;
  return (
    <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2">
      <Subject {...props} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Segmented label="How to compare" value={view.mode} parts={modes} onChange={onMode} />
        <Tooltip text={blindText(wall)} keys="b">
          <Button
            aria-pressed={view.blind !== null}
            disabled={cannotHide(wall)}
            onClick={onBlind}
            className="aria-pressed:border-text-2"
          >
            Blind
          </Button>
        </Tooltip>
        <SortMenu
          sort={view.blind ? null : view.sort}
          disabled={hidden}
          onSort={(sort) => change({ sort, blind: null })}
        />
        <FilterMenu hide={view.hide} onHide={(hide) => change({ hide })} />
        <Button onClick={() => showPanel('compare', comparison?.id ?? null)}>Add generators…</Button>
        <Menu label="Hand on" list={handOn}>
          <IconButton label="Hand on">
            <Share size={15} aria-hidden />
          </IconButton>
        </Menu>
      </div>
    </div>
  );
}

function blindText({ view, hidden }: Wall): string {
  if (hidden) return 'Show the names';
  return view.blind ? 'Back to the usual order' : 'Hide the names and shuffle, then pick the best';
}

function Subject({ wall, onScene }: Props) {
  const { film, comparison, scene, rows, view, hidden } = wall;
  const [renaming, setRenaming] = useState(false);
  const index = film.scenes.findIndex(({ id }) => id === scene.id);
  const title = scene.title.trim() || 'Untitled scene';
  const [first, last] = endsOf(wall);
  const tiles = rows.flatMap((row) => row.tiles);
  return (
    <div className="flex min-w-0 grow basis-72 items-center gap-2">
      <span className="flex shrink-0">
        <IconButton label="Previous scene" keys="PageUp" disabled={first} onClick={() => onScene(-1)}>
          <ChevronLeft size={16} className="rtl:-scale-x-100" aria-hidden />
        </IconButton>
        <IconButton label="Next scene" keys="PageDown" disabled={last} onClick={() => onScene(1)}>
          <ChevronRight size={16} className="rtl:-scale-x-100" aria-hidden />
        </IconButton>
      </span>
      <div className="flex min-w-0 items-center gap-x-2 max-xl:flex-col max-xl:items-start">
        <h2 dir="auto" className="max-w-full truncate text-3 font-semibold">
          {rows.length > 1 ? `${rows.length} scenes` : `Scene ${index + 1} · ${title}`}
        </h2>
        <div className="flex max-w-full min-w-0 shrink-0 items-center gap-1">
          <span dir="auto" className="shrink-0 text-text-2">
            {wallSum(tiles, hidden || view.mode === 'duel' ? wall.underWay : null)}
          </span>
          {comparison && renaming ? (
            <RenameRun key={comparison.id} comparison={comparison} onClose={() => setRenaming(false)} />
          ) : (
            <RunsMenu comparison={comparison} sceneId={scene.id} onRename={() => setRenaming(true)} />
          )}
        </div>
      </div>
    </div>
  );
}

/** Whether the scene is the first, and the last, of those that can be gone through. */
function endsOf({ film, rows, scene }: Wall): [boolean, boolean] {
  const ids = rows.length > 1 ? rows.map((row) => row.scene.id) : film.scenes.map(({ id }) => id);
  return [ids[0] === scene.id, ids.at(-1) === scene.id];
}
