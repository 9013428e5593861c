import { createRouterClient } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { Studio } from '../../studio.ts';

/** A call of the page: `films.open`, and what it was given. */
export type PageCall = { readonly name: string; readonly input: unknown };

export type PageCallListener = {
  /** The page has asked for it. */
  readonly asked: (call: PageCall) => void;
  /** It succeeded. */
  readonly done: (call: PageCall) => void;
};

/** Carries the contract over ports and tells what the page calls. */
export function createPageHandler(
  router: Studio['router'],
  { asked, done }: PageCallListener,
): RPCHandler<Record<never, never>> {
  return new RPCHandler(router, {
    clientInterceptors: [
      async ({ path, input, next }) => {
        const call = { name: path.join('.'), input };
        asked(call);
        const output = await next();
        done(call);
        return output;
      },
    ],
  });
}

/** The contract, called by the door itself. */
export const ownClient = (router: Studio['router']) => createRouterClient(router, { context: {} });
export type OwnClient = ReturnType<typeof ownClient>;
