import { useSession } from '../film/session-context.ts';
import { useJobActions } from '../generation/use-job-actions.ts';
import { LostPanel } from './lost-panel.tsx';

/** Lost and found inside an open film, whose jobs can be generated again at once. */
export function FilmLost({ onClose }: { onClose: () => void }) {
  const { filmId } = useSession();
  const { retry } = useJobActions();
  return <LostPanel film={{ filmId, onRetry: (job) => void retry(job) }} onClose={onClose} />;
}

/** Lost and found of all films, at Home. */
export const StudioLost = ({ onClose }: { onClose: () => void }) => <LostPanel film={null} onClose={onClose} />;
