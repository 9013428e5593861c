import type { VendorResponse } from '../define-vendor.ts';
import { unreadable } from './read-answer.ts';

/** Whether an answer that was asked for in bytes calls itself a picture, a clip or a sound. */
export const isFile = ({ body, headers }: VendorResponse): boolean =>
  body instanceof Uint8Array &&
  body.byteLength > 0 &&
  /^(?:(?:audio|image|video)\/|application\/octet-stream)/.test(headers['content-type'] ?? '');

/** The file that an answer is. Throws `provider-down` for one that is none. */
export function readFile(response: VendorResponse, vendorName: string): Uint8Array {
  if (isFile(response) && response.body instanceof Uint8Array) return response.body;
  throw unreadable(vendorName, 'a file');
}
