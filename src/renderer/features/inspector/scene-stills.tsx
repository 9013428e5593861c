import type { Scene } from '../../../shared/film.ts';
import { type TakeView, takesOf } from '../../../shared/take.ts';
import { posterUrl } from '../../lib/media.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useTakes } from '../film/film-data.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { useCatalogue } from '../generation/use-catalogue.ts';
import { endStillNote, offersEndStill } from './end-still-note.ts';
import { SceneStill } from './scene-still.tsx';
import { usePickAndImport } from './use-import.ts';

type Props = { scene: Scene; onChange: (label: string, patch: Partial<Pick<Scene, 'still' | 'endStill'>>) => void };

/** The pictures that the scene's clip starts and ends on. */
export function SceneStills({ scene, onChange }: Props) {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const film = useFilm();
  const takes = useTakes();
  const { generators } = useCatalogue();
  const pick = usePickAndImport();
  const note = endStillNote(film, scene, generators);

  const pickerOf = (slot: 'still' | 'endStill', edit: string) => ({
    still: takes.find((take) => take.id === scene[slot]) ?? null,
    posterOf: (take: TakeView) => posterUrl(mediaBase, filmId, take),
    choices: stillChoices(takes, scene.id),
    nameOf: (take: TakeView) => stillName(take, film.scenes),
    onChoose: (take: TakeView | null) => onChange(edit, { [slot]: take?.id ?? null }),
    onImport: async () => {
      const take = await pick(scene.id, 'picture');
      if (take) onChange(edit, { [slot]: take.id });
    },
  });

  return (
    <div className="space-y-2">
      <SceneStill label="Starts on" spot="still" {...pickerOf('still', 'set still')} />
      {offersEndStill(scene, generators) && (
        <SceneStill label="Ends on" {...pickerOf('endStill', 'set still at the end')} />
      )}
      {note && <p className="text-1 text-text-3">{note}</p>}
    </div>
  );
}

/** Image takes of this scene, then of the others. */
function stillChoices(takes: readonly TakeView[], sceneId: string): TakeView[] {
  const images = takes.filter((take) => take.role === 'picture' && take.probe.kind === 'image' && !take.problem);
  return [...takesOf(images, sceneId, 'picture'), ...images.filter((take) => take.sceneId !== sceneId)].slice(0, 24);
}

function stillName(take: TakeView, scenes: readonly Scene[]): string {
  const number = scenes.findIndex((scene) => scene.id === take.sceneId) + 1;
  const name = take.origin.kind === 'imported' ? take.origin.originalName : `take ${take.number}`;
  return number > 0 ? `Scene ${number}, ${name}` : name;
}
