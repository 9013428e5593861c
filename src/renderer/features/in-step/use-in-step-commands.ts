import { useCommands } from '../../lib/use-commands.ts';
import { useStage } from './in-step-context.ts';

/** The keys of what plays in step. They come before those of the rough cut while it is shown. */
export function useInStepCommands(): void {
  const { transport, framesPerSecond, zoom, sound, takes } = useStage();
  const second = Math.round(framesPerSecond);
  const nextSound = () => {
    const heard = [null, ...takes.filter(({ probe }) => probe.audioCodec !== null).map(({ id }) => id)];
    const index = heard.indexOf(sound.getState().soloed);
    sound.setState({ soloed: heard[(index + 1) % heard.length] ?? null });
  };
  useCommands([
    playing('toggle', 'Play or pause all takes', ['Space'], () => transport.toggle()),
    playing('back', 'Play backwards, faster with every press', ['j'], () => transport.shuttle(-1)),
    playing('stop', 'Pause', ['k'], () => transport.pause()),
    playing('forward', 'Play forwards, faster with every press', ['l'], () => transport.shuttle(1)),
    playing('previous-frame', 'One frame back', ['ArrowLeft', ','], () => transport.step(-1)),
    playing('next-frame', 'One frame on', ['ArrowRight', '.'], () => transport.step(1)),
    playing('second-back', 'One second back', ['Shift+ArrowLeft'], () => transport.step(-second)),
    playing('second-on', 'One second on', ['Shift+ArrowRight'], () => transport.step(second)),
    playing('start', 'To the start', ['Home'], () => transport.seek(0)),
    playing('end', 'To the end', ['End'], () => transport.step(Number.MAX_SAFE_INTEGER)),
    playing('slower', 'Slower', ['['], () => transport.setSpeed(nextSpeed(transport.getState().speed, -1))),
    playing('faster', 'Faster', [']'], () => transport.setSpeed(nextSpeed(transport.getState().speed, 1))),
    playing('sound', 'Hear the next take', ['s'], nextSound),
    playing('zoom-in', 'Zoom in', ['+', '='], zoom.zoomIn),
    playing('zoom-out', 'Zoom out', ['-'], zoom.zoomOut),
    playing('zoom-all', 'Show the whole picture', ['0'], zoom.reset),
  ]);
}

const playing = (name: string, label: string, keys: string[], run: () => void) => ({
  id: `in-step.${name}`,
  label,
  group: 'Playing' as const,
  keys,
  run,
});

/** What the bar offers. */
const speeds: readonly number[] = [0.25, 0.5, 1, 2];

/** The next slower (-1) or faster (1) speed of those that are offered. */
function nextSpeed(speed: number, way: 1 | -1): number {
  const index = speeds.indexOf(speed);
  return speeds[Math.min(speeds.length - 1, Math.max(0, (index < 0 ? 2 : index) + way))] ?? 1;
}
