import { Hand } from 'lucide-react';
import type { GeneratorView } from '../../../shared/generator.ts';
import { showPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { openCatalogue } from '../catalogue/api.ts';

/** The tools without an API in which a take of the scene can be made by hand. */
export function ByHandMenu({ generators }: { generators: readonly GeneratorView[] }) {
  const tools = generators
    .filter(({ status, role }) => status.kind === 'hand-off' && role === 'picture')
    .toSorted((a, b) => a.name.localeCompare(b.name));
  if (tools.length === 0) return null;
  const list: readonly MenuItem[] = [
    ...tools.map(({ id, name }) => ({
      label: `By hand: ${name}…`,
      onSelect: () => showPanel('by-hand', id),
      movesFocus: true,
    })),
    '-',
    { label: 'All generators…', onSelect: () => openCatalogue() },
  ];
  return (
    <Menu label="Make it by hand" list={list}>
      <Button className="px-2!" aria-label="Make it by hand…" title="Make it by hand, in a tool without an API">
        <Hand size={16} aria-hidden />
      </Button>
    </Menu>
  );
}
