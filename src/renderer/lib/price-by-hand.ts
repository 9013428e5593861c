import { formatMicros } from '../../shared/money.ts';
import type { Cost } from '../../shared/take.ts';

/** What a take cost that was made by hand: what the user said, else only that it was. */
export const priceByHand = ({ basis, micros }: Cost): string => (basis === 'stated' ? formatMicros(micros) : 'by hand');
