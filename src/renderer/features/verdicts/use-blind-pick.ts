import { useRef, useState } from 'react';
import type { TakeView } from '../../../shared/take.ts';
import type { Command } from '../../lib/shortcuts.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { useAddVerdict } from './api.ts';

/** A take as a wall shows it; `label` is its letter while names are hidden. */
export type Shown = { readonly take: TakeView; readonly label: string };

/** `digit`: the number key that picks it; null beyond the ninth. */
type Pickable = Shown & { readonly digit: string | null };

export type BlindPick = ReturnType<typeof useBlindPick>;

type Order = {
  /** In the order shown. */
  readonly tiles: readonly Pickable[];
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
  ...tiles.flatMap(({ take, label, digit }) => {
    const says = several ? `Take ${label} is one of the best` : `Take ${label} is the best`;
    return digit ? command(`pick-${digit}`, says, [digit], () => choose(take.id)) : [];
  }),
  command('several', several ? 'Only one is best' : 'Several are best', ['t'], toggleSeveral),
  command('all-bad', 'All are bad', ['0'], allBad),
  ...(several ? [command('confirm', 'These are the best', ['Enter'], confirm)] : []),
];

const command = (id: string, label: string, keys: string[], run: () => void): Command => ({
  ...{ id: `blind.${id}`, label, group: 'Wall', keys, run, once: true },
});
