import type { TakeView } from '../../../shared/take.ts';
import { Chip } from '../../ui/chip.tsx';
import { findingsOf, notUsed } from './take-facts.ts';

/** What the inspection found and what the generator left out; a take with findings can still be the right one. */
export function TakeFindings({ take, circled }: { take: TakeView; circled: boolean }) {
  const findings = findingsOf(take);
  const isLeftOut = !circled && findings.some(({ tone }) => tone === 'bad');
  if (findings.length === 0 && take.warnings.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      {findings.length > 0 && (
        <ul aria-label="Findings" className="flex flex-wrap items-center gap-1">
          {findings.map(({ text, tone }) => (
            <li key={text} className="max-w-full">
              <Chip tone={tone} className="max-w-full">
                {sentence(text)}
              </Chip>
            </li>
          ))}
          {isLeftOut && <li className="text-1 text-bad">{sentence(notUsed)}</li>}
        </ul>
      )}
      {take.warnings.length > 0 && <p className="text-text-2">{take.warnings.join(' · ')}</p>}
    </div>
  );
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
