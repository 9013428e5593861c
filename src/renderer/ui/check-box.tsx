import { type ReactNode, useId } from 'react';

type Props = { label: string; about?: ReactNode; checked: boolean; onChange: (checked: boolean) => void };

/** One of several things that may each be on or off. */
export function CheckBox({ label, about, checked, onChange }: Props) {
  const id = useId();
  return (
    <div className="flex items-baseline gap-2.5">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={about ? `${id}-about` : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className="size-3.5 shrink-0 translate-y-0.5 accent-text-2"
      />
      <label htmlFor={id} className="shrink-0">
        {label}
      </label>
      {about && (
        <span id={`${id}-about`} className="min-w-0 text-text-3">
          {about}
        </span>
      )}
    </div>
  );
}
