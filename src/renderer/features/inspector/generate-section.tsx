import type { Scene } from '../../../shared/film.ts';
import { formatMicros } from '../../../shared/money.ts';
import { takesOf } from '../../../shared/take.ts';
import { errorOf } from '../../lib/errors.ts';
import { showPanel } from '../../lib/navigation.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { chooseGenerator } from '../film/edits.ts';
import { useCut, useTakes } from '../film/film-data.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { useGenerate, useGenerators } from '../generation/api.ts';
import { GeneratorPicker } from '../generation/generator-picker.tsx';
import { type Wish, wishFor } from '../generation/wishes.ts';
import { Section } from './section.tsx';

/** Who makes the picture, and the button that starts it, with its price; always in view. */
export function GenerateSection({ scene }: { scene: Scene }) {
  const { store } = useSession();
  const film = useFilm();
  const cut = useCut();
  const takes = takesOf(useTakes(), scene.id, 'picture');
  const listed = useGenerators();
  const { generate, starting } = useGenerate();
  const generators = listed.data?.generators ?? [];
  const wish = wishFor({ film, cut, generators }, scene, 'picture');
  const start = () => generate([wish]);
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
      <GeneratorPicker
        label="Generator"
        takeRole="picture"
        generators={generators}
        chosen={scene.generator.picture}
        filmChoice={film.picture.generator}
        kind={scene.kind}
        onChoose={(id) => store.edit('choose generator', chooseGenerator(scene.id, 'picture', id))}
      />
      <GenerateButton wish={wish} number={(takes.at(-1)?.number ?? 0) + 1} starting={starting} onStart={start} />
    </Section>
  );
}

type ButtonProps = { wish: Wish; number: number; starting: boolean; onStart: () => void };

/** `Generate take 5 · $0.24`; where something is in the way, what it is. */
function GenerateButton({ wish, number, starting, onStart }: ButtonProps) {
  const { generator, hindrance } = wish;
  if (generator && !generator.usable) {
    return (
      <Button onClick={() => showPanel('settings', generator.vendor)}>
        {generator.name} {generator.hindrance}
      </Button>
    );
  }
  const price = `${wish.estimated && wish.micros > 0 ? 'about ' : ''}${formatMicros(wish.micros)}`;
  return (
    <Tooltip text={hindrance ?? 'Generate one more take of this scene'} keys="g" side="top">
      <Button
        look="primary"
        className="aria-disabled:opacity-50"
        busy={starting}
        aria-disabled={hindrance !== null}
        onClick={() => hindrance === null && onStart()}
      >
        {hindrance ?? `Generate take ${number} · ${price}`}
      </Button>
    </Tooltip>
  );
}
