import type { TakeView } from '../../shared/take.ts';
import type { SourceLink } from './edited-timeline.ts';

/** Finds the picture take that a stretch of a timeline shows: by its id, else by what its file's name holds. */
export function takeLinker(takes: readonly TakeView[]): (link: SourceLink) => TakeView | null {
  const pictures = takes.filter(({ role }) => role === 'picture');
  const byId = new Map(pictures.map((take) => [take.id, take]));
  // The first of those that hold the same bytes: they look alike.
  const byDigest = new Map(pictures.toReversed().map((take) => [take.media.sha256.slice(0, 16), take]));
  return ({ takeId, file, name }) => {
    const said = byId.get(takeId ?? '');
    if (said) return said;
    for (const text of [decoded(file ?? ''), name]) {
      const id = text.match(/tk_[0-9a-z]{8,32}/g)?.findLast((found) => byId.has(found));
      const digest = text.match(/(?<![0-9a-z])[0-9a-f]{16}(?![0-9a-z])/g)?.findLast((found) => byDigest.has(found));
      const take = byId.get(id ?? '') ?? byDigest.get(digest ?? '');
      if (take) return take;
    }
    return null;
  };
}

/** Whether a file has a name as only our hand-overs give them, or lies among a film's takes: for when ids were dropped. */
export const isNamedByUs = (file: string): boolean =>
  /(?<![0-9a-z])[0-9a-f]{16}(\.|$)|tk_[0-9a-z]{8,32}/.test(decoded(file));

/** `%20` before a digest would be read as part of it. A name with a bare `%` is none of ours. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch (error) {
    if (error instanceof URIError) return url;
    throw error;
  }
}
