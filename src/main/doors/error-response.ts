import { AppError, errorTable, toErrorData } from '../../shared/errors.ts';

/** Any thrown value as a JSON answer with ErrorData in it; what is not an AppError is logged, and its text stays here. */
export function errorResponse(error: unknown, log: (message: string) => void): Response {
  if (!(error instanceof AppError)) log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const data = toErrorData(error);
  return Response.json(data, {
    status: errorTable[data.code].status,
    headers: { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
  });
}
