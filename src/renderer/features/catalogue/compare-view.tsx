import clsx from 'clsx';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { GeneratorView } from '../../../shared/generator.ts';
import { modelName } from '../../lib/model-name.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { comparedRows } from './compare.ts';
import { openDetails, tick } from './store.ts';

/** Generators side by side, fact by fact; where they differ is marked. */
export function CompareView({ generators }: { generators: readonly GeneratorView[] }) {
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const rows = comparedRows(generators).filter(({ differs }) => differs || !onlyDifferent);
  const view = useRef<HTMLElement>(null);
  // The button that led here is gone; and keys are to scroll.
  useEffect(() => view.current?.focus({ preventScroll: true }), []);
  return (
    <section
      ref={view}
      aria-label="Side by side"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      className="min-h-0 grow overflow-auto p-4 focus-visible:-outline-offset-2"
    >
      <div className="mb-3">
        <CheckBox label="Only what differs" checked={onlyDifferent} onChange={setOnlyDifferent} />
      </div>
      <table className="min-w-full border-collapse">
        <thead>
          <tr className="border-b border-line-strong">
            <th scope="col" className="sticky start-0 bg-bg pe-4">
              <span className="sr-only">Fact</span>
            </th>
            {generators.map(({ id, name, vendorName }) => (
              <th key={id} scope="col" className="min-w-40 py-1.5 pe-6 text-start font-normal">
                <span className="flex items-start gap-1">
                  <button
                    type="button"
                    className="min-w-0 grow text-start hover:underline"
                    onClick={() => openDetails(id)}
                  >
                    <span className="block font-semibold">{modelName({ name, vendorName })}</span>
                    <span className="block text-1 text-text-3">{vendorName}</span>
                  </button>
                  <IconButton label={`Leave out ${name}, ${vendorName}`} onClick={() => tick(id)}>
                    <X size={14} aria-hidden />
                  </IconButton>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, texts, differs }) => (
            <tr key={label} className="border-b border-line">
              <th scope="row" className="sticky start-0 bg-bg py-1.5 pe-4 text-start font-medium text-text-3">
                <span className="flex items-center gap-1.5 whitespace-nowrap">
                  <span aria-hidden className={clsx('size-1.5 rounded-full', differs && 'bg-run')} />
                  {label}
                  {differs && <span className="sr-only">, differs</span>}
                </span>
              </th>
              {texts.map((text, at) => (
                <td
                  key={generators[at]?.id}
                  className={clsx('py-1.5 pe-6 align-top', differs ? 'text-text' : 'text-text-3')}
                >
                  <bdi>{text || '–'}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="py-6 text-text-2">They do not differ in anything that is known.</p>}
    </section>
  );
}
