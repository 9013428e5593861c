import { Ellipsis } from 'lucide-react';
import type { VendorLimits } from '../../../shared/generator.ts';
import type { KeyHealth, KeyView } from '../../../shared/key.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { InlineText } from '../../ui/inline-text.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { accountText, freshAccount, healthText, healthTone, placeNames, recordText, sharersOf } from './key-text.ts';
import type { KeyOutcome, KeyRingDeeds } from './use-key-ring.ts';
import { WindowMeter } from './window-meter.tsx';

type Props = {
  view: KeyView;
  /** Null until the ring has said how it fares. */
  health: KeyHealth | null;
  /** The other keys of its vendor. */
  others: readonly KeyView[];
  limits: VendorLimits | null;
  deeds: KeyRingDeeds;
  now: number;
};

const reviving: Partial<Record<KeyHealth['state'], string>> = { cooling: 'Use it now', dry: 'Topped up' };

/** One key: its name, how it fares, what it did, and what can be done with it. */
export function KeyRow({ view, health, others, limits, deeds, now }: Props) {
  const outcome = deeds.outcomeOf(view.id);
  const busy = outcome.kind === 'busy';
  // What a test has just said is not said twice.
  const reason = outcome.kind === 'tested' && outcome.test.text === health?.reason ? null : health?.reason;
  const revive = health && reviving[health.state];
  const facts = [
    // Why a key was refused, or cannot be read, says enough.
    !view.problem && health && !(health.state === 'refused' && health.reason) && healthText(health, now),
    placeNames[view.place],
    health && recordText(health),
    accountText(sharersOf(view, others)),
  ];
  return (
    <li className="flex flex-col gap-1">
      <div className="flex min-w-0 items-center gap-2">
        <Dot tone={view.problem ? 'bad' : healthTone(health)} />
        <KeyName view={view} onRename={(label) => deeds.rename(view.id, label)} />
        <code className="tabular shrink-0 whitespace-nowrap text-text-2">{view.masked}</code>
        <span className="grow" />
        {health && limits && <WindowMeter name={view.label} inWindow={health.inWindow} perMinute={limits.perMinute} />}
        <Button look="quiet" aria-label={`Test ${view.label}`} busy={busy} onClick={() => deeds.test(view.id)}>
          Test
        </Button>
        {view.place === 'environment' ? (
          <span className="size-7 shrink-0" />
        ) : (
          <Menu label={view.label} list={menuOf(view, others, deeds)}>
            <IconButton label={`More for ${view.label}`}>
              <Ellipsis size={16} aria-hidden />
            </IconButton>
          </Menu>
        )}
      </div>
      <div className="flex items-center gap-3 ps-3.5">
        <div className="min-w-0 grow">
          <p className="text-text-2">{facts.filter(Boolean).join(' · ')}</p>
          {view.problem && <p className="text-bad">{view.problem}</p>}
          {reason && <p className={health?.state === 'refused' ? 'text-bad' : 'text-warn'}>{reason}</p>}
          <Outcome outcome={outcome} />
        </div>
        {revive && (
          <Button disabled={busy} onClick={() => deeds.revive(view.id)}>
            {revive}
          </Button>
        )}
      </div>
    </li>
  );
}

function KeyName({ view, onRename }: { view: KeyView; onRename: (label: string) => void }) {
  if (view.place === 'environment') return <span className="font-medium">{view.label}</span>;
  const rename = (text: string) => {
    const label = text.trim();
    if (label !== '' && label !== view.label) onRename(label);
  };
  return (
    <InlineText
      label={`Name of ${view.label}`}
      value={view.label}
      maxLength={60}
      onCommit={rename}
      className="-mx-1.5 font-medium"
    />
  );
}

/** Whose account it is matters only between several keys. */
function menuOf(view: KeyView, others: readonly KeyView[], deeds: KeyRingDeeds): MenuItem[] {
  const shares = others.map((other) => ({
    label: `Same account as ${other.label}`,
    disabled: other.account === view.account,
    onSelect: () => void deeds.share(view.id, other.account),
  }));
  const alone = {
    label: 'An account of its own',
    disabled: sharersOf(view, others).length === 0,
    onSelect: () => void deeds.share(view.id, freshAccount(view, others)),
  };
  const remove = { label: 'Remove', danger: true, onSelect: () => void deeds.remove(view.id) };
  return others.length === 0 ? [remove] : [...shares, alone, '-', remove];
}

function Outcome({ outcome }: { outcome: KeyOutcome }) {
  return (
    <p role="status" className="break-words">
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
