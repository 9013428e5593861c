import { AppError } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import type { ModelSheet, OwnModel } from '../../shared/own-generator.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import type { LiveCatalogue } from './live-catalogue.ts';
import { type LookUpOrder, type LookUpParts, lookUpModel } from './look-up.ts';
import type { ModelFacts } from './model-facts.ts';
import { modelSheet, ownId } from './model-sheet.ts';
import { ownRow } from './own-row.ts';
import { troubleOfRow } from './try-row.ts';

/** Models that the user adds: looked up, judged, and kept in the user's own catalogue. */
export type OwnModels = {
  /** Throws as `lookUpModel`. */
  lookUp(order: LookUpOrder): Promise<ModelSheet>;
  /** Keeps a model under `id`, or under a new one of its own, which it gives. Throws `invalid-input`, and as the catalogue. */
  keep(id: string | null, model: OwnModel, signal: AbortSignal): Promise<string>;
};

type OwnModelsParts = LookUpParts & {
  readonly catalogue: LiveCatalogue;
  readonly vendors: ReadonlyMap<string, Vendor>;
  /** Makes the row of a ComfyUI workflow. Throws `invalid-input`. */
  readonly workflowRow: (id: string, model: OwnModel) => Generator;
};

export function createOwnModels(parts: OwnModelsParts): OwnModels {
  const { catalogue, vendors } = parts;
  // What was looked up while the dialog was open need not be asked for again when it is kept.
  const known = new Map<string, ModelFacts>();
  const lookUp = async (order: LookUpOrder): Promise<ModelSheet> => {
    const { facts, ...described } = await lookUpModel(parts, order);
    known.set(`${described.vendor} ${described.model}`, facts);
    return modelSheet({ ...described, facts }, today());
  };
  const factsOf = async ({ vendor, model }: OwnModel, signal: AbortSignal): Promise<ModelFacts> => {
    if (vendor !== 'replicate' && vendor !== 'fal') throw unknownKind(vendor);
    return known.get(`${vendor} ${model}`) ?? (await lookUpModel(parts, { vendor, model, signal })).facts;
  };
  const freeId = (model: OwnModel): string => {
    const base = ownId(model);
    const taken = (id: string) => catalogue.generators.some((row) => row.id === id && row.name !== model.name);
    let number = 1;
    while (taken(numbered(base, number))) number += 1;
    return numbered(base, number);
  };
  return {
    lookUp,
    async keep(wanted, model, signal) {
      const id = wanted ?? freeId(model);
      const row =
        model.workflow === null ? ownRow(id, model, await factsOf(model, signal)) : parts.workflowRow(id, model);
      const trouble = troubleOfRow(row, vendors);
      if (trouble !== null)
        throw new AppError({ code: 'invalid-input', message: `${row.name} cannot be used: ${trouble}.` });
      await catalogue.keep(row);
      return id;
    },
  };
}

const numbered = (base: string, number: number): string => (number === 1 ? base : `${base}-${number}`);

const today = (): string => new Date().toISOString().slice(0, 10);

const unknownKind = (vendor: string): AppError =>
  new AppError({
    code: 'unsupported',
    message: `Models of ${vendor} cannot be added here.`,
    action: 'Add one of Replicate, of fal, or a ComfyUI workflow.',
  });
