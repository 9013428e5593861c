import { useRef, useState } from 'react';
import type { TakeView } from '../../../shared/take.ts';
import type { Command } from '../../lib/shortcuts.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { useAddVerdict } from './api.ts';

/** A take as a wall shows it; `label` is its letter while names are hidden. */
export type Shown = { readonly take: TakeView; readonly label: string };

export type BlindPick = ReturnType<typeof useBlindPick>;

type Order = {
  /** In the order shown: the number keys count them. */
  readonly tiles: readonly Shown[];
  readonly sceneId: string;
  readonly comparisonId: string | null;
  /** False takes the keys away: the wall is open, or shows something else. */
  readonly enabled: boolean;
  /** The verdict is written; `best` holds one id, several that tie, or none when all are bad. */
  readonly onVerdict: (best: readonly string[]) => void;
};

/**
 * Picking the best of a blind wall: by number or by pressing a tile (`choose`). With `several`, what is chosen is collected
 * until Enter. `isChosen` is for the tiles.
 */
export function useBlindPick({ tiles, sceneId, comparisonId, enabled, onVerdict }: Order) {
  const [several, setSeveral] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { mutate, isPending } = useAddVerdict();
  const able = tiles.length >= 2 && !isPending;

  // A key that is pressed twice at once comes before the next render.
  const sent = useRef(false);
  const judge = (best: readonly string[]) => {
    if (!able || sent.current) return;
    sent.current = true;
    const takeIds = tiles.map(({ take }) => take.id);
    mutate(
      { sceneId, comparisonId, mode: 'pick', blind: true, takeIds, best: [...best] },
      {
        onSuccess: () => {
          setSeveral(false);
          setChosen([]);
          onVerdict(best);
        },
        onSettled: () => {
          sent.current = false;
        },
      },
    );
  };
  const choose = (takeId: string) => {
    if (!several) return judge([takeId]);
    setChosen(chosen.includes(takeId) ? chosen.filter((id) => id !== takeId) : [...chosen, takeId]);
  };
  const pick = {
    tiles,
    several,
    busy: isPending,
    able,
    chosen,
    isChosen: (takeId: string) => chosen.includes(takeId),
    choose,
    toggleSeveral: () => {
      setSeveral(!several);
      setChosen([]);
    },
    allBad: () => judge([]),
    confirm: () => chosen.length > 0 && judge(chosen),
  };
  useCommands(enabled ? commandsOf(pick) : []);
  return pick;
}

type Pick = Omit<BlindPick, 'isChosen'>;

const commandsOf = ({ tiles, several, choose, toggleSeveral, allBad, confirm }: Pick): readonly Command[] => [
  ...tiles.slice(0, 9).map(({ take, label }, index) => ({
    id: `blind.pick-${index + 1}`,
    label: several ? `Take ${label} is one of the best` : `Take ${label} is the best`,
    group: 'Takes' as const,
    keys: [String(index + 1)],
    run: () => choose(take.id),
  })),
  { id: 'blind.several', label: 'Several are best', group: 'Takes', keys: ['t'], run: toggleSeveral },
  { id: 'blind.all-bad', label: 'All are bad', group: 'Takes', keys: ['0'], run: allBad },
  ...(several
    ? [{ id: 'blind.confirm', label: 'These are the best', group: 'Takes' as const, keys: ['Enter'], run: confirm }]
    : []),
];
