import { useState } from 'react';
import type { VendorView } from '../../../shared/generator.ts';
import type { KeyView } from '../../../shared/key.ts';
import { Button } from '../../ui/button.tsx';
import { Field, inputClass, Labelled } from '../../ui/field.tsx';
import { InlineForm } from '../../ui/inline-form.tsx';
import { Note } from '../../ui/note.tsx';
import { Select } from '../../ui/select.tsx';
import { nextLabel } from './key-text.ts';
import type { KeyOutcome, NewKey } from './use-key-ring.ts';

type Props = {
  vendor: VendorView;
  /** Keys that the vendor already has. */
  keys: readonly KeyView[];
  /** Whether a keychain answers; without one the key is kept for the session. */
  keychain: boolean;
  outcome: KeyOutcome;
  onAdd: (order: NewKey) => void;
  onClose: () => void;
};

const ownAccount = 'own';

/** The fields for a new key. What is typed goes to the studio once and is then forgotten here. */
export function NewKeyForm({ vendor, keys, keychain, outcome, onAdd, onClose }: Props) {
  const isServer = vendor.serverHint !== null;
  const hint = vendor.serverHint ?? vendor.keyHint;
  const [secret, setSecret] = useState(isServer && keys.length === 0 ? (vendor.usualBaseUrl ?? '') : '');
  const [label, setLabel] = useState('');
  const [account, setAccount] = useState(ownAccount);
  const busy = outcome.kind === 'busy';
  const ready = secret.trim().length >= 8 && !busy;
  const add = (session: boolean) =>
    onAdd({
      secret: secret.trim(),
      session,
      label: label.trim() || undefined,
      account: account === ownAccount ? undefined : account,
    });
  return (
    <InlineForm onSubmit={() => ready && add(!keychain)} onClose={onClose} className="flex flex-col gap-2.5">
      <Labelled
        label={isServer ? `Address of ${vendor.name}` : `${vendor.name} key`}
        aside={vendor.keyVariable && `or set ${vendor.keyVariable}`}
      >
        {(ids) => (
          <input
            {...ids}
            // biome-ignore lint/a11y/noAutofocus: the user has just asked for this field
            autoFocus
            type={isServer ? 'text' : 'password'}
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
            placeholder={isServer ? 'http://127.0.0.1:8188' : 'Paste the key'}
            className={`${inputClass} font-mono`}
          />
        )}
      </Labelled>
      {hint && <Note>{hint}</Note>}
      <div className="grid grid-cols-2 gap-2">
        <Field
          label="Name"
          value={label}
          maxLength={60}
          placeholder={nextLabel(keys, isServer ? 'Server' : 'Key')}
          onChange={(event) => setLabel(event.target.value)}
        />
        {keys.length > 0 && (
          <Select label="Account" value={account} choices={accountChoices(keys)} onChange={setAccount} />
        )}
      </div>
      {outcome.kind === 'failed' && (
        <p role="alert" className="text-bad">
          {outcome.error.message} <span className="text-text-2">{outcome.error.action}</span>
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        {keychain && (
          <Button look="quiet" disabled={!ready} onClick={() => add(true)}>
            For this session only
          </Button>
        )}
        <Button type="submit" disabled={!ready} busy={busy}>
          {keychain ? 'Keep in the keychain' : 'Use for this session'}
        </Button>
      </div>
    </InlineForm>
  );
}

/** Keys of one account share its quota, so the ring has to know. */
function accountChoices(keys: readonly KeyView[]) {
  const shared = Object.entries(Object.groupBy(keys, (key) => key.account)).map(([value, group = []]) => ({
    value,
    label: `The same as ${new Intl.ListFormat('en').format(group.map(({ label }) => label))}`,
  }));
  return [{ value: ownAccount, label: 'Its own, with its own quota' }, ...shared];
}
