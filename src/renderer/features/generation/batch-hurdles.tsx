import { useQuery } from '@tanstack/react-query';
import type { Hurdle, JobWish, Judgement } from '../../../shared/batch.ts';
import { visitPanel } from '../../lib/navigation.ts';
import { budgetsQuery } from '../../lib/queries.ts';
import { useMeans } from '../../lib/use-means.ts';
import { useNames } from '../../lib/use-names.ts';
import { Button } from '../../ui/button.tsx';
import { useFilm, useSession } from '../film/session-context.ts';
import { type Cure, cureOf, takeCount } from './batch-text.ts';
import { goToBudget, goToSpot } from './go-to.ts';
import { showPending } from './store.ts';
import { useCatalogue } from './use-catalogue.ts';

type Props = {
  judgement: Judgement;
  count: number;
  /** Those that could start without the others. */
  startable: readonly JobWish[];
  onOnly: (wishes: readonly JobWish[]) => void;
  /** Makes none with this generator. */
  onDrop?: (generator: string) => void;
  onClose: () => void;
};

/** All that stands in the way, each with what mends it, and the ways around it. */
export function BatchHurdles({ judgement, count, startable, onOnly, onDrop, onClose }: Props) {
  const session = useSession();
  const budgets = useQuery(budgetsQuery(session.filmId)).data ?? [];
  const film = useFilm();
  const { generators } = useCatalogue();
  const { hurdles } = judgement;
  if (hurdles.length === 0) return null;
  const overBudget = hurdles.some(({ code }) => code === 'over-budget');
  const mend = (cure: Cure) => {
    if (cure.kind === 'key') return visitPanel('settings', cure.vendor);
    if (cure.kind === 'budget') return goToBudget(cure.place);
    onClose();
    goToSpot(session, cure.sceneId, cure.role, cure.spot);
  };
  return (
    <section aria-label="Before it can start" className="flex flex-col gap-2">
      <h3 className="text-3 font-semibold">Before it can start</h3>
      <ul className="flex flex-col rounded-2 border border-line bg-bg">
        {hurdles.map((hurdle) => (
          <HurdleLine
            key={`${hurdle.generator} ${hurdle.message}`}
            hurdle={hurdle}
            cure={cureOf(hurdle, { judgement, budgets, film, generators })}
            onMend={mend}
            {...(onDrop && { onDrop })}
          />
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {startable.length > 0 && startable.length < count && (
          <Button onClick={() => onOnly(startable)}>
            Leave these out, and make the other {takeCount(startable.length)}
          </Button>
        )}
        {overBudget && !onDrop && (
          <Button onClick={() => showPending({ kind: 'finish' })}>Finish with what is left…</Button>
        )}
      </div>
    </section>
  );
}

type LineProps = {
  hurdle: Hurdle;
  cure: Cure | null;
  onMend: (cure: Cure) => void;
  onDrop?: (generator: string) => void;
};

const HurdleLine = ({ hurdle, cure, onMend, onDrop }: LineProps) => (
  <li className="flex items-center gap-3 px-3 py-2 not-first:border-t not-first:border-line">
    <div className="min-w-0 grow">
      <p>{hurdle.message}</p>
      <p className="text-text-2">{hurdle.action}</p>
    </div>
    {onDrop && hurdle.generator !== null && <Drop generator={hurdle.generator} onDrop={onDrop} />}
    {cure && (
      <Button className="shrink-0" onClick={() => onMend(cure)}>
        {cure.kind === 'key' ? <KeyLabel {...cure} /> : cureLabel(cure)}
      </Button>
    )}
  </li>
);

function Drop({ generator, onDrop }: { generator: string; onDrop: (generator: string) => void }) {
  const name = useNames().generator(generator);
  return (
    <Button look="quiet" className="shrink-0" aria-label={`Drop ${name}`} onClick={() => onDrop(generator)}>
      Drop it
    </Button>
  );
}

const spotLabels = {
  words: { picture: 'Write the prompt', voice: 'Write the narration' },
  still: { picture: 'Choose a still', voice: 'Choose a still' },
  generator: { picture: 'Choose a generator', voice: 'Choose a voice' },
} as const;

type KeyCure = Extract<Cure, { kind: 'key' }>;

function KeyLabel({ vendor, missing }: KeyCure) {
  const means = useMeans(vendor);
  return missing ? `Add ${means}` : `Open ${means}s`;
}

function cureLabel(cure: Exclude<Cure, KeyCure>): string {
  switch (cure.kind) {
    case 'budget':
      return 'Raise the budget';
    case 'scene':
      return spotLabels[cure.spot][cure.role];
  }
}
