import { Switch as Radix } from 'radix-ui';
import { useId } from 'react';

type Props = { label: string; checked: boolean; onChange: (checked: boolean) => void };

/** On or off, at once. */
export function Switch({ label, checked, onChange }: Props) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-3">
      <label htmlFor={id}>{label}</label>
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        className="h-5 w-9 shrink-0 rounded-full border border-line-strong bg-bg p-0.5 transition-colors data-[state=checked]:border-text-2 data-[state=checked]:bg-text-2"
      >
        <Radix.Thumb className="block size-3.5 rounded-full bg-text-2 transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-bg rtl:data-[state=checked]:-translate-x-4" />
      </Radix.Root>
    </div>
  );
}
