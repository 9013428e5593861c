import { useQuery } from '@tanstack/react-query';
import { generatorsQuery } from './queries.ts';

/** What a vendor has to be given before it can be used: a key, or the address of a server that the user runs. */
export function useMeans(vendorId: string): 'key' | 'server' {
  const { data } = useQuery(generatorsQuery());
  const vendor = data?.vendors.find(({ id }) => id === vendorId);
  return vendor?.serverHint ? 'server' : 'key';
}
