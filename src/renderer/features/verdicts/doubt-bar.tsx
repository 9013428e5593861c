import type { RatingRow } from './rating-rows.ts';

const percent = (part: number): string => `${Math.round(part * 1000) / 10}%`;

/** A chance as a dot on a line whose middle is the average, with its doubt as a bar. For the eye only. */
export const DoubtBar = ({ chance, low, high }: Pick<RatingRow, 'chance' | 'low' | 'high'>) => (
  <span aria-hidden className="relative block h-4 min-w-24">
    <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
    <span className="absolute inset-y-0.5 start-1/2 w-px bg-line-strong" />
    <span
      className="absolute top-1/2 h-1 -translate-y-1/2 rounded-full bg-text-3 opacity-50"
      style={{ insetInlineStart: percent(low), width: percent(high - low) }}
    />
    <span
      className="absolute top-1/2 -ms-[5px] size-2.5 -translate-y-1/2 rounded-full bg-text ring-2 ring-panel"
      style={{ insetInlineStart: percent(chance) }}
    />
  </span>
);
