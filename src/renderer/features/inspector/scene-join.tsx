import type { CutScene } from '../../../shared/cut.ts';
import type { Join, Scene } from '../../../shared/film.ts';
import type { FrameRate } from '../../../shared/time.ts';
import { Note } from '../../ui/note.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { joinKinds, joinNames } from '../timeline/transition-names.ts';
import { joinNote } from './cut-notes.ts';

type Props = {
  scene: Scene;
  cutScene: CutScene;
  last: boolean;
  rate: FrameRate;
  onKind: (kind: Join['kind']) => void;
  onJoin: (join: Join) => void;
};

/** How the scene becomes the next one. */
export function SceneJoin({ scene, cutScene, last, rate, onKind, onJoin }: Props) {
  const { join } = scene;
  const note = joinNote(scene, cutScene, { last, rate });
  return (
    <>
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        <Select
          label="To the next scene"
          value={join.kind}
          choices={joinKinds.map((value) => ({ value, label: joinNames[value] }))}
          onChange={onKind}
        />
        {join.kind !== 'cut' && (
          <NumberField
            label="Over, seconds"
            value={join.seconds}
            min={0.1}
            max={3}
            onChange={(seconds) => onJoin({ kind: join.kind, seconds })}
          />
        )}
      </div>
      {note && <Note>{note}</Note>}
    </>
  );
}
