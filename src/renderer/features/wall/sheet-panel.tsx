import { type FormEvent, useState } from 'react';
import type { SheetForm } from '../../../shared/sheet.ts';
import { errorOf } from '../../lib/errors.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { pickDestination } from '../export/api.ts';
import { withExtension } from '../export/export-text.ts';
import { SheetOutcome } from './sheet-outcome.tsx';
import { type SheetWish, useContactSheet, useSheetDestination } from './use-hand-on.ts';
import type { NamedTake } from './wipe-stage.tsx';

/** What the studio puts on one sheet at most. */
const mostOnSheet = 64;

type Props = {
  /** In the order of the wall. */
  takes: readonly NamedTake[];
  /** Names are hidden on the wall, and so on the sheet. */
  hidden: boolean;
  form: SheetForm;
  /** Of one scene: numbers and letters of the wall mean one take each. */
  alone: boolean;
  onClose: () => void;
};

const forms = [
  { value: 'image', label: 'Picture' },
  { value: 'video', label: 'Film' },
] as const;
const extensions: Record<SheetForm, string> = { image: 'png', video: 'mp4' };

/** The takes of the wall in one picture, or all playing in one film: to be shown to somebody else. */
export function SheetPanel({ takes, hidden, alone, form: first, onClose }: Props) {
  const [form, setForm] = useState(first);
  return (
    <Panel
      open
      onClose={onClose}
      title="Contact sheet"
      about="All takes of the wall in one file. Made on this computer."
      bar={<Segmented label="What to make" value={form} parts={forms} onChange={setForm} />}
    >
      <Ready key={form} {...{ takes, hidden, alone, form }} />
    </Panel>
  );
}

function Ready(props: Omit<Props, 'onClose'>) {
  const suggestion = useSheetDestination(props.form);
  if (suggestion.error) return <ErrorState error={errorOf(suggestion.error)} onRetry={suggestion.refetch} />;
  if (!suggestion.data) return <Skeleton className="h-40" />;
  return <SheetFields {...props} suggested={suggestion.data.destination} />;
}

const nameChoices = [
  { value: 'names', label: 'Names and prices' },
  { value: 'letters', label: 'Letters only' },
] as const;
const silence = 'none';

function SheetFields({ takes, hidden, alone, form, suggested }: Omit<Props, 'onClose'> & { suggested: string }) {
  const { nativeDialogs } = useHello();
  const sheet = useContactSheet();
  const [destination, setDestination] = useState(suggested);
  const [names, setNames] = useState<(typeof nameChoices)[number]['value']>(hidden ? 'letters' : 'names');
  const [sound, setSound] = useState(silence);
  const shown = takes.slice(0, mostOnSheet);
  const wish: SheetWish = {
    form,
    takeIds: shown.map(({ take }) => take.id),
    names: names === 'names' && !hidden,
    ...(alone && (hidden || names === 'names') && { marks: shown.map(({ mark }) => mark) }),
    sound: form === 'image' || sound === silence ? null : sound,
    destination: withExtension(destination, extensions[form]),
    replace: false,
  };
  const retype = (path: string) => {
    setDestination(path);
    sheet.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sheet.mutate(wish);
  };
  const heard = shown.filter(({ take }) => take.probe.audioCodec !== null);
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {hidden ? (
        <Note>The wall is blind, so the sheet has letters only.</Note>
      ) : (
        <div>
          <Segmented label="What stands below each take" value={names} parts={nameChoices} onChange={setNames} />
        </div>
      )}
      {form === 'video' && (
        <Select
          label="Sound"
          value={sound}
          choices={[
            { value: silence, label: 'Silence' },
            ...heard.map(({ take, name }) => ({ value: take.id, label: name })),
          ]}
          onChange={setSound}
        />
      )}
      <PathField
        label="File"
        name="sheet-destination"
        value={destination}
        onChange={retype}
        onPick={nativeDialogs ? () => pickDestination(destination) : null}
      />
      {takes.length > mostOnSheet && (
        <Note>
          One sheet has room for {mostOnSheet} takes: the first {mostOnSheet} of {takes.length} as they are sorted now.
        </Note>
      )}
      <SheetOutcome
        sheet={sheet}
        destination={wish.destination}
        onReplace={() => sheet.mutate({ ...wish, replace: true })}
      />
      <Button
        type="submit"
        look="primary"
        busy={sheet.isPending}
        disabled={destination.trim() === '' || shown.length === 0}
      >
        Make a sheet of {shown.length === 1 ? '1 take' : `${shown.length} takes`}
      </Button>
    </form>
  );
}
