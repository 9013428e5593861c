import type { Fallback } from '../../shared/chain.ts';
import { AppError } from '../../shared/errors.ts';
import type { Film } from '../../shared/film.ts';
import { canBeOrdered, type GeneratorView, mayBeProposed, type VendorView } from '../../shared/generator.ts';
import { autoGenerator } from '../../shared/rank-wish.ts';
import { nearest } from '../writing/nearest.ts';
import type { FilmOptions } from './arguments.ts';

type Catalogue = { readonly generators: readonly GeneratorView[]; readonly vendors: readonly VendorView[] };
type Wishes = Pick<FilmOptions, 'vendor' | 'generator' | 'voice' | 'maxUsd'>;

/**
 * The film with the generators, the voice and the budget that the command line asks for. A generator or vendor given there
 * makes every picture, whatever the script says, and nobody else does; `auto` leaves it to the ranking. Throws
 * `invalid-input` for what does not exist, `unauthorized` without key.
 */
export function chooseGenerators(film: Film, catalogue: Catalogue, wishes: Wishes): Film {
  const pictured = withPictures(film, catalogue, wishes);
  const voiced = wishes.voice === null ? pictured : withVoice(pictured, catalogue, wishes.voice);
  return wishes.maxUsd === null ? voiced : { ...voiced, budgetUsd: wishes.maxUsd };
}

function withPictures(film: Film, catalogue: Catalogue, wishes: Wishes): Film {
  if (wishes.vendor === null && wishes.generator === autoGenerator)
    return picturedBy(film, autoGenerator, film.picture.fallback);
  const picture = pictureGenerator(film, catalogue, wishes);
  return picture === null ? film : picturedBy(film, picture.id, alone);
}

const alone: Fallback = { mode: 'never', generators: [], afterRefusal: false };

const picturedBy = (film: Film, generator: string, fallback: Fallback): Film => ({
  ...film,
  picture: { ...film.picture, generator, fallback },
  scenes: film.scenes.map((scene) => ({ ...scene, generator: { ...scene.generator, picture: null } })),
});

function pictureGenerator(film: Film, catalogue: Catalogue, { vendor, generator }: Wishes): GeneratorView | null {
  if (vendor === null && generator === null) return null;
  if (vendor !== null)
    refuseUnknown(
      'vendor',
      vendor,
      catalogue.vendors.map((one) => one.id),
    );
  const makers = catalogue.generators.filter(
    (one) => one.role === 'picture' && (vendor === null || one.vendor === vendor),
  );
  if (generator !== null)
    refuseUnknown(
      'picture generator',
      generator,
      makers.map((one) => one.id),
    );
  const able = makers.filter((one) => (generator === null ? suits(one, film) : one.id === generator));
  const usable = able.filter((one) => one.usable);
  const chosen = usable.find(mayBeProposed) ?? usable[0] ?? able[0];
  if (!chosen)
    throw new AppError({
      code: 'unsupported',
      message: `No generator of ${vendor} makes pictures in ${film.canvas.aspect} from words alone.`,
      action: 'Choose another vendor or aspect.',
    });
  if (!chosen.usable)
    throw notUsable(
      chosen,
      catalogue.vendors.find((one) => one.id === chosen.vendor),
    );
  return chosen;
}

const suits = ({ category, limits, status }: GeneratorView, { canvas }: Film): boolean =>
  canBeOrdered({ status }) &&
  category === 'text-to-video' &&
  limits.still !== 'required' &&
  (limits.aspects?.includes(canvas.aspect) ?? true);

const notUsable = (generator: GeneratorView, vendor: VendorView | undefined): AppError =>
  new AppError({
    code: vendor?.needsKey ? 'unauthorized' : 'unsupported',
    message: `${generator.name} ${generator.hindrance ?? 'cannot be used'}.`,
    action: vendor?.keyVariable
      ? `Set ${vendor.keyVariable}, or add the key in the studio’s settings.`
      : 'Choose another generator.',
  });

/** The film's own speech generator is asked first; a voice of another one brings its generator along. */
function withVoice(film: Film, { generators }: Catalogue, voice: string): Film {
  const speakers = generators
    .filter((one) => one.role === 'voice' && canBeOrdered(one))
    .toSorted((a, b) => Number(mayBeProposed(b)) - Number(mayBeProposed(a)));
  const own = speakers.filter((one) => one.id === film.voice.generator);
  const speaker = [...own, ...speakers].find((one) => one.voices.some(({ id }) => id === voice));
  refuseUnknown(
    'voice',
    voice,
    (speaker ? [speaker] : own).flatMap((one) => one.voices.map(({ id }) => id)),
  );
  return { ...film, voice: { ...film.voice, voice, generator: speaker?.id ?? film.voice.generator } };
}

function refuseUnknown(what: string, id: string, known: readonly string[]): void {
  if (known.includes(id)) return;
  const guess = nearest(id, known);
  throw new AppError({
    code: 'invalid-input',
    message: `There is no ${what} “${id}”.`,
    action: guess ? `Did you mean “${guess}”?` : `It can be ${known.join(', ')}.`,
  });
}
