import { createStore } from 'zustand/vanilla';

/** Players at once at most: each holds a decoder and its frames. */
export const mostSeats = 16;

export type Seats = ReturnType<typeof createSeats>;

/** Who of the pictures in view may play: the first that came, as many as there are seats. */
export function createSeats(most = mostSeats) {
  const line = new Set<string>();
  const store = createStore<{ readonly seated: ReadonlySet<string> }>(() => ({ seated: new Set() }));
  const update = () => store.setState({ seated: new Set([...line].slice(0, most)) });
  return {
    ...store,
    enter(id: string): void {
      if (line.has(id)) return;
      line.add(id);
      update();
    },
    leave(id: string): void {
      if (line.delete(id)) update();
    },
  };
}
