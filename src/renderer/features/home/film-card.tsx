import { CopyPlus, FolderOpen, MoreHorizontal, Trash2, X } from 'lucide-react';
import type { RecentFilm } from '../../../shared/settings.ts';
import { timeAgo } from '../../lib/time-ago.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ContextualMenu, Menu, type MenuItem } from '../../ui/menu.tsx';

type Act = (film: RecentFilm) => void;
type Props = {
  film: RecentFilm;
  onOpen: Act;
  onDuplicate: Act;
  onDiscard: Act;
  onForget: Act;
  /** Null where there is no file manager to show it in. */
  onReveal: Act | null;
};

export function FilmCard({ film, onOpen, ...acts }: Props) {
  const list = menuFor(film, onOpen, acts);
  return (
    <ContextualMenu label={film.title} list={list}>
      <li className="group relative flex flex-col overflow-hidden rounded-3 border border-line bg-panel hover:border-line-strong">
        <button
          type="button"
          onClick={() => onOpen(film)}
          aria-label={`Open ${film.title}`}
          disabled={!film.exists}
          className="absolute inset-0 z-[1] rounded-3"
        />
        <div className="hatch relative aspect-video">
          {film.poster && <img src={film.poster} alt="" className="absolute inset-0 size-full object-contain" />}
          {!film.poster && (
            <p className="grid h-full place-content-center text-text-2">{film.exists ? 'No take yet' : ''}</p>
          )}
        </div>
        <div className="flex items-center gap-2 p-3">
          <div className="min-w-0 grow">
            <h3 className="truncate text-[13px] font-semibold" title={film.title} dir="auto">
              {film.title}
            </h3>
            <p className="truncate text-text-2" title={film.dir}>
              {film.exists
                ? `${sceneCount(film.scenes)} · ${timeAgo(film.openedAt)}`
                : 'The folder is not there any more'}
            </p>
          </div>
          <span className="relative z-[2]">
            <Menu label={film.title} list={list}>
              <IconButton label={`More for ${film.title}`}>
                <MoreHorizontal size={16} aria-hidden />
              </IconButton>
            </Menu>
          </span>
        </div>
      </li>
    </ContextualMenu>
  );
}

const sceneCount = (scenes: number) => (scenes === 1 ? '1 scene' : `${scenes} scenes`);

function menuFor(film: RecentFilm, onOpen: Act, acts: Omit<Props, 'film' | 'onOpen'>): MenuItem[] {
  const forget: MenuItem = {
    label: 'Remove from this list',
    icon: <X size={14} aria-hidden />,
    onSelect: () => acts.onForget(film),
  };
  if (!film.exists) return [forget];
  const { onReveal } = acts;
  return [
    { label: 'Open', onSelect: () => onOpen(film) },
    { label: 'Duplicate', icon: <CopyPlus size={14} aria-hidden />, onSelect: () => acts.onDuplicate(film) },
    ...(onReveal
      ? [{ label: 'Show in folder', icon: <FolderOpen size={14} aria-hidden />, onSelect: () => onReveal(film) }]
      : []),
    '-',
    forget,
    {
      label: 'Move to Trash',
      icon: <Trash2 size={14} aria-hidden />,
      danger: true,
      onSelect: () => acts.onDiscard(film),
    },
  ];
}
