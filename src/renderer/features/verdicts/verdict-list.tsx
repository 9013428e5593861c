import { useState } from 'react';
import type { Kind } from '../../../shared/film.ts';
import { kindPlurals } from '../../../shared/rating-text.ts';
import type { Verdict } from '../../../shared/verdict.ts';
import { useNames } from '../../lib/use-names.ts';
import { Button } from '../../ui/button.tsx';
import { useChangeVerdict, useForgetVerdicts } from './api.ts';
import { VerdictRow } from './verdict-row.tsx';
import { verdictCount } from './verdict-text.ts';

/** So many at first, and more with every press. */
const few = 50;

type Props = { verdicts: readonly Verdict[]; kind: Kind | null };

/** The verdicts themselves, newest first: each can be changed or forgotten. */
export function VerdictList({ verdicts, kind }: Props) {
  const [shown, setShown] = useState(few);
  const names = useNames();
  const change = useChangeVerdict();
  const forget = useForgetVerdicts();
  const left = verdicts.length - shown;
  return (
    <section aria-label="Verdicts" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-3 font-semibold">Verdicts</h3>
        <Button
          look="quiet"
          busy={forget.isPending}
          onClick={() => forget.mutate({ query: { kind, generator: null, comparisonId: null } })}
        >
          Forget {verdicts.length > 1 && 'all '}
          {verdictCount(verdicts.length)}
          {kind && ` on ${kindPlurals[kind]}`}
        </Button>
      </div>
      <ul className="flex flex-col">
        {verdicts.slice(0, shown).map((verdict) => (
          <VerdictRow
            key={verdict.id}
            verdict={verdict}
            names={names}
            showKind={kind === null}
            onChange={(best) => change.mutate({ verdictId: verdict.id, best })}
            onForget={() => forget.mutate({ ids: [verdict.id] })}
          />
        ))}
      </ul>
      {left > 0 && (
        <div>
          <Button onClick={() => setShown(shown * 4)}>Show {Math.min(left, shown * 3)} more</Button>
        </div>
      )}
    </section>
  );
}
