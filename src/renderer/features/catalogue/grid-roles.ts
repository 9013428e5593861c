/**
 * Parts of ARIA's grid: a table whose rows take the keys. The browser's own table cannot be drawn in part, and its rows are
 * not moved between by keys.
 */
export const gridProps = (name: string, lines: number) =>
  ({ role: 'grid', 'aria-label': name, 'aria-rowcount': lines + 1 }) as const;
export const groupRole = { role: 'rowgroup' } as const;
/** `index` counts from 0 without the line of heads, which is -1. */
export const rowProps = (index: number, selected?: boolean) =>
  ({ role: 'row', 'aria-rowindex': index + 2, 'aria-selected': selected }) as const;
export const headRole = { role: 'columnheader' } as const;
export const nameRole = { role: 'rowheader' } as const;
export const cellRole = { role: 'gridcell' } as const;
