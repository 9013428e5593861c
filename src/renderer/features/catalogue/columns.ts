/**
 * The columns of the table by the room that it has: tick, model, price, and whether it can be used always; then quality and
 * time; then category and limits; then the free allowance.
 */
export const columnsClass = [
  'grid items-center gap-x-3 px-3',
  'grid-cols-[1rem_minmax(0,1fr)_5.5rem_minmax(0,9rem)]',
  '@min-[40rem]:grid-cols-[1rem_minmax(0,1fr)_5.5rem_4rem_3rem_minmax(0,12rem)]',
  '@min-[58rem]:grid-cols-[1rem_minmax(0,1.2fr)_7.5rem_6.5rem_4rem_3rem_minmax(0,1.2fr)_minmax(0,12.5rem)]',
  '@min-[84rem]:grid-cols-[1rem_minmax(0,1.2fr)_7.5rem_7.5rem_minmax(0,0.8fr)_4rem_3rem_minmax(0,1.3fr)_minmax(0,13rem)]',
].join(' ');

/** From which room on a cell is there. */
export const shownFrom = {
  middle: 'hidden @min-[40rem]:block',
  wide: 'hidden @min-[58rem]:block',
  widest: 'hidden @min-[84rem]:block',
} as const;
