import { useState } from 'react';
import type { VendorLimits, VendorView } from '../../../shared/generator.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { InlineForm } from '../../ui/inline-form.tsx';
import { useChangeSettings } from './api.ts';
import { draftOf, type LimitsDraft, limitsText, readLimits, sameLimits } from './limits-text.ts';

type Props = { vendor: VendorView; limits: VendorLimits; usual: VendorLimits };

/** How fast the vendor may be called: one line, which opens to be changed. */
export function LimitsLine({ vendor, limits, usual }: Props) {
  const { vendorLimits } = useHello().settings;
  const { mutate } = useChangeSettings();
  // Null until it was opened once: then the keys go back to its button.
  const [open, setOpen] = useState<boolean | null>(null);
  const own = vendorLimits[vendor.id];
  const shown = own ?? limits;
  const isUsual = !own || sameLimits(own, usual);
  const save = (next: VendorLimits) => {
    const { [vendor.id]: _, ...others } = vendorLimits;
    mutate({ vendorLimits: sameLimits(next, usual) ? others : { ...others, [vendor.id]: next } });
    setOpen(false);
  };
  if (open)
    return (
      <LimitsForm
        limits={shown}
        onSave={save}
        onUsual={isUsual ? null : () => save(usual)}
        onClose={() => setOpen(false)}
      />
    );
  return (
    <div className="flex items-center gap-2 border-t border-line pt-2">
      <p className="min-w-0 grow text-text-2">
        {limitsText(shown)} · {isUsual ? 'usual' : <span className="text-text">changed</span>}
      </p>
      <Button
        look="quiet"
        aria-label={`Change the limits of ${vendor.name}`}
        autoFocus={open === false}
        onClick={() => setOpen(true)}
      >
        Change
      </Button>
    </div>
  );
}

const fields = [
  ['perMinute', 'Calls a minute', 'no limit'],
  ['atOnce', 'Jobs at once', ''],
  ['coolDownSeconds', 'Cool-down, seconds', ''],
] as const;

type FormProps = {
  limits: VendorLimits;
  onSave: (limits: VendorLimits) => void;
  /** Null where they are the usual ones. */
  onUsual: (() => void) | null;
  onClose: () => void;
};

function LimitsForm({ limits, onSave, onUsual, onClose }: FormProps) {
  const [draft, setDraft] = useState<LimitsDraft>(() => draftOf(limits));
  const { limits: read, problems } = readLimits(draft);
  return (
    <InlineForm
      onSubmit={() => read && onSave(read)}
      onClose={onClose}
      className="flex flex-col gap-2 border-t border-line pt-3"
    >
      <div className="grid grid-cols-3 items-start gap-2">
        {fields.map(([name, label, placeholder], index) => (
          <Field
            key={name}
            label={label}
            inputMode="numeric"
            autoFocus={index === 0}
            placeholder={placeholder}
            value={draft[name]}
            problem={problems[name] ?? null}
            onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
          />
        ))}
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        {onUsual && (
          <Button look="quiet" onClick={onUsual}>
            Back to usual
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={!read}>
          Use these limits
        </Button>
      </div>
    </InlineForm>
  );
}
