import type { Vendor } from './define-vendor.ts';
import { localVoice } from './local-voice.ts';
import { replicate } from './replicate.ts';
import { sketch } from './sketch/sketch.ts';

/** Every vendor by its id. One more vendor is one more file and its name here. */
export const vendors: ReadonlyMap<string, Vendor> = new Map<string, Vendor>(
  [sketch, localVoice, replicate].map((vendor) => [vendor.id, vendor]),
);
