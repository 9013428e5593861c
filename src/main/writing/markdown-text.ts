import { marked, type Token } from 'marked';

/** Markdown inline text as it is spoken: no emphasis marks, link addresses, pictures or HTML. */
export function plainText(markdown: string): string {
  const tokens = marked.Lexer.lexInline(markdown);
  return tokens.map(spoken).join('').replaceAll(/\s+/g, ' ').trim();
}

function spoken(token: Token): string {
  if (token.type === 'image' || token.type === 'html') return ' ';
  if (token.type === 'br') return ' ';
  if ('tokens' in token && token.tokens) return token.tokens.map(spoken).join('');
  return 'text' in token && typeof token.text === 'string' ? token.text : '';
}
