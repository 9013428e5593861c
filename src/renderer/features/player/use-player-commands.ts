import { useCommands } from '../../lib/use-commands.ts';
import type { Transport } from './transport.ts';

/** The playing keys. `onPlay` brings the rough cut into view when something else is there. */
export function usePlayerCommands(transport: Transport, framesPerSecond: number, onPlay: () => void): void {
  const shown = (run: () => void) => () => {
    onPlay();
    run();
  };
  useCommands([
    playing('player.toggle', 'Play or pause the rough cut', ['Space'], shown(transport.toggle)),
    playing(
      'player.back',
      'Play backwards, faster with every press',
      ['j'],
      shown(() => transport.shuttle(-1)),
    ),
    playing('player.stop', 'Pause', ['k'], transport.pause),
    playing(
      'player.forward',
      'Play forwards, faster with every press',
      ['l'],
      shown(() => transport.shuttle(1)),
    ),
    playing(
      'player.previous-frame',
      'One frame back',
      [','],
      shown(() => transport.step(-1)),
    ),
    playing(
      'player.next-frame',
      'One frame on',
      ['.'],
      shown(() => transport.step(1)),
    ),
    playing('player.second-back', 'One second back', ['Shift+ArrowLeft'], () =>
      transport.step(-Math.round(framesPerSecond)),
    ),
    playing('player.second-on', 'One second on', ['Shift+ArrowRight'], () =>
      transport.step(Math.round(framesPerSecond)),
    ),
    playing('player.start', 'To the start of the film', ['Home'], () => transport.seek(0)),
    playing('player.end', 'To the end of the film', ['End'], () => transport.seek(Number.MAX_SAFE_INTEGER)),
  ]);
}

const playing = (id: string, label: string, keys: string[], run: () => void) => ({
  id,
  label,
  group: 'Playing' as const,
  keys,
  run,
});
