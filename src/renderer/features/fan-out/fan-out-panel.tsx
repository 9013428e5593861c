import { Panel } from '../../ui/dialog.tsx';

export const FanOutPanel = ({ onClose }: { onClose: () => void }) => (
  <Panel open onClose={onClose} title="" about="">
    {null}
  </Panel>
);
