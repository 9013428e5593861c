import { Check, TriangleAlert } from 'lucide-react';
import type { ExportResult } from '../../../shared/export.ts';
import { fileName, workText } from './export-text.ts';

/** What was measured on the finished file. What is worth a look is open from the start. */
export function ExportFindings({ result }: { result: ExportResult }) {
  const { checks, beside } = result;
  const odd = checks.filter(({ ok }) => !ok).length;
  const work = workText(result);
  return (
    <details open={odd > 0} className="group">
      <summary className="cursor-pointer text-text-2 hover:text-text">
        {odd === 0 ? `Measured: all ${checks.length} checks passed` : `Measured: ${odd} worth a look`}
      </summary>
      <ul className="mt-1 flex flex-col gap-0.5">
        {checks.map(({ name, ok, text }) => (
          <li key={name} className="flex items-baseline gap-2">
            {ok ? (
              <Check size={12} className="shrink-0 translate-y-0.5 text-ok" aria-label="Good" />
            ) : (
              <TriangleAlert size={12} className="shrink-0 translate-y-0.5 text-warn" aria-label="Worth a look" />
            )}
            <span className="text-text-2">{text}</span>
          </li>
        ))}
        {work && <li className="ps-5 text-text-3">{work}</li>}
        {beside.length > 0 && <li className="ps-5 text-text-3">Beside it: {beside.map(fileName).join(', ')}</li>}
      </ul>
    </details>
  );
}
