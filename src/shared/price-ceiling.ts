import { estimateOnce } from './cut.ts';
import { type Film, picturePrompt, type Scene } from './film.ts';
import { type Generator, secondsToAsk, speaksItself } from './generator.ts';
import { priceOf } from './money.ts';

export type PricedWish = {
  readonly film: Film;
  readonly scene: Scene;
  readonly generator: Pick<Generator, 'price' | 'limits' | 'role' | 'category'>;
  /** Seconds that the scene is on screen in the cut. */
  readonly onScreen: number;
};

/**
 * The most that one take may cost by the price table, in micros: what the button shows and what the job is written
 * with. A picture is billed for the length that is asked for, a voice for its text, or for its length: that
 * is known only once it has spoken, and may be twice the estimate. A picture that speaks is as long as a voice.
 */
export function priceCeiling({ film, scene, generator, onScreen }: PricedWish): number {
  const { price, limits, role } = generator;
  if (role === 'picture' && !speaksItself(generator))
    return priceOf(price, {
      seconds: secondsToAsk(limits, onScreen),
      characters: picturePrompt(film, scene).length,
    });
  const { length } = scene.narration.trim();
  const pace = Math.max(0.5, estimateOnce(scene), length / charactersPerSecond);
  const speed = role === 'voice' ? film.voice.speed : 1;
  return priceOf(price, { seconds: (longer * pace) / speed, characters: length });
}

/** Of spoken text, for what has no words that can be counted: a long number, a row of signs. */
const charactersPerSecond = 15;
/** How much longer than estimated a voice may speak: it breathes, and reads `1984` as four words. */
const longer = 2;
