import { AppError } from '../../../shared/errors.ts';
import type { FormFields, FormFile, VendorRequest } from '../define-vendor.ts';

/** A request's body as fetch takes it, and the type to name where fetch does not do so itself. */
export type WireBody = { readonly body?: BodyInit; readonly type?: string };

/** Throws `internal` for a file that is no data URI. */
export function wireBody({ body, form, params, file }: VendorRequest): WireBody {
  if (form) return { body: formData(form) };
  if (params) return { body: new URLSearchParams(params) };
  if (file !== undefined) {
    const { type, bytes } = fromDataUri(file);
    return { body: bytes, type };
  }
  return body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' };
}

function formData(fields: FormFields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    const values = value === undefined ? [] : isList(value) ? value : [value];
    for (const each of values) {
      if (typeof each === 'string') form.append(name, each);
      else form.append(name, blobOf(each), each.name);
    }
  }
  return form;
}

const isList = (value: unknown): value is readonly (string | FormFile)[] => Array.isArray(value);

function blobOf({ dataUri }: FormFile): Blob {
  const { type, bytes } = fromDataUri(dataUri);
  return new Blob([bytes], { type });
}

/** `data:image/jpeg;base64,…` taken apart. Throws `internal` for anything else. */
export function fromDataUri(uri: string): { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> } {
  const { type, base64 } = inDataUri(uri);
  return { type, bytes: Uint8Array.from(Buffer.from(base64, 'base64')) };
}

/** The same with the file still in base64, for vendors that take it so inside JSON. Throws `internal` as `fromDataUri`. */
export function inDataUri(uri: string): { readonly type: string; readonly base64: string } {
  const comma = uri.indexOf(',');
  const type = /^data:([\w.+/-]+)(?:;[\w=.-]+)*;base64$/.exec(uri.slice(0, comma))?.[1];
  if (type === undefined) throw new AppError({ code: 'internal', message: 'A file for a vendor is no data URI.' });
  return { type, base64: uri.slice(comma + 1) };
}
