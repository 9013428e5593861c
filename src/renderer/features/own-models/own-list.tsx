import type { OwnCatalogue } from '../../../shared/own-generator.ts';
import { useNames } from '../../lib/use-names.ts';
import { Button } from '../../ui/button.tsx';
import { openCatalogue } from '../catalogue/api.ts';
import { useEdit, useReload, useRemoveModel } from './api.ts';

/** The models that the user added, what is wrong with any, and the file in which they stand. */
export function OwnList({ own: { generators, problems, file } }: { own: OwnCatalogue }) {
  const reload = useReload();
  return (
    <div className="flex flex-col gap-5">
      {generators.length > 0 && (
        <ul aria-label="Own models" className="flex flex-col">
          {generators.map((each) => (
            <Line key={each.id} {...each} />
          ))}
        </ul>
      )}
      {problems.length > 0 && (
        <section aria-label="Problems" className="flex flex-col gap-1 rounded-2 border border-line bg-bg px-3 py-2">
          <h3 className="font-medium text-bad">Rows that cannot be used</h3>
          <ul className="flex flex-col gap-1 text-text-2">
            {problems.map((problem) => (
              <li key={problem} className="break-words select-text">
                {problem}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="flex items-center gap-3">
        <p className="min-w-0 grow text-text-2">
          Own models stand in <span className="tabular break-all select-text">{file}</span>, which may be edited by
          hand.
        </p>
        <Button busy={reload.isPending} onClick={() => reload.mutate()}>
          Read again
        </Button>
      </div>
    </div>
  );
}

type LineProps = OwnCatalogue['generators'][number];

function Line({ id, name, vendor, model }: LineProps) {
  const names = useNames();
  const remove = useRemoveModel();
  const edit = useEdit();
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-2 border-b border-line">
      <button
        type="button"
        onClick={() => openCatalogue(id)}
        className="min-w-0 grow truncate py-1 text-start hover:underline"
      >
        <span className="font-medium">{name}</span> <span className="text-text-3">· {names.vendor(vendor)}</span>
      </button>
      {model && (
        <Button
          look="quiet"
          aria-label={`Edit ${name}`}
          busy={edit.isPending}
          onClick={() => edit.mutate({ id, model })}
        >
          Edit
        </Button>
      )}
      <Button
        look="quiet"
        aria-label={`Remove ${name}`}
        busy={remove.isPending}
        onClick={() => remove.mutate({ id, name })}
      >
        Remove
      </Button>
    </li>
  );
}
