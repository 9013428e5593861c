import { type Film, picturePrompt, type Scene } from './film.ts';
import type { Generator } from './generator.ts';
import type { PictureInputs, VoiceInputs } from './job.ts';
import { stillsFor } from './stills.ts';
import { type Role, type TakeView, takeInCut } from './take.ts';

/** What shapes a take, whoever makes it: not its seed, its length or its generator. Frozen inputs of a job are this and more. */
export type TakeShape =
  | (Pick<PictureInputs, 'role' | 'prompt' | 'stillTakeId' | 'endStillTakeId' | 'aspect'> &
      // Only of what speaks it itself.
      Partial<Pick<PictureInputs, 'script'>>)
  | Pick<VoiceInputs, 'role' | 'text' | 'voice' | 'speed'>;

/** A short digest of what shapes a take: 28 hexadecimal digits that stay the same on every machine and in every version. */
export function inputsDigest(shape: TakeShape): string {
  const facts =
    shape.role === 'picture'
      ? // What came later is left out while it is null: digests on disk stay good.
        [
          shape.role,
          shape.prompt,
          shape.stillTakeId,
          shape.aspect,
          ...(shape.endStillTakeId ? [shape.endStillTakeId] : []),
          ...(shape.script ? [{ script: shape.script }] : []),
        ]
      : [shape.role, shape.text, shape.voice, shape.speed];
  const text = JSON.stringify(facts);
  return hash53(text, 0) + hash53(text, 1);
}

/**
 * cyrb53 (bryc, public domain, https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js) as 14
 * hexadecimal digits. Digests are compared within one scene and against no enemy, and the window has no synchronous SHA.
 */
function hash53(text: string, seed: number): string {
  let [high, low] = [0xdeadbeef ^ seed, 0x41c6ce57 ^ seed];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  const mixedHigh = mix(high, low);
  const mixedLow = mix(low, mixedHigh);
  return (4294967296 * (2097151 & mixedLow) + (mixedHigh >>> 0)).toString(16).padStart(14, '0');
}

const mix = (one: number, other: number): number =>
  Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);

/** What is known of the generator that made a take, by its id: it decides which of the scene's wishes reached it. */
export type GeneratorOf = (id: string) => Pick<Generator, 'limits' | 'voices'> | undefined;

/**
 * Whether `take` was made for other words, another look, still, shape or voice than its scene asks for now. Imports, and
 * takes that were chosen from another scene, are as their user wants them. Without `generatorOf`, a take that was made
 * without the scene's stills or voice passes, since its generator may take none.
 */
export function isStale(film: Film, scene: Scene, take: TakeView, generatorOf?: GeneratorOf): boolean {
  const { origin, role, inputsDigest: made } = take;
  if (origin.kind === 'imported' || take.sceneId !== scene.id) return false;
  const asked = role === 'picture' ? picturePrompt(film, scene) : scene.narration.trim();
  if (made === null) return take.prompt !== asked;
  const shapes = shapesOf(film, scene, role, generatorOf?.(origin.generator));
  const script = take.speaks ? scene.narration.trim() : '';
  return !shapes.some((shape) => inputsDigest(shape.role === 'picture' ? { ...shape, script } : shape) === made);
}

/** The roles in which the scene is stale: those in which the cut uses a stale take. */
export function staleRoles(
  film: Film,
  scene: Scene,
  takes: readonly TakeView[],
  generatorOf?: GeneratorOf,
): readonly Role[] {
  return (['picture', 'voice'] as const).filter((role) => {
    // A scene without narration is silent: the cut leaves its voice out.
    if (role === 'voice' && scene.narration.trim() === '') return false;
    const take = takeInCut(takes, scene, role);
    return take !== null && isStale(film, scene, take, generatorOf);
  });
}

/** What the scene asks for now, as it reaches the generator; in every way where nothing is known of the generator. */
function shapesOf(film: Film, scene: Scene, role: Role, generator: ReturnType<GeneratorOf>): TakeShape[] {
  if (role === 'picture') {
    const abilities = generator ? [generator.limits] : anyStills;
    const { aspect } = film.canvas;
    return abilities.map((limits) => ({
      role,
      prompt: picturePrompt(film, scene),
      aspect,
      ...stillsFor(limits, scene),
    }));
  }
  const { voice, speed } = film.voice;
  const spoken = { yes: [voice], no: [null], unknown: [voice, null] }[knowsVoice(generator, voice)];
  return spoken.map((name) => ({ role, text: scene.narration.trim(), voice: name, speed }));
}

const anyStills = [
  { still: 'optional', lastFrame: true },
  { still: 'optional', lastFrame: false },
  { still: 'no', lastFrame: false },
] as const;

const knowsVoice = (generator: ReturnType<GeneratorOf>, voice: string | null) => {
  if (!generator) return 'unknown';
  return generator.voices.length === 0 || generator.voices.some(({ id }) => id === voice) ? 'yes' : 'no';
};
