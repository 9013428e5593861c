import { z } from 'zod';

const uploadedSchema = z.array(z.string());

/** What `prepare` of a vendor that has pictures uploaded one by one gave so far: their addresses or ids, in order. */
export const uploadedIn = (prepared: unknown): readonly string[] => uploadedSchema.safeParse(prepared).data ?? [];
