import { useState } from 'react';
import type { VendorView } from '../../../shared/generator.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { InlineForm } from '../../ui/inline-form.tsx';
import { readAddress, withAddress } from './address-text.ts';
import { useChangeSettings } from './api.ts';

/** Where the vendor is called: one line, which opens to be changed for a gateway or a proxy. */
export function AddressLine({ vendor }: { vendor: VendorView }) {
  const { id, name, baseUrl, usualBaseUrl } = vendor;
  const { vendorUrls } = useHello().settings;
  const { mutate } = useChangeSettings();
  // Null until it was opened once: then the keys go back to its button.
  const [open, setOpen] = useState<boolean | null>(null);
  const own = vendorUrls[id];
  const shown = own ?? baseUrl;
  const save = (url: string | null) => {
    mutate({ vendorUrls: withAddress(vendorUrls, id, url, usualBaseUrl) });
    setOpen(false);
  };
  if (shown === null) return null;
  if (open)
    return (
      <AddressForm
        {...{ name, address: shown, usual: usualBaseUrl }}
        onSave={save}
        onUsual={own === undefined ? null : () => save(null)}
        onClose={() => setOpen(false)}
      />
    );
  return (
    <div className="flex items-center gap-2 border-t border-line pt-2">
      <p className="min-w-0 grow truncate text-text-2">
        Called at <span className="tabular">{shown}</span>
        {shown !== usualBaseUrl && (
          <span className="text-text"> · {own === undefined ? 'set from outside' : 'changed'}</span>
        )}
      </p>
      {own !== undefined && (
        <Button look="quiet" aria-label={`The usual address of ${name}`} onClick={() => save(null)}>
          Reset
        </Button>
      )}
      <Button
        look="quiet"
        aria-label={`Change the address of ${name}`}
        autoFocus={open === false}
        onClick={() => setOpen(true)}
      >
        Change
      </Button>
    </div>
  );
}

type FormProps = {
  name: string;
  address: string;
  usual: string | null;
  onSave: (url: string) => void;
  /** Null where it is the usual one. */
  onUsual: (() => void) | null;
  onClose: () => void;
};

function AddressForm({ name, address, usual, onSave, onUsual, onClose }: FormProps) {
  const [text, setText] = useState(address);
  const [tried, setTried] = useState(false);
  const read = readAddress(text);
  return (
    <InlineForm
      onSubmit={() => ('url' in read ? onSave(read.url) : setTried(true))}
      onClose={onClose}
      className="flex flex-col gap-2 border-t border-line pt-3"
    >
      <Field
        autoFocus
        label={`Address of ${name}`}
        aside={usual && `usually ${usual}`}
        dir="ltr"
        spellCheck={false}
        value={text}
        problem={tried && 'problem' in read ? read.problem : null}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex flex-wrap justify-end gap-2">
        {onUsual && (
          <Button look="quiet" onClick={onUsual}>
            Back to usual
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit">Use this address</Button>
      </div>
    </InlineForm>
  );
}
