// biome-ignore lint/style/noRestrictedImports: vitest gives no text for an imported stylesheet
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(`${import.meta.dirname}/tokens.css`, 'utf8');

const tokens = new Map(
  [...css.matchAll(/--([a-z0-9-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));/g)].map(
    ([, name = '', light, dark, both]) => [name, { light: light ?? both ?? '', dark: dark ?? both ?? '' }] as const,
  ),
);

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const color = (name: string) => tokens.get(name)?.[theme] ?? '';
  const pairs = ['text', 'text-2', 'text-3', 'pencil', 'ok', 'run', 'warn', 'bad'].flatMap((ink) =>
    ['bg', 'panel', 'raised'].map((ground) => [ink, ground] as const),
  );

  test.each(['bg', 'panel', 'raised'])('the pencil line on %s has the 3:1 of graphics', (ground) => {
    expect(contrast(color('pencil-line'), color(ground))).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ...pairs,
    ['pencil-ink', 'pencil-fill'],
    ['music-ink', 'music'],
    ['text', 'hover'],
    ['text-2', 'hover'],
  ] as const)('%s on %s has 4.5:1', (ink, ground) => {
    expect(contrast(color(ink), color(ground))).toBeGreaterThanOrEqual(4.5);
  });
});
