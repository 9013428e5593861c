import type { Scene } from '../../../shared/film.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import type { ChangeScene } from './scene-picture-shape.tsx';

type Props = {
  scene: Pick<Scene, 'seconds' | 'narration'>;
  /** Seconds on screen now: where a fixed length starts from. */
  seconds: number;
  onChange: ChangeScene;
  onLeave: () => void;
};

const fixed = { value: 'fixed', label: 'A length of its own' } as const;
const natural = { value: 'narration', label: 'As long as the narration' } as const;
const silent = { value: 'narration', label: 'As long as usual' } as const;

/** How long the scene is seen. */
export function SceneLength({ scene, seconds, onChange, onLeave }: Props) {
  return (
    <div className="grid grid-cols-[1fr_6rem] gap-x-3">
      <Select
        label="Length"
        value={scene.seconds === null ? 'narration' : 'fixed'}
        choices={[scene.narration.trim() === '' ? silent : natural, fixed]}
        onChange={(choice) =>
          onChange('set length', { seconds: choice === 'fixed' ? Math.max(0.5, Number(seconds.toFixed(1))) : null })
        }
      />
      <NumberField
        label="Seconds"
        value={scene.seconds ?? seconds}
        min={0.5}
        max={600}
        onChange={(value) => onChange('set length', { seconds: value })}
        onLeave={onLeave}
      />
    </div>
  );
}
