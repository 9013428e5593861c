import type { KeyView } from '../../shared/key.ts';

/** A key as the engine knows it: everything but the secret. */
export type RingKey = Pick<KeyView, 'id' | 'vendor' | 'label' | 'account' | 'place'>;
