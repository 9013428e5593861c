import { expect, test } from 'vitest';
import { readPrompt } from '../read-prompt.ts';
import { composeStage } from '../stage.ts';
import { strikesOf } from './lightning.ts';

test('lightning strikes more than a second apart, and more than once in a long storm', () => {
  const prompt = 'Stormy sea, lightning';
  for (let seed = 0; seed < 50; seed += 1) {
    const reading = readPrompt(prompt, 'story', seed);
    const strikes = strikesOf(composeStage({ reading, prompt, seed, width: 96, height: 54, seconds: 30 }));
    const gaps = strikes.slice(1).map((at, i) => at - (strikes[i] ?? 0));
    expect(strikes.length).toBeGreaterThan(5);
    expect(Math.min(...gaps)).toBeGreaterThan(1);
  }
});
