import type { ExportJob } from '../../../shared/export.ts';
import { errorOf } from '../../lib/errors.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { reveal, useExportDeed, useExports } from './api.ts';
import { ExportFindings } from './export-findings.tsx';
import { fileName, isOver, resultText, workingText } from './export-text.ts';

/** The film's exports, newest first. */
export function ExportList() {
  const exports = useExports();
  if (exports.error) return <ErrorNote error={errorOf(exports.error)} onRetry={exports.refetch} />;
  if (!exports.data || exports.data.length === 0) return null;
  return (
    <section aria-label="Exports of this film">
      <h3 className="mb-2 text-3 font-semibold">Exports</h3>
      <ul className="flex flex-col gap-2">
        {exports.data.toReversed().map((job) => (
          <ExportRow key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function ExportRow({ job }: { job: ExportJob }) {
  return (
    <li className="relative flex flex-col gap-1 overflow-hidden rounded-2 border border-line bg-raised px-3 py-2">
      <div className="flex min-h-7.5 items-center gap-2">
        <span className="min-w-0 grow truncate font-medium" title={job.destination}>
          {fileName(job.destination)}
        </span>
        {!isOver(job) && <Deeds job={job} />}
        {job.state === 'done' && <Finished job={job} />}
      </div>
      <Outcome job={job} />
    </li>
  );
}

function Deeds({ job }: { job: ExportJob }) {
  const pausing = useExportDeed(job.state === 'paused' ? 'resume' : 'pause');
  const cancel = useExportDeed('cancel');
  return (
    <>
      <Button look="quiet" onClick={() => pausing.mutate(job)} busy={pausing.isPending}>
        {job.state === 'paused' ? 'Go on' : 'Pause'}
      </Button>
      <Button look="quiet" onClick={() => cancel.mutate(job)} busy={cancel.isPending}>
        Cancel
      </Button>
    </>
  );
}

/** The way to the file: the file manager on the desktop, a download in the browser. */
function Finished({ job }: { job: ExportJob }) {
  const { nativeDialogs } = useHello();
  if (nativeDialogs) return <Button onClick={() => reveal(job.destination)}>Show in folder</Button>;
  return (
    <a
      href={`/exports/${job.id}`}
      download={fileName(job.destination)}
      className="rounded-2 border border-line-strong bg-raised px-3 py-1 font-medium hover:bg-hover"
    >
      Download
    </a>
  );
}

function Outcome({ job }: { job: ExportJob }) {
  if (!isOver(job))
    return (
      <>
        <p className="tabular text-text-2" role="status">
          {workingText(job)}
        </p>
        <Notes job={job} />
        <Progress
          fraction={job.state === 'queued' ? 0 : job.fraction}
          label={`Export of ${fileName(job.destination)}`}
          className="absolute inset-x-0 bottom-0 bg-line!"
        />
      </>
    );
  if (job.state === 'cancelled') return <p className="text-text-2">Stopped. Nothing was left behind.</p>;
  if (job.error)
    return (
      <p>
        <span className="text-bad">{job.error.message}</span> <span className="text-text-2">{job.error.action}</span>
      </p>
    );
  return (
    <>
      {job.result && <p className="tabular text-text-2">{resultText(job.result)}</p>}
      <Notes job={job} />
      {job.result && <ExportFindings result={job.result} />}
      <p className="truncate text-text-3" title={job.destination} dir="ltr">
        {job.destination}
      </p>
    </>
  );
}

/** What went another way than asked for. */
const Notes = ({ job }: { job: ExportJob }) =>
  job.notes.map((note) => (
    <p key={note} className="text-text-2">
      {note}
    </p>
  ));
