import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../shared/contract.ts';
import { AppError, type ErrorData, errorTable, toErrorData } from '../../shared/errors.ts';

/** The contract, ready to be given handlers. Whatever a handler throws leaves it as a typed error of the contract. */
export const os = implement(contract).use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    throw asContractError(error);
  }
});

/** A thrown value as the contract's typed error. What nobody expected is a bug: it is logged here, once, with its stack. */
export function asContractError(error: unknown): ORPCError<string, ErrorData> {
  const expected = refusedInput(error) ?? error;
  if (!(expected instanceof AppError)) console.error(expected);
  const data = toErrorData(expected);
  return new ORPCError(data.code, { status: errorTable[data.code].status, message: data.message, data });
}

type Issue = { readonly path?: readonly unknown[]; readonly message: string };

/** oRPC's own refusal of an input, as an AppError that names the field. */
function refusedInput(error: unknown): AppError | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null;
  const issues: Issue[] = (error.data as { issues?: Issue[] } | undefined)?.issues ?? [];
  const [first] = issues;
  return new AppError({
    code: 'invalid-input',
    message: first ? `${first.path?.join('.') || 'The input'}: ${first.message}.` : 'This input cannot be used.',
    details: { issues: issues.map(({ path, message }) => ({ path: path?.map(String) ?? [], message })) },
  });
}
