import { BatchPanel } from './batch-panel.tsx';
import { FinishPanel } from './finish-panel.tsx';
import { showPending, usePending } from './store.ts';

/** What is looked at before it is paid for. Nothing else has to wait for it. */
export function PendingPanel() {
  const pending = usePending((state) => state.pending);
  const close = () => showPending(null);
  if (!pending) return null;
  return pending.kind === 'finish' ? <FinishPanel onClose={close} /> : <BatchPanel batch={pending} onClose={close} />;
}
