import { useSyncExternalStore } from 'react';
import { connection } from './client.ts';
import type { ConnectionState } from './connection.ts';

export const useConnection = (): ConnectionState => useSyncExternalStore(connection.subscribe, connection.state);
