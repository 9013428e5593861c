import type { CutScene } from '../../../shared/cut.ts';
import { motions, reaches, type Scene } from '../../../shared/film.ts';
import { posterUrl } from '../../lib/media.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Note } from '../../ui/note.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { RangeField } from '../../ui/range-field.tsx';
import { Select } from '../../ui/select.tsx';
import { useFilm, useSession } from '../film/session-context.ts';
import { motionNote, reachNote, shapeNote } from './cut-notes.ts';
import { FitChoice } from './fit-choice.tsx';
import { FocusPicker } from './focus-picker.tsx';

export type ChangeScene = (label: string, patch: Partial<Omit<Scene, 'id'>>, group?: string) => void;
type Props = { scene: Scene; cutScene: CutScene; onChange: ChangeScene };

const motionNames = {
  ...{ auto: 'Chosen by the picture', in: 'Slowly closer', out: 'Slowly away', left: 'To the left' },
  ...{ right: 'To the right', up: 'Upwards', down: 'Downwards', none: 'It stands still' },
} as const satisfies Record<Scene['motion'], string>;

const reachNames = {
  ...{ loop: 'Loops', hold: 'Holds the last frame', slow: 'Slows down', 'ping-pong': 'Runs to and fro' },
} as const satisfies Record<Scene['reach'], string>;

/** How the picture meets the frame and the scene's length: what a still can, or what a clip can. */
export function ScenePictureShape({ scene, cutScene, onChange }: Props) {
  const still = cutScene.picture?.probe.kind === 'image';
  return (
    <>
      <FitChoice value={scene.fit} onChange={(fit) => onChange('set fit', { fit })} />
      <FocusPart scene={scene} cutScene={cutScene} onChange={onChange} />
      {still ? (
        <StillPart scene={scene} onChange={onChange} />
      ) : (
        <ClipPart scene={scene} cutScene={cutScene} onChange={onChange} />
      )}
    </>
  );
}

function FocusPart({ scene, cutScene, onChange }: Props) {
  const { filmId, store } = useSession();
  const { mediaBase } = useHello();
  const { canvas } = useFilm();
  const note = shapeNote(cutScene, canvas);
  const { width, height } = cutScene.picture?.probe ?? { width: null, height: null };
  const poster = posterUrl(mediaBase, filmId, cutScene.picture);
  if (note) return <Note>{note}</Note>;
  if (scene.fit !== 'fill') return <Note>All of the picture is seen, so it has no focus point.</Note>;
  if (!poster || !width || !height) return null;
  return (
    <FocusPicker
      poster={poster}
      picture={{ width, height }}
      canvas={canvas}
      focus={scene.focus}
      onChange={(focus) => onChange('set focus', { focus }, 'focus')}
      onLeave={store.endBurst}
    />
  );
}

function StillPart({ scene, onChange }: Omit<Props, 'cutScene'>) {
  const note = motionNote(scene);
  return (
    <>
      <Select
        label="The still moves"
        value={scene.motion}
        choices={motions.map((value) => ({ value, label: motionNames[value] }))}
        onChange={(motion) => onChange('set motion', { motion })}
      />
      <Note>{note ?? 'Trim, speed and filling up belong to clips; a still lasts as long as its scene.'}</Note>
    </>
  );
}

function ClipPart({ scene, cutScene, onChange }: Props) {
  const { store } = useSession();
  const { canvas } = useFilm();
  const { trim, speed } = scene;
  const lasts = cutScene.picture?.probe.seconds ?? null;
  const most = lasts ?? 36_000;
  return (
    <>
      <div className="grid grid-cols-2 gap-x-3 gap-y-2">
        <NumberField
          label="Clip from, seconds"
          value={trim.start}
          min={0}
          max={trim.end === null ? most : Math.max(0, trim.end - 0.01)}
          onChange={(start) => onChange('trim clip', { trim: { ...trim, start } })}
        />
        <NumberField
          label="Clip until, seconds"
          value={trim.end}
          placeholder={lasts === null ? 'Its end' : `Its end, ${lasts.toFixed(1)}`}
          min={trim.start + 0.01}
          max={36_000}
          onChange={(end) => onChange('trim clip', { trim: { ...trim, end } })}
          onEmpty={() => onChange('trim clip', { trim: { ...trim, end: null } })}
        />
        <RangeField
          label="Speed"
          // Doubling and halving are the same way to either side.
          value={Math.log2(speed)}
          min={-2}
          max={2}
          step={0.05}
          usual={0}
          text={`${speed.toFixed(2)} ×`}
          onChange={(power) => onChange('set speed', { speed: Math.round(2 ** power * 100) / 100 }, 'speed')}
          onLeave={store.endBurst}
        />
        <Select
          label="When it is too short"
          value={scene.reach}
          choices={reaches.map((value) => ({ value, label: reachNames[value] }))}
          onChange={(reach) => onChange('set reach', { reach })}
        />
      </div>
      <Note>
        {reachNote(cutScene, canvas.fps) ??
          'There is no clip yet: this is for when there is one. Stills have a motion instead.'}
      </Note>
    </>
  );
}
