import { Panel } from '../../ui/dialog.tsx';

/** What verdicts taught, and the verdicts themselves. */
export function VerdictsPanel({ onClose }: { onClose: () => void }) {
  return <Panel open onClose={onClose} title="Verdicts" width="widest" />;
}
