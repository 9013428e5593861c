import { kinds, type Scene } from '../../../shared/film.ts';
import { Select } from '../../ui/select.tsx';
import { SceneLength } from './scene-length.tsx';
import type { ChangeScene } from './scene-picture-shape.tsx';

type Props = {
  scene: Scene;
  /** Seconds on screen now. */
  seconds: number;
  onChange: ChangeScene;
  onLeave: () => void;
};

/** How long a scene is and what it is for. How its picture is laid in and joined is the cut's. */
export function SceneShape({ scene, seconds, onChange, onLeave }: Props) {
  return (
    <div data-film-field className="flex flex-col gap-2">
      <SceneLength scene={scene} seconds={seconds} onChange={onChange} onLeave={onLeave} />
      <Select
        label="Kind"
        value={scene.kind}
        choices={kinds.map((value) => ({ value, label: value }))}
        onChange={(kind) => onChange('set kind', { kind })}
      />
    </div>
  );
}
