import { AppError } from '../../shared/errors.ts';
import type { Film } from '../../shared/film.ts';
import { type Draft, toFilm } from './draft.ts';
import { parseFountain } from './parse-fountain.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { parsePlain } from './parse-plain.ts';

/** A script as text; `name` is its file name, which tells the format and may give the title. */
export type Script = { readonly name: string; readonly text: string };

const parsers = { markdown: parseMarkdown, fountain: parseFountain, plain: parsePlain } as const;

/**
 * A storyboard from a script in Markdown, Fountain or plain text. Pure but for the new ids. Notices say, with line
 * numbers, what was left out. Throws `invalid-input` for a script that is empty, is no text, or has no scenes.
 */
export function parseScript(script: Script): { film: Film; notices: string[] } {
  const text = script.text.replace(/^\uFEFF/, '').replaceAll(/\r\n?|[\u2028\u2029]/g, '\n');
  refuseUnusable(script.name, text);
  const draft: Draft = parsers[formatOf(script.name, text)](text);
  if (draft.scenes.length === 0)
    throw new AppError({
      code: 'invalid-input',
      message: `There are no scenes in “${script.name}”.`,
      action: 'Give each scene a heading, such as “## The harbour”, and write below it what is said.',
    });
  const unreadable = unreadableNotice(text);
  return toFilm({ ...draft, notices: [...unreadable, ...draft.notices] }, titleOfFile(script.name));
}

/** The extension decides; without a telling one, the text does. */
export function formatOf(name: string, text: string): keyof typeof parsers {
  if (/\.(fountain|spmd)$/i.test(name)) return 'fountain';
  if (/\.(md|markdown|mdown)$/i.test(name)) return 'markdown';
  if (/^#{1,6} \S/m.test(text)) return 'markdown';
  if (/^(INT|EXT|EST|INT\.?\/EXT|I\/E)[. ]+\S/m.test(text)) return 'fountain';
  return 'plain';
}

/** Characters in one line; more is data, and parsers slow down over it. */
const longestLine = 20_000;

function refuseUnusable(name: string, text: string): void {
  if (text.includes('\0'))
    throw new AppError({
      code: 'invalid-input',
      message: `“${name}” is not a text file.`,
      action: 'Choose a script in Markdown, Fountain or plain text.',
    });
  if (text.trim() === '')
    throw new AppError({
      code: 'invalid-input',
      message: `“${name}” is empty.`,
      action: 'Write at least one scene into it.',
    });
  const long = text.split('\n').findIndex((line) => line.length > longestLine);
  if (long !== -1)
    throw new AppError({
      code: 'invalid-input',
      message: `Line ${long + 1} of “${name}” is longer than 20,000 characters.`,
      action: 'Break it into paragraphs.',
    });
}

/** U+FFFD is what a reader puts where bytes were not UTF-8. */
function unreadableNotice(text: string): string[] {
  const first = text.indexOf('\uFFFD');
  if (first === -1) return [];
  return [`Line ${text.slice(0, first).split('\n').length}: characters could not be read. Save the script as UTF-8.`];
}

function titleOfFile(name: string): string {
  const words = name
    .replace(/^.*[\\/]/, '')
    .replace(/\.[^.]+$/, '')
    .replaceAll(/[_-]+/g, ' ')
    .trim();
  return words === '' ? 'Untitled film' : words.charAt(0).toUpperCase() + words.slice(1);
}
