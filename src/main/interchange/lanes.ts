type Span = { readonly start: number; readonly end: number };

/** Shares spans out among as few lanes as hold them without overlap; lane 0 is filled first. Spans come in order of `start`. */
export function inLanes<T extends Span>(spans: readonly T[]): { readonly span: T; readonly lane: number }[] {
  const ends: number[] = [];
  return spans.map((span) => {
    const free = ends.findIndex((end) => end <= span.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = span.end;
    return { span, lane };
  });
}
