/** Names that Windows keeps for devices, with any extension. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
/** What Windows or macOS forbid in names, control characters, and marks that turn the reading direction around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const forbidden = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** File systems allow 255 bytes; the rest is for a number, an extension and the path around it on Windows. */
const longest = 120;

/** A title as a file name that every system takes, without extension; at most `most` bytes, letters of all scripts kept. */
export function safeFileName(title: string, most = longest): string {
  const cleaned = title.toWellFormed().normalize('NFC').replace(forbidden, ' ').replace(/\s+/g, ' ');
  const name = trimEnds(shorten(trimEnds(cleaned), most));
  if (name === '') return 'Untitled';
  return reserved.test(name) ? `${name}_`.replace(/^([^.]+)(\..*)_$/, '$1_$2') : name;
}

/** A leading dot hides a file, and Windows drops dots and spaces at the end. */
const trimEnds = (name: string): string => name.replace(/^[. ]+|[. ]+$/g, '');

/** Cut between characters as people see them, so that no letter loses its accent. */
function shorten(name: string, most: number): string {
  let out = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(out + segment) > most) break;
    out += segment;
  }
  return out;
}
