/** An element, a text, or nothing. */
export type XmlPart = string | null | false;
export type XmlAttributes = Readonly<Record<string, string | number | null | undefined>>;

/** Characters that XML 1.0 cannot hold, not even escaped. https://www.w3.org/TR/xml/#charsets */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escapes: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  // As they are, a parser would make spaces of them in an attribute.
  ...{ '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' },
};

const escaped = (text: string, which: RegExp): string =>
  text
    .toWellFormed()
    .replace(impossible, '')
    .replace(which, (character) => escapes[character] ?? '');

/** Text content. */
export const xmlText = (text: string): string => escaped(text, /[&<>\r]/g);

/** An element with its children, each on lines of its own; attributes that are null are left out. */
export function xml(name: string, attributes: XmlAttributes = {}, ...children: readonly XmlPart[]): string {
  const open = `${name}${Object.entries(attributes).map(attribute).join('')}`;
  const inside = children.filter((child) => typeof child === 'string' && child !== '');
  if (inside.length === 0) return `<${open}/>`;
  return `<${open}>\n${inside.join('\n').replace(/^(?= *<)/gm, '  ')}\n</${name}>`;
}

/** An element that holds only text, on one line. */
export const xmlLeaf = (name: string, text: string | number, attributes: XmlAttributes = {}): string =>
  `<${name}${Object.entries(attributes).map(attribute).join('')}>${xmlText(String(text))}</${name}>`;

function attribute([name, value]: [string, string | number | null | undefined]): string {
  return value === null || value === undefined ? '' : ` ${name}="${escaped(String(value), /[&<>"\n\r\t]/g)}"`;
}
