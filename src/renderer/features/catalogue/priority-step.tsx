import type { GeneratorView } from '../../../shared/generator.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { useChangeSettings } from '../settings/api.ts';
import { withPriority } from '../settings/priorities.ts';
import { Part } from './part.tsx';

/** How early the ranking offers it, which the user may change. */
export function PriorityStep({ generator }: { generator: GeneratorView }) {
  const { generatorPriorities: own } = useHello().settings;
  const { mutate } = useChangeSettings();
  const priority = own[generator.id] ?? generator.priority;
  const change = (next: number) => mutate({ generatorPriorities: withPriority(own, generator, next) });
  const changed = priority !== generator.priority;
  return (
    <Part title="Priority">
      <div className="flex items-center gap-2.5">
        <span className="grow text-text-2">
          <bdi>1 is offered first, 9 last</bdi>
        </span>
        {changed && (
          <Button look="quiet" className="px-2! py-0!" onClick={() => change(generator.priority)}>
            Back to {generator.priority}
          </Button>
        )}
        <Stepper
          label={`Priority of ${generator.name}`}
          value={priority}
          min={1}
          max={9}
          marked={changed}
          onChange={change}
        />
      </div>
    </Part>
  );
}
