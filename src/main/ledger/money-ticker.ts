import type { StudioEvent } from '../../shared/events.ts';

/** Tells the windows that money moved. */
export type MoneyTicker = { moved(): void };

/** At most two events a second: they make the windows ask for spending and budgets again. */
const restMs = 500;

/** Tells of the first move at once and of all that follow within half a second with one event at its end. */
export function createMoneyTicker(publish: (event: StudioEvent) => void): MoneyTicker {
  let resting: ReturnType<typeof setTimeout> | null = null;
  let again = false;
  const tell = () => {
    again = false;
    resting = setTimeout(() => {
      resting = null;
      if (again) tell();
    }, restMs);
    // A program that is through must not wait for it.
    resting.unref();
    publish({ type: 'money' });
  };
  return {
    moved() {
      if (resting) again = true;
      else tell();
    },
  };
}
