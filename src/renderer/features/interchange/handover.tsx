import { RadioGroup } from 'radix-ui';
import { type FormEvent, useState } from 'react';
import type { FormatView, InterchangeFormat, InterchangeResult } from '../../../shared/interchange.ts';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { ErrorNote, ErrorState, Skeleton } from '../../ui/states.tsx';
import { reveal } from '../export/api.ts';
import { ChoiceRow, choiceListClass } from '../export/choice-row.tsx';
import { pickFolder, useBringBack, useFormats, useHandover } from './api.ts';
import { CarryOverList } from './carry-over.tsx';

type Props = {
  /** A folder that may be written to. */
  suggested: string;
  nativeDialogs: boolean;
};

/** The cut as a timeline for another editor, and back from there. */
export function Handover(props: Props) {
  const formats = useFormats();
  if (formats.error) return <ErrorState error={errorOf(formats.error)} onRetry={() => void formats.refetch()} />;
  const first = formats.data?.[0];
  if (!formats.data || !first) return <Skeleton className="h-64" />;
  return (
    <div className="flex flex-col gap-6">
      <HandOut formats={formats.data} first={first} {...props} />
      <BringBack />
    </div>
  );
}

/** They hold no media that could be copied. */
const wordsAlone: ReadonlySet<string> = new Set<InterchangeFormat>(['srt', 'vtt']);

function HandOut({ formats, first, suggested, nativeDialogs }: Props & { formats: FormatView[]; first: FormatView }) {
  const [format, setFormat] = useState(first.id);
  const [dir, setDir] = useState(suggested);
  const [link, setLink] = useState(false);
  const handover = useHandover();
  const chosen = formats.find(({ id }) => id === format);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    handover.mutate({ format, dir, link });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <RadioGroup.Root
        aria-label="Format"
        value={format}
        onValueChange={(id) => {
          setFormat(formats.find((each) => each.id === id)?.id ?? format);
          handover.reset();
        }}
        className={choiceListClass}
      >
        {formats.map(({ id, name, about, extension }) => (
          <ChoiceRow key={id} value={id} name={name} about={about} aside={extension ? `.${extension}` : 'folder'} />
        ))}
      </RadioGroup.Root>
      <PathField label="Folder" value={dir} onChange={setDir} onPick={nativeDialogs ? pickFolder : null} />
      {!wordsAlone.has(format) && (
        <CheckBox
          label="Refer to the takes where they are"
          about="Otherwise they are copied beside it."
          checked={link}
          onChange={setLink}
        />
      )}
      {handover.error && <ErrorNote error={errorOf(handover.error)} />}
      <Button type="submit" look="primary" busy={handover.isPending} disabled={dir.trim() === ''}>
        Hand over as {chosen?.name}
      </Button>
      {handover.data && <Written result={handover.data} nativeDialogs={nativeDialogs} />}
    </form>
  );
}

function Written({ result, nativeDialogs }: { result: InterchangeResult; nativeDialogs: boolean }) {
  return (
    <section aria-label="Handed over" className="flex flex-col gap-2 rounded-2 border border-line bg-bg px-3 py-2">
      <div className="flex items-center gap-2">
        <p role="status" className="min-w-0 grow" title={result.path}>
          <span className="block text-text-2">Handed over as</span>
          <bdi dir="ltr" className="block truncate font-medium">
            {result.path}
          </bdi>
        </p>
        {nativeDialogs && <Button onClick={() => reveal(result.path)}>Show in folder</Button>}
      </div>
      <CarryOverList report={result.report} none="Everything carries over." />
    </section>
  );
}

function BringBack() {
  const bring = useBringBack();
  return (
    <section aria-label="Bring back" className="flex flex-col gap-2 border-t border-line pt-4">
      <div className="flex items-center gap-3">
        <p className="grow text-text-2">
          Order, lengths, trims and transitions changed in another editor come back from OTIO and FCPXML. One undo takes
          them back.
        </p>
        <Button onClick={() => bring.mutate()} busy={bring.isPending}>
          Bring back…
        </Button>
      </div>
      {bring.error && <ErrorNote error={errorOf(bring.error)} />}
      {bring.data && <CarryOverList report={bring.data} none="All of it came back." />}
    </section>
  );
}
