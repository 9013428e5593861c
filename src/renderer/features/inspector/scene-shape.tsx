import { fits, type Join, kinds, reaches, type Scene } from '../../../shared/film.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

type Change = Partial<Omit<Scene, 'id'>>;
type Props = {
  scene: Scene;
  /** Seconds on screen now: where a fixed length starts from. */
  seconds: number;
  onChange: (label: string, change: Change, group?: string) => void;
  onLeave: () => void;
};

const lengths = [
  { value: 'narration', label: 'As long as the narration' },
  { value: 'fixed', label: 'A length of its own' },
] as const;
const fitNames = { fill: 'Fill the frame', fit: 'Show all of it' } as const;
const reachNames = { loop: 'Loop', hold: 'Hold the last frame', slow: 'Slow down' } as const;
const joins = [
  { value: 'cut', label: 'Cut' },
  { value: 'crossfade', label: 'Crossfade' },
] as const;

/** How long a scene is, what it is for, and how its picture meets the frame, the length and the next scene. */
export function SceneShape({ scene, seconds, onChange, onLeave }: Props) {
  return (
    <div data-film-field className="grid grid-cols-2 gap-x-3 gap-y-2">
      <Select
        label="Length"
        value={scene.seconds === null ? 'narration' : 'fixed'}
        choices={lengths}
        onChange={(choice) =>
          onChange('set length', { seconds: choice === 'fixed' ? Math.max(0.5, Number(seconds.toFixed(1))) : null })
        }
      />
      {scene.seconds === null ? (
        <KindSelect scene={scene} onChange={onChange} />
      ) : (
        <NumberField
          label="Seconds"
          value={scene.seconds}
          min={0.5}
          max={600}
          onChange={(value) => onChange('set length', { seconds: value }, 'seconds')}
          onLeave={onLeave}
        />
      )}
      {scene.seconds !== null && <KindSelect scene={scene} onChange={onChange} />}
      <Select
        label="Picture of another shape"
        value={scene.fit}
        choices={fits.map((value) => ({ value, label: fitNames[value] }))}
        onChange={(fit) => onChange('set fit', { fit })}
      />
      <Select
        label="When it is too short"
        value={scene.reach}
        choices={reaches.map((value) => ({ value, label: reachNames[value] }))}
        onChange={(reach) => onChange('set reach', { reach })}
      />
      <Select
        label="To the next scene"
        value={scene.join.kind}
        choices={joins}
        onChange={(kind) => onChange('set join', { join: joinOf(kind) })}
      />
      {scene.join.kind === 'crossfade' && (
        <NumberField
          label="Crossfade, seconds"
          value={scene.join.seconds}
          min={0.1}
          max={3}
          onChange={(value) => onChange('set join', { join: { kind: 'crossfade', seconds: value } }, 'crossfade')}
          onLeave={onLeave}
        />
      )}
    </div>
  );
}

const joinOf = (kind: Join['kind']): Join => (kind === 'cut' ? { kind } : { kind, seconds: 0.5 });

const KindSelect = ({ scene, onChange }: Pick<Props, 'scene' | 'onChange'>) => (
  <Select
    label="Kind"
    value={scene.kind}
    choices={kinds.map((value) => ({ value, label: value }))}
    onChange={(kind) => onChange('set kind', { kind })}
  />
);

type NumberProps = {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
  onLeave: () => void;
};

/** Takes over only values inside the limits; what is half typed stays in the field. */
function NumberField({ label, value, min, max, onChange, onLeave }: NumberProps) {
  return (
    <Field
      // A new key shows the film's value again after undo, without fighting what is being typed.
      key={`${label} ${value}`}
      label={label}
      type="number"
      step={0.1}
      min={min}
      max={max}
      defaultValue={value}
      onBlur={(event) => {
        const next = event.target.valueAsNumber;
        if (next >= min && next <= max && next !== value) onChange(next);
        else event.target.value = String(value);
        onLeave();
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
