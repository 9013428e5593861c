import { AppError } from '../../shared/errors.ts';

type Standing = readonly { readonly takeId: string }[];

/** Throws `invalid-input` unless every take stands once, and every one of `best` is among them, once. */
export function bestAmong(contestants: Standing, best: readonly string[]): void {
  const standing = contestants.map(({ takeId }) => takeId);
  const twice = repeated(standing) ?? repeated(best);
  if (twice !== undefined) throw refused('A take is named twice in this verdict.', 'Name every take once.', twice);
  const other = best.find((takeId) => !standing.includes(takeId));
  if (other === undefined) return;
  throw refused('The take found best was not among those compared.', 'Choose one of the takes compared.', other);
}

function repeated(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find((id) => seen.size === seen.add(id).size);
}

const refused = (message: string, action: string, takeId: string) =>
  new AppError({ code: 'invalid-input', message, action, details: { takeId } });
