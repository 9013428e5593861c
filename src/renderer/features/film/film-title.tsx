import { InlineText } from '../../ui/inline-text.tsx';
import { renameFilm } from './edits.ts';
import { useFilm, useSession } from './session-context.ts';

/** The film's title, edited where it stands. */
export function FilmTitle() {
  const { store } = useSession();
  const { title } = useFilm();
  return (
    <h1 className="min-w-0 shrink text-3 font-semibold">
      <InlineText
        label="Title of the film"
        value={title}
        maxLength={200}
        onCommit={(text) => store.edit('rename film', renameFilm(text))}
      />
    </h1>
  );
}
