import { Columns3 } from 'lucide-react';
import type { Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { takesOf } from '../../../shared/take.ts';
import { errorOf } from '../../lib/errors.ts';
import { showPanel } from '../../lib/navigation.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { ByHandMenu } from '../by-hand/by-hand-menu.tsx';
import { useTakes } from '../film/film-data.ts';
import { useSession } from '../film/session-context.ts';
import { useGenerators } from '../generation/api.ts';
import { goToSpot } from '../generation/go-to.ts';
import { isOnSale } from '../generation/picker-groups.ts';
import { SceneChoices } from '../generation/scene-choices.tsx';
import { spotOf } from '../generation/spot.ts';
import { useGenerate } from '../generation/use-generate.ts';
import { useWish } from '../generation/use-wish.ts';
import { rangeText, type Wish } from '../generation/wishes.ts';
import { Section } from './section.tsx';

/** Who makes the picture, and the button that starts it, with its price; always in view. */
export function GenerateSection({ scene }: { scene: Scene }) {
  const session = useSession();
  const takes = takesOf(useTakes(), scene.id, 'picture');
  const listed = useGenerators();
  const { generate, starting } = useGenerate();
  const wish = useWish(scene, 'picture');
  const start = () => generate([wish]);
  const asked = wish.plan.ranked.find(({ generator }) => generator.id === wish.plan.asked)?.generator;
  const mend = () => {
    if (wish.keyOf !== null && (!asked || isOnSale(asked))) return showPanel('settings', wish.keyOf);
    goToSpot(session, scene.id, 'picture', spotOf(scene, 'picture', asked));
  };
  useCommands([
    {
      id: 'take.generate',
      label: 'Generate a take',
      group: 'Takes',
      keys: ['g'],
      run: start,
      disabled: wish.hindrance !== null,
    },
  ]);
  if (listed.error && !listed.data) {
    return (
      <Section label="Generator" className="border-t">
        <ErrorNote error={errorOf(listed.error)} onRetry={listed.refetch} />
      </Section>
    );
  }
  return (
    <Section label="Generator" className="border-t">
      <SceneChoices scene={scene} takeRole="picture" label="Generator" wish={wish} />
      <div className="flex gap-2">
        {asked?.status.kind === 'hand-off' ? (
          <Button look="primary" className="grow whitespace-normal!" onClick={() => showPanel('by-hand', asked.id)}>
            By hand: {asked.name}…
          </Button>
        ) : (
          <GenerateButton
            wish={wish}
            number={(takes.at(-1)?.number ?? 0) + 1}
            starting={starting}
            onStart={start}
            onMend={mend}
          />
        )}
        <ByHandMenu generators={listed.data?.generators ?? noGenerators} />
        <Tooltip text="Compare generators: their takes side by side" keys="Shift+c" side="top">
          <Button className="px-2!" aria-label="Compare generators…" onClick={() => showPanel('compare')}>
            <Columns3 size={16} aria-hidden />
          </Button>
        </Tooltip>
      </div>
    </Section>
  );
}

const noGenerators: readonly GeneratorView[] = [];

type ButtonProps = { wish: Wish; number: number; starting: boolean; onStart: () => void; onMend: () => void };

/** `Generate take 5 · $0.24 to $0.40`; where something is in the way, what it is and the way to put it right. */
function GenerateButton({ wish, number, starting, onStart, onMend }: ButtonProps) {
  if (wish.hindrance !== null) {
    return (
      <Button className="grow whitespace-normal!" onClick={onMend}>
        {wish.hindrance}
      </Button>
    );
  }
  return (
    <Tooltip text="Generate one more take of this scene" keys="g" side="top">
      <Button look="primary" className="grow whitespace-normal!" busy={starting} onClick={onStart}>
        Generate take {number} · {rangeText(wish)}
      </Button>
    </Tooltip>
  );
}
