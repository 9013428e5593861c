import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Hello } from '../../../shared/contract.ts';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote, Skeleton } from '../../ui/states.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { useCatalogue, useChangeSettings } from './api.ts';
import { byCategory, type Category, categoryNames, type Ordered, withPriority } from './priorities.ts';
import { Section } from './section.tsx';

/** Which generators are offered first. */
export function GeneratorsSection({ hello }: { hello: Hello }) {
  const catalogue = useCatalogue();
  const { mutate } = useChangeSettings();
  const own = hello.settings.generatorPriorities;
  const groups = byCategory(catalogue.data?.generators ?? [], own);
  const step =
    ({ generator }: Ordered) =>
    (priority: number) =>
      mutate({ generatorPriorities: withPriority(own, generator, priority) });
  return (
    <Section
      title="Order of generators"
      about="1 is offered first, 9 last. A scene's words and kind count on top of it."
    >
      {catalogue.error && !catalogue.data ? (
        <ErrorNote error={errorOf(catalogue.error)} onRetry={catalogue.refetch} />
      ) : !catalogue.data ? (
        <Skeleton className="h-36" />
      ) : (
        <div className="flex flex-col">
          {groups.map((group) => (
            <Group key={group.category} {...group} step={step} />
          ))}
        </div>
      )}
      {Object.keys(own).length > 0 && (
        <div>
          <Button onClick={() => mutate({ generatorPriorities: {} })}>All as in the catalogue</Button>
        </div>
      )}
    </Section>
  );
}

type GroupProps = {
  category: Category;
  generators: readonly Ordered[];
  step: (line: Ordered) => (priority: number) => void;
};

function Group({ category, generators, step }: GroupProps) {
  const changed = generators.filter(({ usual }) => usual !== null).length;
  // Only at first: it must not close while the last change is being taken back.
  const [open] = useState(changed > 0);
  return (
    <details className="group border-b border-line" open={open}>
      <summary className="flex min-h-9 list-none items-center gap-2 py-1.5 font-medium hover:text-text">
        <ChevronRight size={14} className="text-text-3 transition-transform group-open:rotate-90" aria-hidden />
        {categoryNames[category]}
        <span className="text-text-3">{generators.length}</span>
        {changed > 0 && <span className="ms-auto text-text-2">{changed} changed</span>}
      </summary>
      <ul className="mb-2 flex flex-col ps-5.5">
        {generators.map((line) => (
          <Line key={line.generator.id} {...line} onStep={step(line)} />
        ))}
      </ul>
    </details>
  );
}

function Line({ generator, priority, usual, onStep }: Ordered & { onStep: (priority: number) => void }) {
  return (
    <li className="flex min-h-8.5 items-center gap-2.5">
      <span className="min-w-0 grow truncate">
        {generator.name} <span className="text-text-3">· {generator.vendorName}</span>
      </span>
      {usual !== null && (
        <>
          <span className="shrink-0 text-text-2">
            catalogue: <span className="tabular">{usual}</span>
          </span>
          <Button look="quiet" aria-label={`${generator.name} as in the catalogue`} onClick={() => onStep(usual)}>
            Reset
          </Button>
        </>
      )}
      <Stepper
        label={`Priority of ${generator.name}`}
        value={priority}
        min={1}
        max={9}
        marked={usual !== null}
        onChange={onStep}
      />
    </li>
  );
}
