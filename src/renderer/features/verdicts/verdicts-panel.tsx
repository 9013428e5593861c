import { Panel } from '../../ui/dialog.tsx';

export const VerdictsPanel = ({ onClose }: { onClose: () => void }) => (
  <Panel open onClose={onClose} title="" about="">
    {null}
  </Panel>
);
