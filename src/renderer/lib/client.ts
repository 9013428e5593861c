import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Contract } from '../../shared/contract.ts';
import { keepConnection } from './connection.ts';
import { desktopBridge } from './desktop-bridge.ts';
import { openPort, openSocket } from './pipes.ts';

export type StudioClient = ContractRouterClient<Contract>;

/** The one connection of this window; the transport is chosen once, by what the preload offers. */
export const connection = keepConnection(desktopBridge() ? openPort : openSocket);
export const client: StudioClient = createORPCClient(connection.link);
/** Query keys and options for every call of the contract. */
export const orpc = createTanstackQueryUtils(client);

import.meta.hot?.dispose(() => connection.close());
