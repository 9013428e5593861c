const thisMachine: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** An address as it is kept, without a slash at its end; else what is wrong with it. Keys go only where nobody reads them. */
export function readAddress(text: string): { readonly url: string } | { readonly problem: string } {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return { problem: 'Write an address such as https://gateway.example' };
  if (url.protocol === 'http:' && !thisMachine.includes(url.hostname))
    return { problem: 'Use https: http would send the key readable, and is for this machine only' };
  if (url.search !== '' || url.hash !== '' || url.username !== '')
    return { problem: 'Leave out what follows the path' };
  return { url: text.trim().replace(/\/+$/, '') };
}

/** The addresses with one changed; the usual one is not kept as a change. */
export function withAddress(
  own: Readonly<Record<string, string>>,
  vendor: string,
  url: string | null,
  usual: string | null,
): Record<string, string> {
  const { [vendor]: _, ...others } = own;
  return url === null || url === usual ? others : { ...others, [vendor]: url };
}
