import type { Token, TokensList } from 'marked';

/** A piece of text under a heading; `line` is where it starts, counted from 1. */
export type Block = { readonly type: 'text' | 'quote'; readonly lines: readonly string[]; readonly line: number };
/** A heading with what stands below it, up to the next heading. */
export type Heading = {
  readonly depth: number;
  readonly text: string;
  readonly line: number;
  readonly blocks: Block[];
};

/** marked's flat token list as headings with their text. Comments, rules, code and tables are not script text. */
export function markdownBlocks(tokens: TokensList, source: string): { front: Block[]; headings: Heading[] } {
  const matter = frontMatter(source);
  const front: Block[] = matter ? [matter.block] : [];
  const headings: Heading[] = [];
  let line = 1;
  for (const token of tokens) {
    const at = line;
    line += token.raw.split('\n').length - 1;
    if (matter && at <= matter.end) continue;
    if (token.type === 'heading') headings.push({ depth: token.depth, text: token.text, line: at, blocks: [] });
    else (headings.at(-1)?.blocks ?? front).push(...toBlocks(token, at));
  }
  return { front, headings };
}

/** `---` at the very top opens settings in the way of YAML front matter; Markdown itself does not know it. */
function frontMatter(source: string): { block: Block; end: number } | null {
  const match = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(source);
  if (!match) return null;
  const all = (match[1] ?? '').split('\n');
  return { block: { type: 'text', lines: all, line: 2 }, end: all.length + 2 };
}

function toBlocks(token: Token, line: number): Block[] {
  if (token.type === 'paragraph' || token.type === 'text')
    return [{ type: 'text', lines: token.raw.trimEnd().split('\n'), line }];
  if (token.type === 'blockquote') return [{ type: 'quote', lines: token.text.split('\n'), line }];
  if (token.type === 'list') return [{ type: 'text', lines: listLines(token.raw), line }];
  return [];
}

const listLines = (raw: string): string[] =>
  raw
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, ''));
