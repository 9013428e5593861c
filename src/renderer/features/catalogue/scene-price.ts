import { type GeneratorView, secondsToAsk } from '../../../shared/generator.ts';
import { formatMicros, priceOf } from '../../../shared/money.ts';

/** The scene that all prices are compared by: five seconds, a prompt of two hundred characters, or five seconds of speech. */
const usualScene = { seconds: 5, prompt: 200, speech: 75 } as const;

/** What a take of a five-second scene costs at most, in micros. */
export function scenePrice({ price, limits, role }: Pick<GeneratorView, 'price' | 'limits' | 'role'>): number {
  const seconds = secondsToAsk(limits, usualScene.seconds);
  return priceOf(price, { seconds, characters: role === 'voice' ? usualScene.speech : usualScene.prompt });
}

/** `$0.25`, `about $0.25`, `free`. */
export function scenePriceText(generator: Pick<GeneratorView, 'price' | 'limits' | 'role'>): string {
  const micros = scenePrice(generator);
  return `${micros > 0 && generator.price.certainty === 'estimate' ? 'about ' : ''}${formatMicros(micros)}`;
}
