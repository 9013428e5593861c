import { createStore } from 'zustand/vanilla';

/** Players at once at most: each holds a decoder and its frames. */
export const mostSeats = 16;

export type Seats = ReturnType<typeof createSeats>;

/** Who of the pictures may play: those that are seen before those that are only near, the first that came before others. */
export function createSeats(most = mostSeats) {
  const line = new Map<string, boolean>();
  const store = createStore<{ readonly seated: ReadonlySet<string> }>(() => ({ seated: new Set() }));
  const update = () => {
    const inLine = (seen: boolean) => [...line].filter((each) => each[1] === seen).map(([id]) => id);
    store.setState({ seated: new Set([...inLine(true), ...inLine(false)].slice(0, most)) });
  };
  return {
    ...store,
    /** In view (`seen`) or nearly. */
    enter(id: string, seen: boolean): void {
      if (line.get(id) === seen) return;
      line.set(id, seen);
      update();
    },
    leave(id: string): void {
      if (line.delete(id)) update();
    },
  };
}
