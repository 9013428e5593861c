import type { Figure, Hour, Move, Place, Subject, Weather } from './reading.ts';

/** Words that stand for a meaning. Where several stand in a prompt, the first of them counts. */
export type Table<T> = readonly (readonly [meaning: T, words: RegExp])[];

export const placeWords: Table<Place> = [
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
    /\b(rooms?|kitchen|studio|table|desk|interior|indoors?|office|workshop|cafe|lamp|lantern|candle\w*|window|marble|shelf|product|packshot|clockwork|cogs?|gears?|pedestal|podium|home|bedroom|bar)\b/i,
  ],
  ['space', /\b(space|planets?|galaxy|galaxies|nebula|cosmos|cosmic|orbit|astronaut|asteroids?|starfield|universe)\b/i],
  [
    'abstract',
    /\b(abstract|particles?|gradients?|shapes?|flowing|liquid|patterns?|background|logo|geometric|energy|data)\b/i,
  ],
];

export const hourWords: Table<Hour> = [
  ['dawn', /\b(dawn|sunrise|first light|daybreak|early morning|morning)\b/i],
  ['dusk', /\b(dusk|sunset|twilight|evening|golden hour|magic hour|sundown|golden|backlit|lit from behind)\b/i],
  ['night', /\b(night|midnight|moon\w*|neon|stars?|starry|blue hour)\b/i],
  ['day', /\b(noon|midday|day|daylight|sunny|bright|afternoon|summer)\b/i],
];

export const weatherWords: Table<Weather> = [
  ['fog', /\b(fog\w*|mist\w*|haz[ey]\w*|smoke|steam)\b/i],
  ['rain', /\b(rain\w*|downpour|drizzl\w*|wet)\b/i],
  ['snow', /\b(snow\w*|blizzard|winter|frost\w*|ice|icy|flurr(y|ies))\b/i],
  ['storm', /\b(storm\w*|thunder\w*|lightning|tempest)\b/i],
  ['dust', /\b(dust\w*|pollen|embers?|fireflies|sparks?|particles?)\b/i],
  ['overcast', /\b(overcast|cloud\w*|gr[ae]y|gloomy)\b/i],
];

export const subjectWords: Table<Subject> = [
  ['lighthouse', /\blighthouses?\b/i],
  ['ship', /\b(ships?|tankers?|ferr(y|ies)|liner)\b/i],
  ['trawler', /\b(fishing (boat|vessel)s?|trawlers?)\b/i],
  ['boat', /\b(boats?|sail\w*|yachts?|fleet|canoe|kayak|rowing)\b/i],
  ['car', /\b(cars?|van|truck|taxi|convertible|vehicle|motorbike)\b/i],
  ['house', /\b(house|cottage|cabin|barn|hut|farmhouse|church|chapel)\b/i],
  [
    'bottle',
    /\b(bottles?|perfume|wine|serum|lotion|products?|packag(e|es|ing)|packshot|vase|jar|flacon|shampoo|(soft|energy) drinks?|beverage|soda|cans|(a|the|drink|beer|cola|tin) can)\b/i,
  ],
  ['cup', /\b(cups?|mugs?|coffee|tea|espresso|bowl)\b/i],
  ['gear', /\b(clockwork|gears?|cogs?|(wrist|pocket|a) ?watch(es)?|machine\w*|mechanism)\b/i],
  ['lantern', /\blanterns?\b/i],
  ['candle', /\bcandle\w*/i],
  ['lamp', /\blamps?(?! ?posts?)\b/i],
  ['letter', /\b(letters?|paper|page|notes?|envelope|desk|writes?|writing|book|diary|map|reads?|reading)\b/i],
  ['clock', /\bclocks?\b/i],
  ['tree', /\b(tree|oak|lone pine)\b/i],
  ['rock', /\b(rocks?|cliffs?|boulders?|stones?)\b/i],
  ['birds', /\b(birds?|gulls?|seagulls?|geese|crows?|flock)\b/i],
  ['planet', /\b(planets?|earth|mars|moons?)\b/i],
  [
    'person',
    /\b(person|man|woman|child|children|kid|boy|girl|people|hiker|traveller|figure|runner|walker|couple|astronaut|farmer|fisherman|dancer|she|he|keeper|grandmother|grandfather|mother|father|daughter|son|sailor)\b/i,
  ],
];

export const portraitWords =
  /\b(portrait|face|smil\w+|laugh\w*|talking|speaks?|testimonial|eyes|looks? at|gaz\w+|close.?up of (a|an|the|her|his) (\w+ )?(man|woman|girl|boy|child|person))\b/i;

export const figureWords: Table<Figure> = [
  ['child', /\b(child|children|kid|boy|girl|toddler)\b/i],
  ['woman', /\b(woman|women|she|her|lady|mother|grandmother|daughter|bride|actress)\b/i],
  ['man', /\b(man|men|he|his|father|grandfather|son|guy|fisherman|sailor|keeper)\b/i],
];

export const moveWords: Table<Move> = [
  ['push', /\b(push\w*|dolly in|zoom in|closer|approach\w*|towards?|fly(ing)? (in|over|through))\b/i],
  ['pull', /\b(pull\w* (back|out|away)|zoom out|dolly out|reveal\w*|backs? away)\b/i],
  ['pan-left', /\b(pan\w* (to the )?left|right to left)\b/i],
  ['pan-right', /\b(pan\w*|track\w*|dolly|truck\w* (left|right)|left to right|follow\w*|driving|running)\b/i],
  ['tilt-up', /\btilt\w* up\b/i],
  ['tilt-down', /\btilt\w*\b/i],
  ['rise', /\b(ris(e|es|ing)|crane|aerial|drone|ascend\w*|climb\w*)\b/i],
  ['still', /\b(static|still|locked|tripod|fixed)\b/i],
];

/** Snow in the air, not only on the ground. */
export const snowfallWords =
  /\b(snowfall|snow(s|ing|flakes?|storm)|blizzard|flurr(y|ies)|(falling|light|heavy|soft|gentle|drifting) snow|snow (is |that )?(falls|falling|drift\w*)|in the snow|through (the )?snow)\b/i;
