import { estimateOnce } from './cut.ts';
import { type Film, picturePrompt, type Scene } from './film.ts';
import { type Generator, secondsToAsk } from './generator.ts';
import { priceOf } from './money.ts';

export type PricedWish = {
  readonly film: Film;
  readonly scene: Scene;
  readonly generator: Pick<Generator, 'price' | 'limits' | 'role'>;
  /** Seconds that the scene is on screen in the cut. */
  readonly onScreen: number;
};

/**
 * The most that one take may cost by the price table, in micros: what the button shows and what the job is written
 * with. A picture is billed for the length that is asked for, a voice for its text and its estimated length.
 */
export function priceCeiling({ film, scene, generator, onScreen }: PricedWish): number {
  const { price, limits, role } = generator;
  if (role === 'picture')
    return priceOf(price, {
      seconds: secondsToAsk(limits, onScreen),
      characters: picturePrompt(film, scene).length,
    });
  const text = scene.narration.trim();
  return priceOf(price, { seconds: estimateOnce(scene) / film.voice.speed, characters: text.length });
}
