import type { Kind } from '../../../shared/film.ts';
import { randomFrom, seedOf } from './noise.ts';
import type { Figure, Hour, Move, Place, Reading, Subject, Weather } from './reading.ts';

type Table<T> = readonly (readonly [meaning: T, words: RegExp])[];

const placeWords: Table<Place> = [
  [
    'sea',
    /\b(seas?|oceans?|waves?|coasts?|coastal|beach|shore|harbou?r|lighthouse|boats?|ships?|sail\w*|island|bay|tide|surf)\b/i,
  ],
  ['mountains', /\b(mountains?|peaks?|summit|alps?|alpine|valley|canyon|cliffs?|glacier|hills?|lake|fjord)\b/i],
  ['forest', /\b(forests?|woods?|woodland|jungle|trees|pines?|grove)\b/i],
  [
    'city',
    /\b(city|cities|cityscape|skyline|street|downtown|skyscrapers?|urban|neon|tokyo|new york|rooftops?|alley|traffic)\b/i,
  ],
  ['desert', /\b(deserts?|dunes?|sahara|sands?|mesa|highway)\b/i],
  ['field', /\b(fields?|meadows?|wheat|farm\w*|grass\w*|prairie|countryside|village|garden|orchard|barn)\b/i],
  [
    'interior',
    /\b(rooms?|kitchen|studio|table|desk|interior|indoors?|office|workshop|cafe|lamp|candle\w*|window|marble|shelf|product|packshot|clockwork|cogs?|gears?|pedestal|podium|home|bedroom|bar)\b/i,
  ],
  ['space', /\b(space|planets?|galaxy|galaxies|nebula|cosmos|cosmic|orbit|astronaut|asteroids?|starfield|universe)\b/i],
  [
    'abstract',
    /\b(abstract|particles?|gradients?|shapes?|flowing|liquid|patterns?|background|logo|geometric|energy|data)\b/i,
  ],
];

const hourWords: Table<Hour> = [
  ['dawn', /\b(dawn|sunrise|first light|daybreak|early morning|morning)\b/i],
  ['dusk', /\b(dusk|sunset|twilight|evening|golden hour|magic hour|sundown|golden|backlit|lit from behind)\b/i],
  ['night', /\b(night|midnight|moon\w*|neon|stars?|starry|dark|blue hour)\b/i],
  ['day', /\b(noon|midday|day|daylight|sunny|bright|afternoon|summer)\b/i],
];

const weatherWords: Table<Weather> = [
  ['fog', /\b(fog\w*|mist\w*|haz[ey]\w*|smoke|steam)\b/i],
  ['rain', /\b(rain\w*|downpour|drizzl\w*|wet)\b/i],
  ['snow', /\b(snow\w*|blizzard|winter|frost\w*|ice|icy)\b/i],
  ['storm', /\b(storm\w*|thunder\w*|lightning|tempest)\b/i],
  ['dust', /\b(dust\w*|pollen|embers?|fireflies|sparks?|particles?)\b/i],
  ['overcast', /\b(overcast|cloud\w*|gr[ae]y|gloomy)\b/i],
];

const subjectWords: Table<Subject> = [
  ['lighthouse', /\blighthouses?\b/i],
  ['ship', /\b(ships?|tankers?|ferr(y|ies)|liner)\b/i],
  ['boat', /\b(boats?|sail\w*|yachts?|canoe|kayak|rowing)\b/i],
  ['car', /\b(cars?|van|truck|taxi|convertible|vehicle|motorbike)\b/i],
  ['house', /\b(house|cottage|cabin|barn|hut|farmhouse|church|chapel)\b/i],
  ['bottle', /\b(bottles?|perfume|wine|serum|lotion|product|packshot|vase|jar|flacon|shampoo|can)\b/i],
  ['cup', /\b(cups?|mugs?|coffee|tea|espresso|bowl)\b/i],
  ['gear', /\b(clockwork|gears?|cogs?|clocks?|watch(es)?|machine\w*|mechanism)\b/i],
  ['tree', /\b(tree|oak|lone pine)\b/i],
  ['rock', /\b(rocks?|cliffs?|boulders?|stones?)\b/i],
  ['birds', /\b(birds?|gulls?|seagulls?|geese|crows?|flock)\b/i],
  ['planet', /\b(planets?|earth|mars|moons?)\b/i],
  [
    'person',
    /\b(person|man|woman|child|children|kid|boy|girl|people|hiker|traveller|figure|runner|walker|couple|astronaut|farmer|fisherman|dancer|she|he)\b/i,
  ],
];

const portraitWords =
  /\b(portrait|face|smil\w+|laugh\w*|talking|speaks?|testimonial|eyes|looks? at|gaz\w+|close.?up of (a|an|the|her|his) (\w+ )?(man|woman|girl|boy|child|person))\b/i;

const figureWords: Table<Figure> = [
  ['child', /\b(child|children|kid|boy|girl|toddler)\b/i],
  ['woman', /\b(woman|women|she|her|lady|mother|grandmother|bride|actress)\b/i],
  ['man', /\b(man|men|he|his|father|grandfather|guy|fisherman)\b/i],
];

const moveWords: Table<Move> = [
  ['push', /\b(push\w*|dolly in|zoom in|closer|approach\w*|towards?|fly(ing)? (in|over|through))\b/i],
  ['pull', /\b(pull\w* (back|out|away)|zoom out|dolly out|reveal\w*|backs? away)\b/i],
  ['pan-left', /\b(pan\w* (to the )?left|right to left)\b/i],
  ['pan-right', /\b(pan\w*|track\w*|dolly|truck\w* (left|right)|left to right|follow\w*|driving|running)\b/i],
  ['tilt-up', /\btilt\w* up\b/i],
  ['tilt-down', /\btilt\w*\b/i],
  ['rise', /\b(ris(e|es|ing)|crane|aerial|drone|ascend\w*|climb\w*)\b/i],
  ['still', /\b(static|still|locked|tripod|fixed)\b/i],
];

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
  ...{ bottle: 'interior', cup: 'interior', gear: 'interior', car: 'city', birds: 'sea', rock: 'mountains' },
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
    hour: first(hourWords, prompt) ?? defaultHour(place, neon, /\bstorm/i.test(prompt), chosenHour),
    weather: new Set(all(weatherWords, prompt)),
    subjects: subjectsOf(prompt, place, kind, portrait && (person || kind === 'testimonial' || place === 'interior')),
    figure: first(figureWords, prompt) ?? (chosenMove < 0.5 ? 'woman' : 'man'),
    running: /\b(runs?|running|chas\w+|jump\w*|danc\w+|jogging)\b/i.test(prompt),
    move: first(moveWords, prompt) ?? pick<Move>(['push', 'pan-right', 'pan-left', 'pull', 'push'], chosenMove, 'push'),
    pace: /\b(fast|quick\w*|rapid\w*|racing|hyperlapse)\b/i.test(prompt) ? 1.6 : 1,
    handheld: /\b(handheld|hand-held|documentary|shaky)\b/i.test(prompt),
    close: /\b(close.?ups?|macro|portrait|detail)\b/i.test(prompt),
    neon,
    road: /\b(roads?|highway|path|trail|street|car|driv\w+)\b/i.test(prompt),
    water: /\b(lake|river|sea|ocean|pond|fjord|reflection\w*|water|shore)\b/i.test(prompt),
    spray: /\b(spray|splash\w*|crash\w*|breaking|waves? \w+ (the )?rocks?|surf)\b/i.test(prompt),
    lamp: /\b(lamp\w*|candle\w*|fire\w*|lantern|warm light|tungsten)\b/i.test(prompt),
    accent: accentOf(prompt),
  };
}

function defaultHour(place: Place, neon: boolean, stormy: boolean, number: number): Hour {
  if (stormy) return 'day';
  if (neon || place === 'space') return 'night';
  if (place === 'abstract' || place === 'interior') return pick<Hour>(['dusk', 'dusk', 'dawn'], number, 'dusk');
  return pick<Hour>(['dawn', 'dusk', 'day', 'dusk'], number, 'dawn');
}

function subjectsOf(prompt: string, place: Place, kind: Kind, portrait: boolean): Subject[] {
  const named = all(subjectWords, prompt).filter((subject) => !(portrait && subject === 'person'));
  if (portrait) return ['portrait', ...named];
  if (named.length === 0 && place === 'interior') return [kind === 'product' ? 'bottle' : 'cup'];
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
