import type { ShownTake } from '../lib/use-shown-take.ts';

/** Over a picture that is not there yet, or cannot be shown. */
export function MediaNote({ note }: Pick<ShownTake, 'note'>) {
  return (
    note && (
      <p
        role={note.failed ? 'alert' : 'status'}
        className="pointer-events-none absolute inset-x-2 top-1/2 mx-auto w-fit -translate-y-1/2 rounded-2 bg-black/75 px-3 py-1 text-center text-white"
      >
        {note.text}
      </p>
    )
  );
}
