import { type Aspect, type Film, type Kind, picturePrompt, type Scene } from './film.ts';
import type { Generator } from './generator.ts';
import { priceCeiling } from './price-ceiling.ts';
import type { Role } from './take.ts';

/** What a scene asks for in one role: what generators are ranked by. */
export type SceneAsk = {
  readonly role: Role;
  readonly kind: Kind;
  /** The words that the generator gets: prompt with look, or the narration. */
  readonly prompt: string;
  /** Seconds on screen. */
  readonly seconds: number;
  /** Length of the words. */
  readonly characters: number;
  /** Length of the narration: of what a generator that speaks itself gets. */
  readonly narration: number;
  readonly aspect: Aspect;
  readonly hasStill: boolean;
  /** Whether it is to end on a given picture. */
  readonly endStill: boolean;
  /** Reference pictures, besides those that it starts and ends on. */
  readonly references: number;
  /** The most that one take of this scene costs there, in micros. */
  readonly priceOf: (generator: Pick<Generator, 'price' | 'limits' | 'role' | 'category'>) => number;
};

/** What `scene` asks for now. `onScreen`: the seconds that the cut shows it. */
export function sceneAsk(film: Film, scene: Scene, role: Role, onScreen: number): SceneAsk {
  const prompt = role === 'picture' ? picturePrompt(film, scene) : scene.narration.trim();
  return {
    role,
    kind: scene.kind,
    prompt,
    seconds: onScreen,
    characters: prompt.length,
    narration: scene.narration.trim().length,
    aspect: film.canvas.aspect,
    hasStill: role === 'picture' && scene.still !== null,
    endStill: role === 'picture' && scene.endStill !== null,
    // Films name none yet.
    references: 0,
    priceOf: (generator) => priceCeiling({ film, scene, generator, onScreen }),
  };
}
