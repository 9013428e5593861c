import type { SheetForm } from '../../../shared/sheet.ts';
import type { MenuItem } from '../../ui/menu.tsx';

type Order = {
  /** How many there are to hand on. */
  readonly takes: number;
  /** Names are hidden: a table of facts would tell them. */
  readonly hidden: boolean;
  readonly onSheet: (form: SheetForm) => void;
  readonly onFacts: () => void;
};

/** What of the wall can be given to somebody else. */
export const handOnMenu = ({ takes, hidden, onSheet, onFacts }: Order): MenuItem[] => [
  { label: 'Contact sheet, picture…', disabled: takes === 0, movesFocus: true, onSelect: () => onSheet('image') },
  { label: 'Contact sheet, film…', disabled: takes === 0, movesFocus: true, onSelect: () => onSheet('video') },
  { label: 'Facts as CSV', disabled: takes === 0 || hidden, onSelect: onFacts },
];
