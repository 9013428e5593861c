import { createRouterClient, ORPCError, type RouterClient } from '@orpc/server';
import { AppError, type ErrorData, errorDataSchema, toErrorData } from '../../shared/errors.ts';
import type { Studio } from '../studio.ts';

/** The contract, called in this process: the same calls and checks as through any other door. */
export type StudioClient = RouterClient<Studio['router']>;

/** A client of an opened studio. Failed calls throw oRPC errors; see `errorDataOf`. */
export const createStudioClient = (studio: Studio): StudioClient => createRouterClient(studio.router);

/** What a call of the client, or our own code, threw, as data for people. */
export function errorDataOf(error: unknown): ErrorData {
  const data = error instanceof ORPCError ? errorDataSchema.safeParse(error.data) : null;
  return data?.success ? data.data : toErrorData(error);
}

/** Logs what nobody expected, with its stack. What came through the client was logged by the engine. */
export function logBug(error: unknown): void {
  if (!(error instanceof ORPCError || error instanceof AppError)) console.error(error);
}
