import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { type OwnModel, ownModelSchema, type WireWord } from '../../shared/own-generator.ts';
import { comfyuiRouteSchema } from '../vendors/comfyui-graph.ts';
import { slotWords } from './workflow-row.ts';

const { fields, fixed } = ownModelSchema.shape;
// A route that says more than the form asks for was written by hand, and would lose it there.
const replicateSchema = z.strictObject({
  ...{ model: z.string(), official: z.boolean(), version: z.string().optional() },
  ...{ fields, fixed: fixed.default({}) },
});
const falSchema = z.strictObject({
  ...{ endpoint: z.string(), fields, fixed: fixed.default({}) },
  ...{ secondsAs: z.unknown().optional(), aspects: z.unknown().optional() },
});
const workflowSchema = comfyuiRouteSchema.omit({ withStill: true, withEndStill: true });

type Said = Pick<OwnModel, 'model' | 'fields' | 'fixed' | 'workflow'>;

/** What the user decided about a row of their own, to be decided anew; null for one that the form cannot hold. */
export function ownModelOf(row: Generator): OwnModel | null {
  const said = saidBy(row);
  if (said === null) return null;
  const { vendor, name, category, quality, price, limits } = row;
  const { seconds, aspects } = limits;
  const model = { ...said, vendor, name, category, quality, price, seconds, aspects };
  return ownModelSchema.safeParse(model).data ?? null;
}

function saidBy({ vendor, route, name }: Generator): Said | null {
  if (vendor === 'comfyui') {
    const read = workflowSchema.safeParse(route).data;
    // What was fixed was written into the graph.
    return read ? { model: name, ...graphSaid(read), fixed: {} } : null;
  }
  if (vendor === 'replicate') {
    const read = replicateSchema.safeParse(route).data;
    return read ? { model: read.model, fields: read.fields, fixed: read.fixed, workflow: null } : null;
  }
  const read = vendor === 'fal' ? falSchema.safeParse(route).data : undefined;
  return read ? { model: read.endpoint, fields: read.fields, fixed: read.fixed, workflow: null } : null;
}

function graphSaid({ graph, slots }: z.output<typeof workflowSchema>): Pick<Said, 'fields' | 'workflow'> {
  const said = Object.entries(slotWords).flatMap(([word, place]) => {
    const slot = slots[place];
    return slot === undefined ? [] : [[word as WireWord, slot] as const];
  });
  return { fields: Object.fromEntries(said), workflow: JSON.stringify(graph) };
}
