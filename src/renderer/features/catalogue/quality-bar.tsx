/** 0 to 100, as a bar with its number. */
export const QualityBar = ({ quality }: { quality: number }) => (
  <span className="flex items-center gap-2">
    <span aria-hidden className="h-1 w-8 shrink-0 overflow-hidden rounded-full bg-line-strong">
      <span className="block h-full bg-text-2" style={{ width: `${quality}%` }} />
    </span>
    <span className="tabular">{quality}</span>
  </span>
);
