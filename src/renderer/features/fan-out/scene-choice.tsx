import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { Scene } from '../../../shared/film.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceRow } from '../generation/choice-row.tsx';
import { moveBetweenRows } from '../generation/generator-list.tsx';
import { mostScenes } from './fan-out.ts';
import type { FanOut } from './use-fan-out.ts';

/** Which scenes are compared: one line that opens into all scenes of the film. */
export function SceneChoice({ fan: { film, choice, change } }: { fan: FanOut }) {
  const { sceneIds } = choice;
  const [open, setOpen] = useState(sceneIds.length === 0);
  const id = useId();
  const choose = (ids: readonly string[]) => change({ sceneIds: ids });
  const toggle = (scene: string) =>
    choose(sceneIds.includes(scene) ? sceneIds.filter((each) => each !== scene) : [...sceneIds, scene]);
  const written = film.scenes.filter((scene) => hasPrompt(scene)).slice(0, mostScenes);
  return (
    <section aria-label="Scenes" className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <h3 className="text-3 font-semibold">Scenes</h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="flex min-w-0 grow items-center gap-1.5 rounded-[6px] px-2 py-1 text-start text-text-2 hover:bg-hover hover:text-text"
        >
          <span className="min-w-0 truncate">{chosenText(film.scenes, sceneIds)}</span>
          <ChevronDown size={14} className={open ? 'shrink-0 rotate-180' : 'shrink-0'} aria-hidden />
        </button>
        {open && (
          <>
            <Button look="quiet" className="px-2!" onClick={() => choose(written.map((scene) => scene.id))}>
              All
            </Button>
            <Button look="quiet" className="px-2!" onClick={() => choose([])}>
              None
            </Button>
          </>
        )}
      </div>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend
        <div
          id={id}
          role="group"
          aria-label="Scenes to compare"
          onKeyDown={moveBetweenRows}
          className="max-h-48 overflow-auto rounded-2 border border-line bg-bg p-1"
        >
          {film.scenes.map((scene, index) => (
            <SceneRow
              key={scene.id}
              scene={scene}
              number={index + 1}
              chosen={sceneIds.includes(scene.id)}
              entry={index === 0}
              onToggle={() => toggle(scene.id)}
            />
          ))}
          {film.scenes.length === 0 && <p className="px-2 py-1.5 text-text-2">The film has no scene yet.</p>}
        </div>
      )}
    </section>
  );
}

const hasPrompt = ({ prompt }: Scene): boolean => prompt.trim() !== '';

type RowProps = { scene: Scene; number: number; chosen: boolean; entry: boolean; onToggle: () => void };

function SceneRow({ scene, number, chosen, entry, onToggle }: RowProps) {
  const name = scene.title.trim() || 'Untitled scene';
  const empty = !hasPrompt(scene);
  return (
    <div className="[contain-intrinsic-size:auto_31px] [content-visibility:auto]">
      <ChoiceRow
        many
        chosen={chosen}
        entry={entry}
        label={`Scene ${number}, ${name}${empty ? ', no prompt yet' : ''}`}
        onChoose={onToggle}
      >
        <span className="tabular w-6 shrink-0 text-end text-text-3">{number}</span>
        <span className="min-w-0 grow truncate">{name}</span>
        {empty && <span className="shrink-0 text-1 text-warn">no prompt yet</span>}
      </ChoiceRow>
    </div>
  );
}

/** `2 · She winds the lamp`, `3 of 8: 1, 2, 5` */
function chosenText(scenes: readonly Scene[], ids: readonly string[]): string {
  const numbers = ids.map((id) => scenes.findIndex((scene) => scene.id === id) + 1);
  const [only] = numbers;
  if (only === undefined) return 'none chosen';
  if (numbers.length === 1) return `${only} · ${scenes[only - 1]?.title.trim() || 'Untitled scene'}`;
  const named = numbers.slice(0, 12).join(', ');
  return `${numbers.length} of ${scenes.length}: ${named}${numbers.length > 12 ? ' …' : ''}`;
}
