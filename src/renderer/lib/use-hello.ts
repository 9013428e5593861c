import { useSuspenseQuery } from '@tanstack/react-query';
import type { Hello } from '../../shared/contract.ts';
import { helloQuery } from './queries.ts';

/** What the studio said about itself. Only below App, which waits for it first. */
export const useHello = (): Hello => useSuspenseQuery(helloQuery()).data;
