/** `1 verdict`, `12 verdicts`. */
export const verdictCount = (count: number): string =>
  count === 1 ? '1 verdict' : `${count.toLocaleString('en')} verdicts`;
