import { estimateNarration } from '../../shared/cut.ts';
import { type Draft, type DraftScene, draftScene, shorten } from './draft.ts';
import { guessKind } from './guess-kind.ts';
import { sentences } from './sentences.ts';

/** Seconds of reading: a longer paragraph becomes several scenes, shorter ones go together. */
const longestScene = 10;
const shortestScene = 2.5;

/**
 * Plain text: paragraphs are scenes, cut and joined by reading time; `[a picture in brackets]` is the prompt of the
 * next scene. A short first line without a full stop is the title.
 */
export function parsePlain(text: string): Draft {
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
    .filter(Boolean);
  const titled = paragraphs.length > 1 && isTitle(paragraphs[0] ?? '');
  const body = titled ? paragraphs.slice(1) : paragraphs;
  return { title: titled ? (paragraphs[0] ?? null) : null, settings: {}, scenes: plainScenes(body), notices: [] };
}

const isTitle = (line: string): boolean => line.length <= 60 && !/[.!?:,;…\]。！？]$/.test(line);

/** Scenes of paragraphs, with kinds. */
export function plainScenes(paragraphs: readonly string[]): DraftScene[] {
  const scenes: DraftScene[] = [];
  let prompt = '';
  for (const paragraph of joinShort(paragraphs)) {
    const picture = bracketed(paragraph);
    if (picture !== null) prompt = `${prompt} ${picture}`.trim();
    else {
      scenes.push(...splitLong(paragraph).map((narration, part) => plainScene(narration, part === 0 ? prompt : '')));
      prompt = '';
    }
  }
  if (prompt !== '') scenes.push({ ...draftScene(firstWords(prompt)), prompt });
  for (const [index, scene] of scenes.entries()) scene.kind = guessKind(scene, index, scenes.length);
  return scenes;
}

const plainScene = (narration: string, prompt: string): DraftScene => ({
  ...draftScene(firstWords(narration)),
  prompt,
  narration,
});

const bracketed = (paragraph: string): string | null => /^\[([^\]]+)\]$/.exec(paragraph)?.[1] ?? null;

function joinShort(paragraphs: readonly string[]): string[] {
  const out: string[] = [];
  for (const paragraph of paragraphs) {
    const previous = out.at(-1);
    const joined = previous === undefined ? '' : `${previous} ${paragraph}`;
    const shorter = Math.min(estimateNarration(previous ?? ''), estimateNarration(paragraph));
    const short = previous !== undefined && bracketed(previous) === null && shorter < shortestScene;
    if (short && bracketed(paragraph) === null && estimateNarration(joined) <= longestScene)
      out[out.length - 1] = joined;
    else out.push(paragraph);
  }
  return out;
}

/** Sentences shared out over as few scenes as the reading time needs, all about equally long. */
function splitLong(paragraph: string): string[] {
  const total = estimateNarration(paragraph);
  const parts = Math.ceil(total / longestScene);
  if (parts <= 1) return [paragraph];
  const share = total / parts;
  const out = [''];
  let before = 0;
  for (const sentence of sentences(paragraph)) {
    const seconds = estimateNarration(sentence);
    // A sentence goes where its middle lies.
    const part = Math.min(parts - 1, Math.floor((before + seconds / 2) / share));
    out[part] = `${out[part] ?? ''} ${sentence}`.trim();
    before += seconds;
  }
  return out.filter(Boolean);
}

function firstWords(text: string): string {
  const sentence = (sentences(text)[0] ?? text).replace(/[.!?…]+$/, '');
  const words = sentence.split(' ');
  return words.length <= 6
    ? shorten(sentence, 60)
    : shorten(
        `${words
          .slice(0, 5)
          .join(' ')
          .replace(/[,;:]$/, '')}…`,
        60,
      );
}
