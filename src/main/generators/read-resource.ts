import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';

/** Reads a JSON file of the installation. Throws `damaged`, naming the file and the field, when it cannot be used. */
export async function readResource<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await readJson(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unusable(file, `${issue?.path.join('.')}: ${issue?.message}`);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw unusable(file, error instanceof Error ? error.message : String(error));
  }
}

/** `damaged`, for a file that came with the installation. */
export function unusable(file: string, reason: string): AppError {
  return new AppError({
    code: 'damaged',
    message: `The generator catalogue ${file} cannot be used: ${reason}.`,
    action: 'Install Circle Take again.',
  });
}
