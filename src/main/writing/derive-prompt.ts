import { sentences } from './sentences.ts';

/** Longest prompt that is made up for a scene: generators take the first words most seriously. */
const longestPrompt = 300;

/** A picture prompt for a scene that has none: its title, then what is said in it. */
export function derivePrompt(scene: { readonly title: string; readonly narration: string }): string {
  let prompt = endSentence(scene.title.trim());
  for (const sentence of sentences(scene.narration)) {
    // A plain-text scene takes its title from its own first words; they need not be said twice.
    const longer = startsAlike(sentence, prompt) ? sentence : `${prompt} ${sentence}`.trim();
    if (longer.length > longestPrompt && prompt !== '') break;
    prompt = longer;
  }
  return prompt;
}

const endSentence = (text: string): string => (text === '' || /[.!?…。！？]$/.test(text) ? text : `${text}.`);

const startsAlike = (sentence: string, title: string): boolean =>
  title !== '' && sentence.toLowerCase().startsWith(title.replace(/[.…]+$/, '').toLowerCase());
