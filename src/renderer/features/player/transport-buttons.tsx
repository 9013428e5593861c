import { Pause, Play, SkipBack, StepBack, StepForward } from 'lucide-react';
import { showView } from '../../lib/navigation.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useTransport, useTransportState } from './player-context.tsx';

export function TransportButtons() {
  const transport = useTransport();
  const playing = useTransportState((state) => state.playing);
  return (
    <div className="flex items-center">
      <IconButton label="To the start" keys="Home" onClick={() => transport.seek(0)}>
        <SkipBack size={15} />
      </IconButton>
      <IconButton label="One frame back" keys="," onClick={() => transport.step(-1)}>
        <StepBack size={15} />
      </IconButton>
      <IconButton
        label={playing ? 'Pause' : 'Play the rough cut'}
        keys="Space"
        onClick={() => {
          showView('cut');
          transport.toggle();
        }}
      >
        {playing ? <Pause size={16} /> : <Play size={16} />}
      </IconButton>
      <IconButton label="One frame on" keys="." onClick={() => transport.step(1)}>
        <StepForward size={15} />
      </IconButton>
    </div>
  );
}
