import type { CutScene } from '../../../shared/cut.ts';
import type { Scene } from '../../../shared/film.ts';
import type { Level } from '../../../shared/sound.ts';
import { LevelField } from '../../ui/level-field.tsx';
import { Note } from '../../ui/note.tsx';
import { clipSoundNote } from './cut-notes.ts';

type Props = {
  levels: Scene['levels'];
  spoken: boolean;
  cutScene: CutScene;
  onChange: (of: keyof Scene['levels'], change: Partial<Level>) => void;
  onLeave: () => void;
};

/** How loud this scene's narration and its clip's own sound are. */
export function SceneSound({ levels, spoken, cutScene, onChange, onLeave }: Props) {
  const note = clipSoundNote(cutScene);
  const silent = !cutScene.clip || cutScene.picture?.probe.audioCodec === null;
  return (
    <>
      <LevelField
        {...levels.voice}
        label="Narration"
        disabled={!spoken}
        onGain={(gainDb) => onChange('voice', { gainDb })}
        onMute={(muted) => onChange('voice', { muted })}
        onLeave={onLeave}
      />
      {!spoken && <Note>This scene has no narration.</Note>}
      <LevelField
        {...levels.clip}
        label="Clip sound"
        disabled={silent}
        onGain={(gainDb) => onChange('clip', { gainDb })}
        onMute={(muted) => onChange('clip', { muted })}
        onLeave={onLeave}
      />
      {note && <Note>{note}</Note>}
    </>
  );
}
