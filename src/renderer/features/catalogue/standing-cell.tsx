import type { GeneratorView } from '../../../shared/generator.ts';
import { showPanel } from '../../lib/navigation.ts';
import { useMeans } from '../../lib/use-means.ts';
import { useNames } from '../../lib/use-names.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { standingOf } from './standing.ts';
import { openDetails } from './store.ts';
import { useStanding } from './use-standing.ts';

/** Whether it can be used now, and the step that helps. Its details have the same step for the keys. */
export function StandingCell({ generator }: { generator: GeneratorView }) {
  const { text, tone } = useStanding(generator);
  const means = useMeans(generator.vendor);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Dot tone={tone} />
      <span className="min-w-0 grow">
        <span
          title={text}
          // Others have a second line of their own.
          className={generator.status.kind === 'live' ? 'line-clamp-2 leading-tight' : 'block truncate'}
        >
          {text}
        </span>
        {generator.status.kind === 'preview' && <span className="block text-1 text-text-3">Preview</span>}
        <Successor generator={generator} />
      </span>
      {standingOf(generator) === 'key' && (
        <Button
          look="quiet"
          tabIndex={-1}
          className="shrink-0 px-2! py-0!"
          aria-label={`Add a ${means} for ${generator.vendorName}`}
          onClick={() => showPanel('settings', generator.vendor)}
        >
          Add
        </Button>
      )}
    </span>
  );
}

function Successor({ generator: { status } }: { generator: GeneratorView }) {
  const names = useNames();
  if (status.kind !== 'retired' || status.successor === null) return null;
  const { successor } = status;
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        openDetails(successor);
      }}
      className="block max-w-full truncate text-1 text-text-2 underline decoration-line-strong underline-offset-2 hover:text-text"
    >
      now {names.generator(successor)}
    </button>
  );
}
