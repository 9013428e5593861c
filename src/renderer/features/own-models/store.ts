import { create } from 'zustand';
import type { OwnModel } from '../../../shared/own-generator.ts';
import type { ModelDraft } from './model-draft.ts';

export const ways = ['replicate', 'fal', 'comfyui'] as const;
export type Way = (typeof ways)[number];

/** A model of one's own that is decided anew. */
export type Edited = { readonly id: string; readonly model: OwnModel };

type OwnModelState = {
  /** The form is open, instead of the list. */
  readonly adding: boolean;
  /** What the form replaces. */
  readonly replaces: Edited | null;
  readonly way: Way;
  /** What was pasted, by way. */
  readonly pasted: Readonly<Record<'replicate' | 'fal', string>>;
  /** What was read and typed about the model, by way: looking at another way loses nothing. */
  readonly drafts: Readonly<Record<Way, ModelDraft | null>>;
};

const start: OwnModelState = {
  ...{ adding: false, replaces: null, way: 'replicate' },
  drafts: { replicate: null, fal: null, comfyui: null },
  pasted: { replicate: '', fal: '' },
};

/** The form for a model of one's own: closing the panel, or adding the key that it lacks, loses nothing of it. */
export const useOwnModelForm = create<OwnModelState>(() => start);
export const changeForm = (change: Partial<OwnModelState>): void => useOwnModelForm.setState(change);
export const openForm = (): void => useOwnModelForm.setState({ ...start, adding: true });

/** Opens the form for a model that is there, with its id to be looked up again. */
export function openEdit(replaces: Edited): void {
  const { vendor, model } = replaces.model;
  const way = ways.find((each) => each === vendor) ?? 'replicate';
  const pasted = way === 'comfyui' ? start.pasted : { ...start.pasted, [way]: model };
  useOwnModelForm.setState({ ...start, adding: true, replaces, way, pasted });
}

export const closeForm = (): void => useOwnModelForm.setState(start);

/** Changes what was typed about the model, if one is there. */
export const changeDraft = (change: Partial<ModelDraft>): void =>
  useOwnModelForm.setState(({ way, drafts }) => {
    const draft = drafts[way];
    return draft ? { drafts: { ...drafts, [way]: { ...draft, ...change } } } : {};
  });

/** Begins with what was just read of a model. */
export const setDraft = (way: Way, draft: ModelDraft): void =>
  useOwnModelForm.setState(({ drafts }) => ({ drafts: { ...drafts, [way]: draft } }));
