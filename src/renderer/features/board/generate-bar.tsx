import { ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import { showPanel } from '../../lib/navigation.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { takeCount } from '../generation/batch-text.ts';
import { showPending } from '../generation/store.ts';
import { useBatchSource } from '../generation/use-catalogue.ts';
import { useGenerate } from '../generation/use-generate.ts';
import { allWishes, missingWishes, rangeText, staleWishes, sumOf } from '../generation/wishes.ts';
import { missingTip } from './missing-text.ts';

/** What the film lacks, as one button; all other batches in the menu beside it. */
export function GenerateBar() {
  const source = useBatchSource();
  const { generate, look, starting } = useGenerate();
  const { ready, held } = useMemo(() => missingWishes(source), [source]);
  const stale = useMemo(() => staleWishes(source), [source]);
  const all = () => allWishes(source);
  const missing = [...ready, ...held];
  // What stands in the way is shown as a whole before anything starts.
  const generateMissing = () => (held.length > 0 ? look(missing, stale) : generate(ready, stale));
  const finish = () => showPending({ kind: 'finish' });
  useCommands([
    {
      ...{ id: 'film.generate-missing', label: 'Generate missing takes', group: 'Film', keys: ['Shift+g'] },
      run: generateMissing,
      disabled: missing.length === 0,
    },
    { id: 'film.generate-all', label: 'Generate all scenes…', group: 'Film', keys: [], run: () => look(all()) },
    {
      ...{ id: 'film.generate-stale', label: 'Redo takes whose scene changed…', group: 'Film', keys: [] },
      run: () => look([], stale),
      disabled: stale.length === 0,
    },
    { id: 'film.finish', label: 'Finish with what is left…', group: 'Film', keys: [], run: finish },
  ]);
  const list: readonly MenuItem[] = [
    {
      label: 'Look at what is missing…',
      disabled: missing.length === 0,
      movesFocus: true,
      onSelect: () => look(missing, stale),
    },
    {
      label:
        stale.length > 0 ? `Redo ${takeCount(stale.length)} whose scene changed…` : 'Redo takes whose scene changed…',
      disabled: stale.length === 0,
      movesFocus: true,
      onSelect: () => look([], stale),
    },
    { label: 'Generate all scenes…', movesFocus: true, onSelect: () => look(all()) },
    '-',
    { label: 'Finish with what is left…', movesFocus: true, onSelect: finish },
    { label: 'Rehearse this film…', keys: 'Shift+r', movesFocus: true, onSelect: () => showPanel('rehearsal') },
  ];
  return (
    <div className="flex">
      {missing.length > 0 && (
        <Tooltip text={missingTip(held)} keys="Shift+g">
          <Button className="rounded-e-none" busy={starting} onClick={generateMissing}>
            Generate missing · {missing.length}
            <span className="tabular text-text-2">{rangeText(sumOf(ready))}</span>
          </Button>
        </Tooltip>
      )}
      <Menu label="Generate" list={list}>
        {missing.length > 0 ? (
          <Button aria-label="More to generate" className="-ms-px rounded-s-none px-1.5!">
            <ChevronDown size={14} aria-hidden />
          </Button>
        ) : (
          <Button>
            Generate
            <ChevronDown size={14} className="text-text-3" aria-hidden />
          </Button>
        )}
      </Menu>
    </div>
  );
}
