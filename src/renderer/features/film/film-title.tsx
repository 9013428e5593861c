import { type KeyboardEvent, useState } from 'react';
import { renameFilm } from './edits.ts';
import { useFilm, useSession } from './session-context.ts';

/** The film's title, edited where it stands. Enter takes it over, Escape leaves it as it was. */
export function FilmTitle() {
  const { store } = useSession();
  const { title } = useFilm();
  const [draft, setDraft] = useState<string | null>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setDraft(null);
    if (event.key === 'Enter' || event.key === 'Escape') {
      // After React has taken over the draft that blur reads.
      const field = event.currentTarget;
      setTimeout(() => field.blur());
    }
  };
  return (
    <h1 className="min-w-0 shrink text-3 font-semibold">
      <input
        aria-label="Title of the film"
        dir="auto"
        value={draft ?? title}
        maxLength={200}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (draft !== null) store.edit('rename film', renameFilm(draft));
          setDraft(null);
        }}
        className="field-sizing-content max-w-full min-w-16 rounded-[6px] border border-transparent bg-transparent px-1.5 py-0.5 text-ellipsis hover:border-line"
      />
    </h1>
  );
}
