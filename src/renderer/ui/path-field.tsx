import { Button } from './button.tsx';
import { Field } from './field.tsx';

type Props = {
  label: string;
  name?: string;
  value: string;
  onChange: (path: string) => void;
  /** Asks in a dialog of the desktop, null when the user thought better of it; without it, paths are only typed. */
  onPick: (() => Promise<string | null>) | null;
};

/** Where a file or a folder goes. */
export function PathField({ label, name, value, onChange, onPick }: Props) {
  const pick = async () => {
    const picked = await onPick?.();
    if (picked) onChange(picked);
  };
  return (
    <div className="flex items-end gap-2">
      <Field
        label={label}
        name={name}
        value={value}
        dir="ltr"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        className="grow"
      />
      {onPick && (
        <Button onClick={pick} className="min-h-8.5">
          Choose…
        </Button>
      )}
    </div>
  );
}
