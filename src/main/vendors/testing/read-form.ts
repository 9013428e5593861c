/** A file of a form as it arrived. */
export type ReceivedFile = { readonly name: string; readonly dataUri: string };

/**
 * A form's members by name, those that came repeatedly as lists; null for a body of another type. Throws TypeError for a
 * form that is broken.
 */
export async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Record<string, unknown> | null> {
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return null;
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const names = [...new Set(form.keys())];
  const members = names.map(async (name) => {
    const values = await Promise.all(form.getAll(name).map(received));
    return [name, values.length === 1 ? values[0] : values] as const;
  });
  return Object.fromEntries(await Promise.all(members));
}

async function received(value: FormDataEntryValue): Promise<string | ReceivedFile> {
  if (typeof value === 'string') return value;
  const bytes = Buffer.from(await value.arrayBuffer());
  return { name: value.name, dataUri: `data:${value.type};base64,${bytes.toString('base64')}` };
}
