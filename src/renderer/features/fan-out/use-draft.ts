import { useState } from 'react';
import type { Comparison } from '../../../shared/comparison.ts';
import { newId } from '../../../shared/ids.ts';
import type { FilmSession } from '../film/session.ts';
import { selectedScene, useSession } from '../film/session-context.ts';
import { type Choice, firstChoice } from './fan-out.ts';

/** A choice that was not sent yet. Its run has an id from the start, so that it is judged and sent as the same one. */
type Draft = { readonly id: string; readonly choice: Choice };

/** Who goes to add a key, or to write a prompt, comes back to what was chosen. By the run that is added to. */
const drafts = new WeakMap<FilmSession, Map<string | null, Draft>>();

function draftsOf(session: FilmSession): Map<string | null, Draft> {
  const known = drafts.get(session) ?? new Map<string | null, Draft>();
  drafts.set(session, known);
  return known;
}

function firstDraft(session: FilmSession, run: Comparison | null): Draft {
  const before = draftsOf(session).get(run?.id ?? null);
  const state = session.store.getState();
  const { film } = state;
  const scene = selectedScene(state)?.id ?? null;
  if (run) return before ?? { id: run.id, choice: firstChoice(scene, run) };
  if (!before) return { id: newId('comparison'), choice: firstChoice(scene, null) };
  // One that went out all the same, when its answer was lost or nobody waited for it, is not sent again as the same run.
  const isSent = film.comparisons.some(({ id }) => id === before.id);
  const id = isSent ? newId('comparison') : before.id;
  if (scene === null || before.choice.sceneIds.includes(scene)) return { ...before, id };
  // Asked for at another scene: that one, with the generators as they were.
  return { id, choice: { ...before.choice, sceneIds: [scene], leftOut: new Set() } };
}

/** What is chosen in the panel, for a run of its own or for more takes of `run`. */
export function useDraft(run: Comparison | null) {
  const session = useSession();
  const [draft, setDraft] = useState(() => firstDraft(session, run));
  const key = run?.id ?? null;
  return {
    ...draft,
    change(patch: Partial<Choice>): void {
      const next = { ...draft, choice: { ...draft.choice, ...patch } };
      draftsOf(session).set(key, next);
      setDraft(next);
    },
    /** It was sent. */
    forget: () => draftsOf(session).delete(key),
  };
}
