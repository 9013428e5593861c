import type { TakeView } from '../../../shared/take.ts';
import { useCommands } from '../../lib/use-commands.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** The number keys circle the scene's takes. */
export function useCircleCommands(takes: readonly TakeView[], circle: (take: TakeView) => void): void {
  useCommands(
    digits.flatMap((digit) => {
      const take = takes.find((each) => each.number === Number(digit));
      return take
        ? [
            {
              id: `take.circle-${digit}`,
              label: `Circle take ${digit}`,
              group: 'Takes',
              keys: [digit],
              run: () => circle(take),
            } as const,
          ]
        : [];
    }),
  );
}
