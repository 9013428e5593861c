import { XMLParser } from 'fast-xml-parser';
import { AppError } from '../../shared/errors.ts';

/** An element as it stands in the file. */
export type XmlNode = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Text directly inside it. */
  readonly text: string;
};

/** Timelines nest a dozen deep; what goes deeper is made to hurt. */
const deepest = 100;

const parser = new XMLParser({
  ...{ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '' },
  ...{ parseTagValue: false, parseAttributeValue: false, trimValues: false },
  ...{ ignoreDeclaration: true, ignorePiTags: true, maxNestedTags: deepest },
  // Decoded below: only what XML itself defines.
  processEntities: false,
});

/**
 * Parses XML that may come from anyone: no entity is ever defined, expanded or fetched, and nesting is limited. Throws
 * `damaged` for what is no XML, and for documents that bring definitions of their own.
 */
export function parseXml(text: string): XmlNode {
  // No editor writes these; they are how one small file becomes gigabytes, or reads another file.
  // Up to the next bracket only: a file of nothing but beginnings would be read to its end for each of them.
  if (/<!ENTITY|<!DOCTYPE[^<>[]*\[/i.test(text)) throw damaged('defines entities, which no editor does');
  const root = toNodes(parse(text)).at(-1);
  if (!root) throw damaged('is not XML');
  return root;
}

function parse(text: string): unknown {
  try {
    return parser.parse(text, true);
  } catch (cause) {
    throw damaged('is not whole XML', cause);
  }
}

function damaged(why: string, cause?: unknown): AppError {
  const action = 'Export it from the editor again.';
  return new AppError({ code: 'damaged', message: `This file ${why}.`, action, cause });
}

/** The parser's ordered form: `[{ name: [children], ':@': attributes }]`, with texts as `{ '#text': … }`. */
function toNodes(ordered: unknown): XmlNode[] {
  if (!Array.isArray(ordered)) return [];
  return ordered.flatMap((entry: Record<string, unknown>): XmlNode[] => {
    const name = Object.keys(entry).find((key) => key !== ':@' && key !== '#text');
    if (!name) return [];
    const inside = entry[name];
    const attributes = Object.entries((entry[':@'] ?? {}) as Record<string, unknown>);
    return [
      {
        name,
        attributes: Object.fromEntries(attributes.map(([key, value]) => [key, decode(String(value))])),
        children: toNodes(inside),
        text: textOf(inside),
      },
    ];
  });
}

const textOf = (ordered: unknown): string =>
  Array.isArray(ordered) ? decode(ordered.map((entry) => String(entry['#text'] ?? '')).join('')) : '';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return named[entity] ?? whole;
    const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The first child of that name. */
export const childOf = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((child) => child.name === name);

/** The first element of that name at any depth, in the order of the file. */
export function findNode(node: XmlNode, name: string): XmlNode | undefined {
  for (const child of node.children) {
    const found = child.name === name ? child : findNode(child, name);
    if (found) return found;
  }
  return undefined;
}
