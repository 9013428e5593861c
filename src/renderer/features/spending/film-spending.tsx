import { useCut } from '../film/film-data.ts';
import { useFilm } from '../film/session-context.ts';
import { keptSeconds } from './kept-cost.ts';
import { SpendingPanel } from './spending-panel.tsx';

/** Spending as seen from an open film. */
export function FilmSpending({ onClose }: { onClose: () => void }) {
  const { id, budgetUsd } = useFilm();
  const cut = useCut();
  return <SpendingPanel film={{ filmId: id, budgetUsd, keptSeconds: keptSeconds(cut) }} onClose={onClose} />;
}

/** Spending of all films, as seen from Home. */
export const StudioSpending = ({ onClose }: { onClose: () => void }) => <SpendingPanel film={null} onClose={onClose} />;
