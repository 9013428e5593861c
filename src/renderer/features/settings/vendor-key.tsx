import type { VendorView } from '../../../shared/generator.ts';
import type { KeyView } from '../../../shared/key.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { toastError } from '../../ui/toasts.tsx';
import { type KeyOutcome, useKeyActions } from './api.ts';
import { NewKeyForm } from './new-key-form.tsx';

const places: Record<KeyView['place'], string> = {
  keychain: 'in the keychain',
  session: 'for this session',
  environment: 'from the environment',
};

type Props = {
  vendor: VendorView;
  /** Keys of this vendor, the one in use first. */
  stored: readonly KeyView[];
  keychain: boolean;
  focused: boolean;
  nativeDialogs: boolean;
};

/** One vendor: its key, masked, with test and remove; or the field to add one. */
export function VendorKey({ vendor, stored, keychain, focused, nativeDialogs }: Props) {
  const { outcome, set, test, remove } = useKeyActions(vendor.id);
  const [inUse] = stored;
  const busy = outcome.kind === 'busy';
  return (
    <article aria-label={vendor.name} className="flex flex-col gap-2.5 rounded-3 border border-line bg-raised p-3">
      <div className="flex items-center gap-2">
        <h4 className="text-3 font-semibold">{vendor.name}</h4>
        {inUse && <Chip tone={outcomeTone(outcome)}>{places[inUse.place]}</Chip>}
        <span className="grow" />
        {vendor.keyUrl && <KeyPage url={vendor.keyUrl} nativeDialogs={nativeDialogs} />}
      </div>
      {inUse ? (
        <div className="flex flex-wrap items-center gap-2">
          <code className="tabular grow rounded-2 border border-line bg-bg px-2.5 py-1.5">{inUse.masked}</code>
          <Button onClick={test} busy={busy}>
            Test
          </Button>
          {inUse.place !== 'environment' && (
            <Button look="danger" onClick={remove} disabled={busy}>
              Remove
            </Button>
          )}
        </div>
      ) : (
        <NewKeyForm vendor={vendor} keychain={keychain} focused={focused} busy={busy} onAdd={set} />
      )}
      <Outcome outcome={outcome} />
    </article>
  );
}

function outcomeTone(outcome: KeyOutcome) {
  if (outcome.kind === 'failed') return 'bad';
  if (outcome.kind === 'tested') return outcome.test.ok ? 'ok' : 'bad';
  return 'calm';
}

function Outcome({ outcome }: { outcome: KeyOutcome }) {
  return (
    <p role="status" className="min-h-4.5">
      {outcome.kind === 'tested' && (
        <span className={outcome.test.ok ? 'text-ok' : 'text-bad'}>{outcome.test.text}</span>
      )}
      {outcome.kind === 'failed' && (
        <span className="text-bad">
          {outcome.error.message} <span className="text-text-2">{outcome.error.action}</span>
        </span>
      )}
    </p>
  );
}

function KeyPage({ url, nativeDialogs }: { url: string; nativeDialogs: boolean }) {
  const linkClass = 'text-text-2 underline decoration-line-strong underline-offset-3 hover:text-text';
  if (!nativeDialogs)
    return (
      <a href={url} target="_blank" rel="noreferrer" className={linkClass}>
        Get a key
      </a>
    );
  const open = () => client.desktop.openExternal({ url }).catch((thrown: unknown) => toastError(errorOf(thrown)));
  return (
    <button type="button" onClick={open} className={linkClass}>
      Get a key
    </button>
  );
}
