import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { VendorView } from '../../../shared/generator.ts';
import { Button } from '../../ui/button.tsx';
import { inputClass, Labelled } from '../../ui/field.tsx';

type Props = {
  vendor: VendorView;
  /** Whether a keychain answers; without one the key is kept for the session. */
  keychain: boolean;
  focused: boolean;
  busy: boolean;
  /** True when the key was stored: the field is then cleared. */
  onAdd: (secret: string, session: boolean) => Promise<boolean>;
};

/** The field for a new key. What is typed goes to the studio once and is then forgotten here. */
export function NewKeyForm({ vendor, keychain, focused, busy, onAdd }: Props) {
  const [secret, setSecret] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);
  const add = async (session: boolean) => {
    if (await onAdd(secret.trim(), session)) setSecret('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void add(!keychain);
  };
  const ready = secret.trim().length >= 8;
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <Labelled label={`${vendor.name} key`} aside={vendor.keyVariable && `or set ${vendor.keyVariable}`}>
        {(ids) => (
          <input
            {...ids}
            ref={input}
            type="password"
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
            placeholder="Paste the key"
            className={`${inputClass} font-mono`}
          />
        )}
      </Labelled>
      <div className="flex flex-wrap justify-end gap-2">
        {keychain && (
          <Button look="quiet" disabled={!ready || busy} onClick={() => add(true)}>
            For this session only
          </Button>
        )}
        <Button type="submit" disabled={!ready} busy={busy}>
          {keychain ? 'Keep in the keychain' : 'Use for this session'}
        </Button>
      </div>
    </form>
  );
}
