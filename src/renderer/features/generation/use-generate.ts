import { usdToMicros } from '../../../shared/money.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useStartJobs } from './api.ts';
import { showPending } from './store.ts';
import { orderOf, sumOf, type Wish } from './wishes.ts';

/** Starts at once what costs no more than the user's limit; anything dearer is judged and shown first. */
export function useGenerate() {
  const { mutate, isPending } = useStartJobs();
  const isDear = useIsDear();
  const generate = (wishes: readonly Wish[], stale: readonly Wish[] = []) => {
    if (wishes.length === 0 || isPending) return;
    const orders = wishes.map(orderOf);
    if (isDear(sumOf(wishes).highMicros)) look(wishes, stale);
    else mutate(orders);
  };
  /** Shows what it would be, whatever it costs. */
  const look = (wishes: readonly Wish[], stale: readonly Wish[] = []) =>
    showPending({ kind: 'batch', wishes: wishes.map(orderOf), stale: stale.map(orderOf), start: null });
  return { generate, look, starting: isPending };
}

/** Whether so much money is to be asked for first. */
export function useIsDear(): (micros: number) => boolean {
  const { settings } = useHello();
  return (micros) => micros > 0 && micros > usdToMicros(settings.confirmAboveUsd);
}
