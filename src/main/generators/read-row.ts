import { type Generator, generatorSchema } from '../../shared/generator.ts';

/** A row of a catalogue file, or what is wrong with it: `row 2 (kling-3), quality: …`. `index` counts from 0. */
export type ReadRow = { readonly generator: Generator } | { readonly problem: string };

export function readRow(row: unknown, index: number): ReadRow {
  const parsed = generatorSchema.safeParse(row);
  if (parsed.success) return { generator: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `${rowName(row, index)}, ${issue?.path.join('.') || 'the row'}: ${issue?.message}` };
}

/** `row 2 (kling-3)`. */
export function rowName(row: unknown, index: number): string {
  const id = typeof row === 'object' && row !== null && 'id' in row ? ` (${row.id})` : '';
  return `row ${index + 1}${id}`;
}
