import type { Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { errorOf } from '../../lib/errors.ts';
import { useNavigation } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { openCatalogue } from '../catalogue/api.ts';
import { useFilm, useSelectedScene } from '../film/session-context.ts';
import { useGenerators } from '../generation/api.ts';
import { BringBack } from './bring-back.tsx';
import { CarryOver } from './carry-over.tsx';

/** A take that the user makes in a tool without an API: what to take there, and what comes back. `panelTopic` is the generator. */
export function ByHandPanel({ onClose }: { onClose: () => void }) {
  const topic = useNavigation((state) => state.panelTopic);
  const scene = useSelectedScene();
  const { scenes } = useFilm();
  const listed = useGenerators();
  const generator = listed.data?.generators.find(({ id }) => id === topic);
  const number = scenes.findIndex(({ id }) => id === scene?.id) + 1;
  return (
    <Panel
      open
      onClose={onClose}
      width="wide"
      title={generator ? `By hand: ${generator.name}` : 'By hand'}
      about={scene && `Scene ${number}${scene.title ? ` · ${scene.title}` : ''}`}
    >
      {listed.error && !listed.data ? (
        <ErrorState error={errorOf(listed.error)} onRetry={listed.refetch} />
      ) : !listed.data ? (
        <Skeleton className="h-40" />
      ) : !scene || !generator ? (
        <Nothing scene={scene} />
      ) : (
        <Steps key={`${scene.id} ${generator.id}`} scene={scene} generator={generator} />
      )}
    </Panel>
  );
}

const Steps = ({ scene, generator }: { scene: Scene; generator: GeneratorView }) => (
  <ol className="flex flex-col gap-6">
    <CarryOver scene={scene} generator={generator} />
    <BringBack scene={scene} generator={generator} />
  </ol>
);

function Nothing({ scene }: { scene: Scene | null }) {
  if (!scene)
    return (
      <EmptyState
        title="There is no scene yet"
        text="What is made by hand becomes a take of a scene. Write one first."
      />
    );
  return (
    <EmptyState
      title="No such generator"
      text="The catalogue has all generators that are worked by hand."
      actions={<Button onClick={() => openCatalogue()}>Catalogue…</Button>}
    />
  );
}
