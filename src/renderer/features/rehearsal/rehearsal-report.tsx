import { Play } from 'lucide-react';
import type { Rehearsal } from '../../../shared/rehearsal.ts';
import { aboutTime } from '../../lib/about-time.ts';
import { goToFilm, showView } from '../../lib/navigation.ts';
import { formatSum } from '../../lib/usd.ts';
import { Button } from '../../ui/button.tsx';
import { BiteList } from './bite-list.tsx';
import { HurdleList } from './hurdle-list.tsx';
import { rangeText } from './rehearsal-text.ts';

export type Report = NonNullable<Rehearsal['report']>;

/** What a rehearsal found out. */
export function RehearsalReport({ report }: { report: Report }) {
  return (
    <div className="flex flex-col gap-7">
      <Animatic report={report} />
      <Figures report={report} />
      <HurdleList hurdles={report.hurdles} />
      <BiteList bites={report.bites} seconds={report.seconds} />
    </div>
  );
}

function cameText(made: number, wished: number): string {
  if (made < wished) return `${made} of ${wished} takes came.`;
  return wished === 1 ? 'The take came.' : `All ${wished} takes came.`;
}

/** The sketched film: a film of its own, which opens in the cut, ready to play. */
function Animatic({ report: { animaticDir, made, wished } }: { report: Report }) {
  const play = () => {
    goToFilm(animaticDir);
    showView('cut');
  };
  return (
    <section aria-label="Animatic" className="flex items-center gap-4 rounded-3 border border-line bg-bg p-4">
      <div className="min-w-0 grow">
        <h3 className="text-3 font-semibold">Animatic</h3>
        <p className="text-text-2">
          {cameText(made, wished)} The sketched film is a film of its own; this one is unchanged.
        </p>
      </div>
      <Button look="primary" icon={<Play size={14} aria-hidden />} onClick={play}>
        Play the animatic
      </Button>
    </section>
  );
}

function Figures({ report }: { report: Report }) {
  const { lowMicros, highMicros, chargedMicros, seconds, made, wished } = report;
  const figures = [
    { name: 'Would cost', value: rangeText(lowMicros, highMicros), about: 'at the real vendors' },
    { name: 'Finished after', value: aboutTime(seconds), about: 'with your keys and limits' },
    {
      name: 'Takes',
      value: `${made} of ${wished}`,
      about: made === wished ? 'all came' : `${wished - made} did not come`,
    },
    { name: 'Charged in rehearsal', value: formatSum(chargedMicros), about: 'by simulated vendors, not real money' },
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-5">
      {figures.map(({ name, value, about }) => (
        <div key={name} className="flex flex-col">
          <dt className="text-1 font-medium text-text-3">{name}</dt>
          <dd className="font-mono text-4 tabular-nums">{value}</dd>
          <dd className="text-text-3">{about}</dd>
        </div>
      ))}
    </dl>
  );
}
