import { ORPCError } from '@orpc/client';
import { AppError, type ErrorData, errorDataSchema, errorTable } from '../../shared/errors.ts';

/**
 * Any thrown thing as the ErrorData that the screens show. Errors of the contract carry it in `data`; input that the
 * contract refused, a broken connection and an abort get a sentence of their own; the rest is `internal`.
 */
export function errorOf(thrown: unknown): ErrorData {
  if (thrown instanceof AppError) return thrown.toData();
  if (thrown instanceof ORPCError) return ofCall(thrown);
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return fromTable('cancelled');
  if (thrown instanceof Error && isConnectionLoss(thrown)) return lostConnection();
  return fromTable('internal', thrown instanceof Error ? { reason: thrown.message } : {});
}

function ofCall(error: ORPCError<string, unknown>): ErrorData {
  const known = errorDataSchema.safeParse(error.data);
  if (known.success) return known.data;
  if (error.code === 'BAD_REQUEST') {
    return { ...fromTable('invalid-input'), details: { issues: error.data } };
  }
  return fromTable('internal', { reason: error.message });
}

/** oRPC aborts what is in flight when its transport closes. */
function isConnectionLoss(error: Error): boolean {
  return error.name === 'AbortError' || /not open|closed|aborted/i.test(error.message);
}

function lostConnection(): ErrorData {
  return {
    code: 'network',
    message: 'The connection to the studio broke.',
    action: 'Wait until it is back, then look whether it was done.',
    details: {},
  };
}

function fromTable(code: keyof typeof errorTable, details: Record<string, unknown> = {}): ErrorData {
  const { userText, action } = errorTable[code];
  return { code, message: userText, action, details };
}
