import { type WallSort, type WallView, wallSorts } from '../../../shared/comparison.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';

const sortNames: Record<WallSort, readonly [short: string, long: string]> = {
  number: ['number', 'As they came'],
  fit: ['fit', 'Best fit for the scene'],
  price: ['price', 'Cheapest first'],
  time: ['time', 'Quickest made first'],
  length: ['length', 'Longest first'],
  stars: ['stars', 'Starred first'],
};

/** `sort`: null is the shuffle of a blind wall. */
type SortProps = { sort: WallSort | null; disabled: boolean; onSort: (sort: WallSort) => void };

/** In which order the takes stand. A blind wall has an order of its own, until it was judged. */
export function SortMenu({ sort, disabled, onSort }: SortProps) {
  const list = wallSorts.map((each) => ({
    label: sortNames[each][1],
    checked: each === sort,
    onSelect: () => onSort(each),
  }));
  return (
    <Menu label="Sort" list={list}>
      <Button disabled={disabled}>Sort: {sort ? sortNames[sort][0] : 'shuffled'}</Button>
    </Menu>
  );
}

type Hide = WallView['hide'];
const hideNames: readonly (readonly [keyof Hide, string])[] = [
  ['rejected', 'Without rejected takes'],
  ['flawed', 'Without takes that have remarks'],
  ['unstarred', 'Only starred takes'],
];
export const showsAll: Hide = { rejected: false, flawed: false, unstarred: false };

type FilterProps = { hide: Hide; onHide: (hide: Hide) => void };

/** Which takes are left aside. */
export function FilterMenu({ hide, onHide }: FilterProps) {
  const active = hideNames.filter(([key]) => hide[key]).length;
  const list = hideNames.map(([key, label]) => ({
    label,
    checked: hide[key],
    onSelect: () => onHide({ ...hide, [key]: !hide[key] }),
  }));
  return (
    <Menu label="Filter" list={list}>
      <Button>{active > 0 ? `Filter: ${active}` : 'Filter'}</Button>
    </Menu>
  );
}
