/** A fixed locale: a script gives the same scenes on every machine. */
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Abbreviations after which a full stop ends no sentence; Intl.Segmenter does not know them. */
const abbreviation = /(?:^|\s)(?:Mr|Mrs|Ms|Dr|St|Prof|vs|No)\.$/;

/** The sentences of a text in any language, trimmed, in order. */
export function sentences(text: string): string[] {
  const out: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const sentence = segment.trim();
    const previous = out.at(-1);
    if (previous !== undefined && abbreviation.test(previous)) out[out.length - 1] = `${previous} ${sentence}`;
    else if (sentence !== '') out.push(sentence);
  }
  return out;
}
