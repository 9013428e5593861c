import { oc } from '@orpc/contract';
import { z } from 'zod';
import { type ErrorCode, errorDataSchema, errorTable } from './errors.ts';

/** Every AppError crosses as a typed error of its own code; `data` is the whole ErrorData. */
const errors = Object.fromEntries(
  Object.entries(errorTable).map(([code, { status, userText }]) => [
    code,
    { status, message: userText, data: errorDataSchema },
  ]),
) as Record<ErrorCode, { status: number; message: string; data: typeof errorDataSchema }>;

/** Where every call of the contract begins. */
export const call = oc.errors(errors);

/** A path on this machine, as people type or choose it. */
export const path = z.string().min(1).max(4096);
