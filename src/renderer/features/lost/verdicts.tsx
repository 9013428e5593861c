import { useId } from 'react';
import { type LostJob, lostVerdicts } from '../../../shared/lost.ts';
import { Button } from '../../ui/button.tsx';
import type { Verdict } from './api.ts';
import { verdictTexts } from './lost-text.ts';

const names: Record<Verdict, string> = { 'never-arrived': 'It never arrived', billed: 'It was billed' };

type Props = {
  lost: LostJob;
  vendor: string;
  busy: Verdict | null;
  disabled: boolean;
  onVerdict: (verdict: Verdict) => void;
};

/** The user's word ends the matter; each choice says what it does to the money. */
export function Verdicts({ lost, vendor, busy, disabled, onVerdict }: Props) {
  const id = useId();
  const texts = verdictTexts(lost, vendor);
  return (
    <div className="grid grid-cols-2 gap-4 border-t border-line px-4 py-3">
      {lostVerdicts.map((verdict) => (
        <div key={verdict} className="flex flex-col items-start gap-1.5">
          <Button
            busy={busy === verdict}
            disabled={disabled}
            onClick={() => onVerdict(verdict)}
            aria-describedby={`${id}-${verdict}`}
          >
            {names[verdict]}
          </Button>
          <p id={`${id}-${verdict}`} className="text-text-3">
            {texts[verdict]}
          </p>
        </div>
      ))}
    </div>
  );
}
