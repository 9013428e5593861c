import { type Priority, priorities } from '../../shared/job.ts';

/** Where a job stands in a line: by priority, then by number, which is its age and its own. */
export type Place = { priority: Priority; readonly number: number };

/** Jobs that wait for their turn, first come first served within a priority. */
export type WaitingLine<T extends Place> = {
  size(): number;
  insert(place: T): void;
  /** False when it is not in line. Must be called before its priority changes. */
  remove(place: T): boolean;
  /** The one whose turn it is. */
  shift(): T | undefined;
  /** Empties the line. */
  drain(): T[];
};

const compare = (a: Place, b: Place): number =>
  priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || a.number - b.number;

/** A line kept in order: a thousand places cost ten comparisons for each that comes or goes. */
export function waitingLine<T extends Place>(): WaitingLine<T> {
  const places: T[] = [];
  const indexOf = (place: T): number => {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = places[middle];
      if (other && compare(other, place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    size: () => places.length,
    insert: (place) => void places.splice(indexOf(place), 0, place),
    remove(place) {
      const index = indexOf(place);
      if (places[index] !== place) return false;
      places.splice(index, 1);
      return true;
    },
    shift: () => places.shift(),
    drain: () => places.splice(0),
  };
}
