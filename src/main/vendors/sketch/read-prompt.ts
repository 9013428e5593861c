import type { Kind } from '../../../shared/film.ts';
import { randomFrom } from '../../../shared/random.ts';
import { seedOf } from './noise.ts';
import {
  figureWords,
  hourWords,
  moveWords,
  placeWords,
  portraitWords,
  snowfallWords,
  subjectWords,
  type Table,
  weatherWords,
} from './prompt-words.ts';
import type { Hour, Move, Place, Reading, Subject } from './reading.ts';

/** What a scene of a kind shows when its prompt names no place. */
const placesOfKind: Record<Kind, readonly Place[]> = {
  hook: ['city', 'mountains', 'sea'],
  story: ['field', 'sea', 'forest', 'mountains'],
  testimonial: ['interior'],
  explanation: ['abstract'],
  product: ['interior'],
  lifestyle: ['field', 'sea', 'city'],
  broll: ['mountains', 'forest', 'city', 'sea'],
  brand: ['abstract', 'mountains'],
  cinematic: ['mountains', 'sea', 'desert', 'forest'],
  cta: ['abstract', 'city'],
};

const homes: Partial<Record<Subject, Place>> = {
  ...{ lighthouse: 'sea', boat: 'sea', ship: 'sea', house: 'field', tree: 'field', planet: 'space' },
  ...{
    bottle: 'interior',
    cup: 'interior',
    gear: 'interior',
    clock: 'interior',
    car: 'city',
    birds: 'sea',
    rock: 'mountains',
  },
};

/** The place that the prompt names; a thing's usual place where it names none, or only a mood. */
function placeNamed(prompt: string): Place | null {
  const named = first(placeWords, prompt);
  return named === 'abstract' || named === null ? (placeOfSubject(prompt) ?? named) : named;
}

/** Where a thing is usually found. */
function placeOfSubject(prompt: string): Place | null {
  return all(subjectWords, prompt).flatMap((subject) => homes[subject] ?? [])[0] ?? null;
}

/** The meaning whose word stands first in the text. */
function first<T>(table: Table<T>, text: string): T | null {
  const found = table
    .map(([meaning, words]) => ({ meaning, at: text.search(words) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  return found[0]?.meaning ?? null;
}

const all = <T>(table: Table<T>, text: string): T[] =>
  table.filter(([, words]) => words.test(text)).map(([meaning]) => meaning);

const pick = <T>(choices: readonly T[], number: number, fallback: T): T =>
  choices[Math.floor(number * choices.length)] ?? fallback;

/** What a prompt asks to see, in the few words the painter knows; what it leaves open, `seed` decides. Pure. */
export function readPrompt(prompt: string, kind: Kind, seed: number): Reading {
  const random = randomFrom(seedOf(prompt, seed));
  const [chosenPlace, chosenHour, chosenMove] = [random(), random(), random()];
  const person = all(subjectWords, prompt).includes('person');
  const portrait = portraitWords.test(prompt) || (kind === 'testimonial' && !first(placeWords, prompt));
  const place = placeNamed(prompt) ?? (portrait ? 'interior' : pick(placesOfKind[kind], chosenPlace, 'mountains'));
  const neon = /\b(neon|cyberpunk)\b/i.test(prompt);
  return {
    place,
    hour: first(hourWords, prompt) ?? defaultHour(prompt, place, neon, chosenHour),
    weather: new Set(all(weatherWords, prompt)),
    subjects: subjectsOf(prompt, place, kind, portrait && (person || kind === 'testimonial' || place === 'interior')),
    figure: first(figureWords, prompt) ?? (chosenMove < 0.5 ? 'woman' : 'man'),
    old: /\b(old|elderly|aged|keeper|grand(father|mother))\b/i.test(prompt),
    walking: /\b(walk\w*|strolls?|strolling|hik(es|ing)|wander\w*|strid\w+)\b/i.test(prompt),
    seated: /\b(sit\w*|seated|desk|writ(es|ing)|reads?|reading)\b/i.test(prompt),
    running: /\b(runs?|running|chas\w+|jump\w*|danc\w+|jogging)\b/i.test(prompt),
    move: first(moveWords, prompt) ?? pick<Move>(['push', 'pan-right', 'pan-left', 'pull', 'push'], chosenMove, 'push'),
    pace: /\b(fast|quick\w*|rapid\w*|racing|hyperlapse)\b/i.test(prompt) ? 1.6 : 1,
    handheld: /\b(handheld|hand-held|documentary|shaky)\b/i.test(prompt),
    close: /\b(close.?ups?|macro|portrait|detail)\b/i.test(prompt),
    neon,
    road: /\b(roads?|highway|path|trail|street|car|driv\w+)\b/i.test(prompt),
    water: /\b(lake|river|sea|ocean|pond|fjord|reflection\w*|water|shore)\b/i.test(prompt),
    spray: /\b(spray|splash\w*|crash\w*|breaking|waves? \w+ (the )?rocks?|surf)\b/i.test(prompt),
    snowfall: snowfallWords.test(prompt),
    lightning: /\b(lightning|thunder\w*)\b/i.test(prompt),
    boats: boatsOf(prompt),
    green: /\b(green|grass\w*|meadows?|pasture|spring)\b/i.test(prompt),
    window: /\bwindow/i.test(prompt),
    lamp: /\b(lamp\w*|candle\w*|fire\w*|lantern|warm light|tungsten)\b/i.test(prompt),
    accent: accentOf(prompt),
  };
}

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** The number said before the boats; a handful where only the plural says that there are more than one. */
function boatsOf(prompt: string): number {
  const said = prompt.match(/\b(?:\w+ ){0,3}(?:boats|ships|yachts|trawlers|fleet)\b/i);
  if (!said) return 1;
  const words = said[0].toLowerCase().split(' ');
  const number = numbers.findIndex((word) => words.includes(word));
  return number >= 0 ? number + 1 : 5;
}

function defaultHour(prompt: string, place: Place, neon: boolean, number: number): Hour {
  // A dark forest at sunrise is no night, so this word counts only where nothing else tells the hour.
  if (/\bdark(ness)?\b/i.test(prompt)) return 'night';
  if (/\bstorm/i.test(prompt)) return 'day';
  if (neon || place === 'space') return 'night';
  if (place === 'abstract' || place === 'interior') return pick<Hour>(['dusk', 'dusk', 'dawn'], number, 'dusk');
  return pick<Hour>(['dawn', 'dusk', 'day', 'dusk'], number, 'dawn');
}

function subjectsOf(prompt: string, place: Place, kind: Kind, portrait: boolean): Subject[] {
  const named = all(subjectWords, prompt).filter((subject) => !(portrait && subject === 'person'));
  if (portrait) return ['portrait', ...named];
  if (named.length === 0 && place === 'interior' && kind === 'product') return ['bottle'];
  return named;
}

const colourWords =
  /\b(red|crimson|blue|green|emerald|yellow|orange|white|black|pink|purple|violet|teal|gold(?:en)?|silver|amber|turquoise)\b/i;

/** The colour word nearest before a thing that is drawn in colour. */
function accentOf(prompt: string): string | null {
  const before = prompt.search(/\b(car|van|truck|taxi|bottle|boat|dress|coat|umbrella|cup|mug|perfume|jar|vase)\b/i);
  const near = before > 0 ? prompt.slice(Math.max(0, before - 24), before).match(colourWords) : null;
  if (!near && /\btaxi\b/i.test(prompt)) return 'yellow';
  return (near ?? prompt.match(colourWords))?.[0].toLowerCase() ?? null;
}
