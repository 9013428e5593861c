import { lexer, type TokensList } from 'marked';
import { AppError } from '../../shared/errors.ts';
import { type Draft, type DraftScene, draftScene } from './draft.ts';
import { guessKind } from './guess-kind.ts';
import { type Block, type Heading, markdownBlocks } from './markdown-blocks.ts';
import { plainText } from './markdown-text.ts';
import { plainScenes } from './parse-plain.ts';
import { setFilm, setScene, settingName } from './script-settings.ts';
import { splitSettings } from './setting-lines.ts';

/**
 * Markdown: headings are scenes, `key: value` lines are settings, a quote or `prompt:` is the picture, other text is
 * spoken. A lone level-1 heading above others names the film. A heading that only holds deeper headings is an act.
 */
export function parseMarkdown(text: string): Draft {
  const { front, headings } = markdownBlocks(tokensOf(text), text);
  const draft: Draft = { title: null, settings: {}, scenes: [], notices: [] };
  if (headings.length <= 1 && isProse(headings[0])) return fromParagraphs(headings[0], front, draft);
  const film = filmHeading(headings);
  if (film) draft.title = plainText(film.text);
  const spoken = readFront([...front, ...(film?.blocks ?? [])], draft);
  if (spoken[0]) draft.notices.push(`Line ${spoken[0].line}: text above the first scene is left out.`);
  const scenes = headings.filter((heading, index) => heading !== film && !isAct(heading, headings[index + 1]));
  draft.scenes = scenes.map((heading) => readScene(heading, draft.notices));
  for (const [index, scene] of draft.scenes.entries()) scene.kind ??= guessKind(scene, index, draft.scenes.length);
  return draft;
}

function tokensOf(text: string): TokensList {
  try {
    return lexer(text);
  } catch (cause) {
    // marked descends once for every level of a quote in a quote.
    if (!(cause instanceof RangeError)) throw cause;
    const message = 'The script has quotes or lists inside each other, too deep to read.';
    throw new AppError({ code: 'invalid-input', message, action: 'Take out some of the “>” signs.', cause });
  }
}

function filmHeading(headings: readonly Heading[]): Heading | undefined {
  const [first] = headings;
  const alone = headings.length > 1 && headings.filter((heading) => heading.depth === 1).length === 1;
  return alone && first?.depth === 1 ? first : undefined;
}

const isAct = (heading: Heading, next: Heading | undefined): boolean =>
  heading.blocks.length === 0 && next !== undefined && next.depth > heading.depth;

/** Settings go into the draft; text that is left over is returned. */
function readFront(blocks: readonly Block[], draft: Draft): Block[] {
  return blocks.flatMap((block) => {
    if (block.type === 'quote') return [block];
    const { settings, rest } = splitSettings(block, (key) => settingName(key, 'film') !== null, true);
    for (const { key, value, line } of settings) {
      const wrong = setFilm(draft.settings, key, value);
      if (wrong) draft.notices.push(`Line ${line}: ${wrong}`);
    }
    const left = block.lines.length - rest.length;
    return rest.length > 0 ? [{ ...block, lines: rest, line: block.line + left }] : [];
  });
}

function readScene(heading: Heading, notices: string[]): DraftScene {
  const scene = draftScene(plainText(heading.text.replace(/^(scene|shot)\s+\d+\s*[:.–—-]\s*/i, '')));
  for (const [index, block] of heading.blocks.entries()) {
    if (block.type === 'quote') setScene(scene, 'prompt', plainText(block.lines.join('\n')));
    else readText(scene, block, index === 0, notices);
  }
  return scene;
}

/** A film's setting that strayed into a scene is told, not spoken. */
const isSceneKey = (key: string): boolean =>
  settingName(key, 'scene') !== null || (key === key.toLowerCase() && settingName(key, 'film') !== null);

function readText(scene: DraftScene, block: Block, first: boolean, notices: string[]): void {
  const { settings, rest } = splitSettings(block, isSceneKey, first);
  for (const { key, value, line } of settings) {
    const wrong = setScene(scene, key, plainText(value));
    if (wrong) notices.push(`Line ${line}: ${wrong}`);
  }
  if (rest.length === 0) return;
  // `prompt:` and `narration:` in the middle of a scene run to the end of their paragraph.
  const [, key = '', value = ''] = /^([\w-]+):\s+(.*)$/s.exec(rest.join('\n')) ?? [];
  const running = ['prompt', 'narration'].includes(settingName(key, 'scene') ?? '');
  setScene(scene, running ? key : 'narration', plainText(running ? value : rest.join('\n')));
}

/** A heading over nothing but text to be spoken: a title, not the only scene of a storyboard. */
function isProse(heading: Heading | undefined): boolean {
  if (!heading) return true;
  const { title: _, narration, prompt, ...settings } = readScene(heading, []);
  return narration !== '' && prompt === '' && Object.keys(settings).length === 0;
}

function fromParagraphs(heading: Heading | undefined, front: readonly Block[], draft: Draft): Draft {
  const blocks = readFront([...front, ...(heading?.blocks ?? [])], draft);
  const paragraphs = blocks.map((block) => plainText(block.lines.join('\n'))).filter(Boolean);
  if (paragraphs.length > 1) draft.notices.push('There are no scene headings, so the paragraphs became scenes.');
  return { ...draft, title: heading ? plainText(heading.text) : null, scenes: plainScenes(paragraphs) };
}
