import { use } from 'react';
import type { GeneratorView } from '../../../shared/generator.ts';
import { showPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { toast } from '../../ui/toasts.tsx';
import { chooseFilmGenerator, chooseGenerator } from '../film/edits.ts';
import type { FilmSession } from '../film/session.ts';
import { SessionContext, useFilm, useSelectedScene } from '../film/session-context.ts';
import { standingOf } from './standing.ts';

type Props = { generator: GeneratorView };

/** What can be done with it for the film that is open; without one, how to come to it. */
export function FilmDeeds({ generator }: Props) {
  const session = use(SessionContext);
  if (standingOf(generator) === 'closed') return null;
  if (!session) return <Note>Open a film to use it there.</Note>;
  return standingOf(generator) === 'by-hand' ? <ByHand generator={generator} /> : <Uses {...{ generator, session }} />;
}

const sceneName = (number: number): string => `scene ${number}`;

function Uses({ generator: { id, role, name }, session: { store } }: Props & { session: FilmSession }) {
  const film = useFilm();
  const scene = useSelectedScene();
  const number = film.scenes.findIndex((each) => each.id === scene?.id) + 1;
  const undo = { label: 'Undo', run: () => void store.undo() };
  const ofScene = scene?.generator[role] === id;
  const ofFilm = film[role].generator === id;
  return (
    <div className="flex flex-wrap gap-2">
      {scene && (
        <Button
          disabled={ofScene}
          onClick={() => {
            store.edit('choose generator', chooseGenerator(scene.id, role, id));
            toast(`${name} makes ${sceneName(number)}.`, undo, 'edit');
          }}
        >
          {ofScene ? `Makes ${sceneName(number)}` : `Use for ${sceneName(number)}`}
        </Button>
      )}
      <Button
        disabled={ofFilm}
        onClick={() => {
          store.edit('choose generator', chooseFilmGenerator(role, id));
          toast(`${name} makes every scene that has no other.`, undo, 'edit');
        }}
      >
        {ofFilm ? 'Makes this film' : 'Use for this film'}
      </Button>
    </div>
  );
}

function ByHand({ generator: { id } }: Props) {
  const film = useFilm();
  const scene = useSelectedScene();
  if (!scene) return <Note>Write a scene to make it by hand.</Note>;
  const number = film.scenes.indexOf(scene) + 1;
  return (
    <div>
      <Button onClick={() => showPanel('by-hand', id)}>Prepare {sceneName(number)}…</Button>
    </div>
  );
}
