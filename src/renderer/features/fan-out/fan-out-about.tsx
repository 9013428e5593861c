import type { Hurdle, Judgement } from '../../../shared/batch.ts';
import { usdToMicros } from '../../../shared/money.ts';
import { formatSum } from '../../lib/usd.ts';
import { useHello } from '../../lib/use-hello.ts';
import { takeCount, timeText } from '../generation/batch-text.ts';
import { useIsDear } from '../generation/use-generate.ts';
import { rangeText } from '../generation/wishes.ts';
import { countText } from './fan-out.ts';
import type { FanOut } from './use-fan-out.ts';

/** How many, for how much, for how long; or what is still to be chosen. */
export function FanOutAbout({ fan: { choice, judged, wishes, lack } }: { fan: FanOut }) {
  if (lack !== null) return <p>{lack}</p>;
  const { data } = judged;
  return (
    <>
      <p>{countText(choice, wishes.length)}</p>
      {!data && <p>{judged.error ? 'Nothing has started.' : 'Working out what it takes…'}</p>}
      {data && <Sum judgement={data} />}
      {data && data.hurdles.length > 0 && <p className="text-warn">{hurdlesText(data.hurdles)}</p>}
    </>
  );
}

function Sum({ judgement }: { judgement: Judgement }) {
  const isDear = useIsDear();
  const { confirmAboveUsd } = useHello().settings;
  const limit = formatSum(usdToMicros(confirmAboveUsd));
  return (
    <p>
      <span className="tabular text-text">{priceText(judgement)}</span>
      {!isWhole(judgement) && ' without those that cannot start'} · {timeText(judgement)}
      {isDear(judgement.lowMicros) && ` · above your limit of ${limit} for asking first`}
    </p>
  );
}

/** The list of hurdles may be out of sight, and the button does not say why it cannot be pressed. */
const hurdlesText = ([first, ...others]: readonly Hurdle[]): string =>
  `${first?.message}${others.length > 0 ? ` And ${others.length} more below.` : ''}`;

/** Whether the price is that of all takes: those that nobody can make have none. */
const isWhole = ({ wishes }: Judgement): boolean => wishes.every(({ chain }) => chain.length > 0);

const priceText = ({ lowMicros: micros, highMicros, estimated }: Judgement): string =>
  rangeText({ micros, highMicros, estimated });

/** The judgement of exactly what is chosen; null while it is on its way. */
export const judgementNow = ({ judged, wishes }: FanOut): Judgement | null =>
  wishes.length === 0 || judged.isPlaceholderData || judged.error ? null : (judged.data ?? null);

/** `Make 8 takes · $1.84` */
export function sendText(fan: FanOut): string {
  if (fan.lack !== null) return 'Make takes';
  const now = judgementNow(fan);
  return [`Make ${takeCount(fan.wishes.length)}`, now && isWhole(now) && priceText(now)].filter(Boolean).join(' · ');
}
