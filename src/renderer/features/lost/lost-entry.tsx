import { ExternalLink as ExternalIcon } from 'lucide-react';
import type { Job } from '../../../shared/job.ts';
import type { LostJob } from '../../../shared/lost.ts';
import { timeAgo } from '../../lib/time-ago.ts';
import { formatSum } from '../../lib/usd.ts';
import { ExternalLink } from '../../ui/external-link.tsx';
import { useLostActions, type Verdict } from './api.ts';
import { momentText } from './lost-text.ts';
import { VendorAnswer } from './vendor-answer.tsx';
import { Verdicts } from './verdicts.tsx';

type Props = {
  lost: LostJob;
  /** Names for people. */
  generator: string;
  vendor: string;
  /** False inside the film that it belongs to. */
  showFilm: boolean;
  now: number;
  onSettled: (job: Job, verdict: Verdict) => void;
  onAdopted: (job: Job) => void;
};

/** One paid call whose fate nobody knows: the facts, what the vendor says, and the ways to end the matter. */
export function LostEntry({ lost, generator, vendor, showFilm, now, onSettled, onAdopted }: Props) {
  const { ask, adopt, settle } = useLostActions({ onSettled, onAdopted });
  const { jobId, reason } = lost;
  const scene = lost.sceneTitle || 'Untitled scene';
  const deciding = adopt.isPending || settle.isPending;
  return (
    <article aria-label={`${scene}, ${generator}`} className="rounded-3 border border-line bg-bg">
      <header className="flex items-baseline justify-between gap-3 px-4 pt-3">
        <h3 className="min-w-0 truncate text-3 font-semibold" dir="auto">
          {scene}
          {showFilm && <span className="font-normal text-text-2"> · {lost.filmTitle}</span>}
        </h3>
        <span className="tabular shrink-0">at most {formatSum(lost.ceilingMicros)}</span>
      </header>
      <div className="flex flex-col gap-3 px-4 py-3">
        <p className="line-clamp-3 text-text-2" dir="auto" title={lost.about}>
          {lost.about}
        </p>
        <Facts lost={lost} generator={generator} vendor={vendor} now={now} />
        <p>{reason.message}</p>
        <VendorAnswer
          lost={lost}
          vendor={vendor}
          asking={ask.isPending}
          adopting={adopt.isPending ? adopt.variables.orphan : null}
          now={now}
          onAsk={() => ask.mutate(jobId)}
          onAdopt={(orphan) => adopt.mutate({ jobId, orphan })}
        />
        {lost.lookUrl && (
          <div>
            <ExternalLink url={lost.lookUrl} className="inline-flex items-center gap-1.5">
              Look at {vendor} yourself <ExternalIcon size={13} aria-hidden />
            </ExternalLink>
          </div>
        )}
      </div>
      <Verdicts
        lost={lost}
        vendor={vendor}
        busy={settle.isPending ? settle.variables.verdict : null}
        disabled={deciding}
        onVerdict={(verdict) => settle.mutate({ jobId, verdict })}
      />
    </article>
  );
}

function Facts({ lost, generator, vendor, now }: Pick<Props, 'lost' | 'generator' | 'vendor' | 'now'>) {
  const facts = [
    ['Asked of', `${generator} at ${vendor}`],
    ['Sent', `${momentText(lost.sentAt, now)}, ${timeAgo(lost.sentAt, now)}`],
    ['Key', lost.keyLabel ?? 'not known'],
  ] as const;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-text-3">{name}</dt>
          <dd className="min-w-0 truncate tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
