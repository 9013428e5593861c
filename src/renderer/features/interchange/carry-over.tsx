import type { CarryOver } from '../../../shared/interchange.ts';

/** What does not carry over, by scene. */
export function CarryOverList({ report, none }: { report: readonly CarryOver[]; none: string }) {
  if (report.length === 0) return <p className="text-text-2">{none}</p>;
  return (
    <ul className="flex flex-col gap-0.5 text-text-2">
      {report.map(({ scene, text }) => (
        <li key={`${scene} ${text}`} className="flex gap-2">
          <span className="tabular w-14 shrink-0 text-text-3">{scene === null ? 'Film' : `Scene ${scene}`}</span>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
