import type { z } from 'zod';
import { AppError, toErrorData } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import { paidRequest, type RemoteInputs, type RemoteVendor, type Vendor } from '../vendors/define-vendor.ts';
import { falRouteSchema } from '../vendors/fal.ts';
import { replicateRouteSchema } from '../vendors/replicate.ts';

/** What vendors of many models want to know of one: their rows can be named field by field when they are wrong. */
const routeSchemas: Readonly<Record<string, z.ZodType>> = { replicate: replicateRouteSchema, fal: falRouteSchema };

/** A picture of one pixel. */
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const ticket = '00000000-0000-4000-8000-000000000000';

/** Why a row can never work, by asking its vendor's adapter for a request that is not sent; null where it can. */
export function troubleOfRow(row: Generator, vendors: ReadonlyMap<string, Vendor>): string | null {
  const vendor = vendors.get(row.vendor);
  if (!vendor) return `vendor: there is no vendor ${row.vendor}`;
  if (vendor.kind === 'local') return vendor[row.role] ? null : `role: ${vendor.name} makes no ${row.role}`;
  const route = routeSchemas[row.vendor]?.safeParse(row.route);
  if (route && !route.success) {
    const [issue] = route.error.issues;
    return `${['route', ...(issue?.path ?? [])].join('.')}: ${issue?.message}`;
  }
  return dryRun(vendor, row);
}

function dryRun(vendor: RemoteVendor, row: Generator): string | null {
  try {
    const inputs = sampleInputs(row);
    // What a free call finds out first cannot be known here.
    if (vendor.prepare?.toRequest(row, inputs, undefined)) return null;
    paidRequest(vendor, row)(row, inputs, undefined, ticket);
    return null;
  } catch (error) {
    const { message } = toErrorData(error);
    // An adapter that stumbles over a row is no worse for the user than one that refuses it.
    return `route: ${error instanceof AppError ? message.replace(/\.$/, '') : 'it makes no sense to the vendor’s adapter'}`;
  }
}

function sampleInputs({ role, limits }: Generator): RemoteInputs {
  if (role === 'voice') return { role, text: 'Hello.', voice: null, speed: 1 };
  return {
    ...{ role, prompt: 'A fox.', script: 'Hello.', title: 'Fox', kind: 'story', seconds: 5, seed: 1 },
    ...{ aspect: limits.aspects?.[0] ?? '16:9', width: 1280, height: 720, fps: '30' },
    ...{ still: limits.still === 'required' ? pixel : null, endStill: null },
  };
}
