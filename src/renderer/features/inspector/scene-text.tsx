import type { Film, Scene } from '../../../shared/film.ts';
import { inputClass } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-area.tsx';

type Props = {
  scene: Scene;
  film: Film;
  /** One undo step per field and burst of typing. */
  onType: (field: 'title' | 'prompt' | 'narration', value: string) => void;
  onLeave: () => void;
};

/** What a scene is called, shows and says. */
export function SceneText({ scene, film, onType, onLeave }: Props) {
  return (
    <div data-film-field className="flex flex-col gap-2">
      <div className="-mx-2.5">
        <input
          name="scene-title"
          aria-label="Title of the scene"
          dir="auto"
          placeholder="Untitled scene"
          value={scene.title}
          maxLength={200}
          onChange={(event) => onType('title', event.target.value)}
          onBlur={onLeave}
          className={`${inputClass} border-transparent bg-transparent py-1! text-3 font-semibold`}
        />
      </div>
      <TextArea
        name="scene-prompt"
        label="Prompt"
        aside={film.look.style && `and ${film.look.style}`}
        placeholder="What is to be seen"
        value={scene.prompt}
        maxLength={8000}
        onChange={(event) => onType('prompt', event.target.value)}
        onBlur={onLeave}
      />
      <TextArea
        name="scene-narration"
        label="Narration"
        placeholder="What is to be said"
        value={scene.narration}
        maxLength={8000}
        onChange={(event) => onType('narration', event.target.value)}
        onBlur={onLeave}
      />
    </div>
  );
}
