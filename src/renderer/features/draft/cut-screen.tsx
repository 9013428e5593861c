import { CutView } from '../player/cut-view.tsx';
import type { Following } from '../player/following.ts';
import { DraftBar } from './draft-bar.tsx';
import { DraftPicture } from './draft-picture.tsx';
import { useDraft } from './use-draft.ts';

/** The rough cut, live or as the newest draft shows it. */
export function CutScreen() {
  const draft = useDraft();
  const { shown, url, job } = draft;
  const seconds = job?.result?.seconds ?? 0;
  const picture = (follow: (following: Following | null) => void) =>
    url && <DraftPicture key={url} url={url} length={seconds} follow={follow} />;
  return <CutView draft={<DraftBar draft={draft} />} instead={shown ? picture : null} />;
}
