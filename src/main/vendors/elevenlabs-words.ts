import { z } from 'zod';
import type { Word } from '../../shared/take.ts';

/** When each character is spoken, seconds from the start. `alignment` follows the text as it was sent. */
export const alignmentSchema = z.looseObject({
  characters: z.array(z.string()),
  character_start_times_seconds: z.array(z.number()),
  character_end_times_seconds: z.array(z.number()),
});

/** Characters up to a space are a word: from its first character's start to its last one's end. Null without times. */
export function wordsOf(alignment: z.infer<typeof alignmentSchema> | null | undefined): Word[] | null {
  if (!alignment) return null;
  const { characters, character_start_times_seconds: starts, character_end_times_seconds: ends } = alignment;
  if (starts.length !== characters.length || ends.length !== characters.length) return null;
  const words: Word[] = [];
  let inWord = false;
  characters.forEach((character, index) => {
    const isSpace = character.trim() === '';
    const [start = 0, end = 0] = [starts[index], ends[index]];
    const last = words.at(-1);
    if (!isSpace && inWord && last) words[words.length - 1] = { ...last, text: last.text + character, end };
    if (!isSpace && !inWord) words.push({ text: character, start, end });
    inWord = !isSpace;
  });
  return words;
}
