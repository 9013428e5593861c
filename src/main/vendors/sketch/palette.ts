import type { Random } from '../../../shared/random.ts';
import { hex, mix, type Rgb, shift } from './colour.ts';
import { between } from './noise.ts';
import type { Hour, Reading } from './reading.ts';

/** The few colours that a picture is made of, like those of a printed film poster. */
export type Palette = {
  readonly zenith: Rgb;
  readonly sky: Rgb;
  readonly horizon: Rgb;
  /** Sun, moon or lamp. */
  readonly light: Rgb;
  /** What distance fades into. */
  readonly haze: Rgb;
  readonly far: Rgb;
  readonly near: Rgb;
  /** Lit windows, lamps. */
  readonly warm: Rgb;
  readonly accent: Rgb;
};

type Swatch = readonly [zenith: string, sky: string, horizon: string, light: string, far: string, near: string];

const swatches: Record<Hour, readonly Swatch[]> = {
  dawn: [
    ['#2b3a63', '#8a7fa8', '#f7c6a0', '#ffe9c9', '#7d7fa3', '#141a2e'],
    ['#31506b', '#9fb3b8', '#fbdcb4', '#fff0d2', '#7b97a3', '#10222c'],
    ['#3a3157', '#b5748b', '#ffc28f', '#ffe3b8', '#86698f', '#1b1428'],
  ],
  day: [
    ['#2f6ea6', '#7fb2cf', '#e6eee2', '#fff8e2', '#84a9bb', '#16323a'],
    ['#3c8296', '#93c4c2', '#f3ecd2', '#fff6da', '#86b0a9', '#17352f'],
    ['#4a77b4', '#9dbfdc', '#f4ead9', '#fff5df', '#98a9c4', '#26304a'],
  ],
  dusk: [
    ['#1f1b44', '#8d3b63', '#ff9a4d', '#ffdc9a', '#6d3560', '#150d20'],
    ['#16324a', '#7a6a72', '#ffb25e', '#ffe2a6', '#5f5365', '#0d1822'],
    ['#3b1d3f', '#c04f4a', '#ffb86b', '#ffe4b0', '#7d3646', '#1a0c16'],
  ],
  night: [
    ['#040814', '#0d2140', '#2f5876', '#e6f0ff', '#1c3a57', '#03060d'],
    ['#060617', '#1b1c48', '#54528a', '#f0ecff', '#2a2b5a', '#050510'],
    ['#031013', '#0b3038', '#2f6f70', '#e2fff4', '#164048', '#020a0c'],
  ],
};

const accents: Record<string, string> = {
  red: '#d0342c',
  crimson: '#b3122f',
  blue: '#2f6fd0',
  green: '#3f9a5a',
  emerald: '#12835c',
  yellow: '#e9b93a',
  orange: '#ea7a2d',
  white: '#efeae0',
  black: '#17181c',
  pink: '#e27aa2',
  purple: '#7a4bb5',
  violet: '#7a4bb5',
  teal: '#1f8f8b',
  gold: '#d3a243',
  golden: '#d3a243',
  silver: '#b9c0c8',
  amber: '#cf8428',
  turquoise: '#2bb5ae',
};

/** The colours for a reading. A seed turns the hues a little and chooses among the hour's swatches. */
export function paletteFor(reading: Reading, random: Random): Palette {
  const choices = swatches[reading.hour];
  const swatch = choices[Math.floor(random() * choices.length)] ?? choices[0];
  const turn = between(random, -7, 7);
  const [zenith, sky, horizon, light, far, near] = (swatch ?? swatches.day[0] ?? []).map((code, i) =>
    weathered(shift(hex(code), turn), reading, i < 2),
  ) as [Rgb, Rgb, Rgb, Rgb, Rgb, Rgb];
  const foggy = reading.weather.has('fog') || reading.snowfall;
  return {
    zenith: foggy ? mix(zenith, sky, 0.45) : zenith,
    sky: foggy ? mix(sky, horizon, 0.4) : sky,
    horizon,
    light,
    haze: mix(horizon, sky, foggy ? 0.3 : 0.42),
    far: foggy ? mix(far, horizon, 0.3) : far,
    near,
    warm: hex(reading.neon ? '#ff9ad0' : '#ffc677'),
    accent: hex(accents[reading.accent ?? ''] ?? (random() < 0.5 ? '#c8452f' : '#d99a3a')),
  };
}

/** The blue-grey of a storm, heaviest overhead. */
const slate = hex('#1f2a35');

/** Bad weather takes colour and light away; snow gives light back. */
function weathered(colour: Rgb, { weather, snowfall }: Reading, high: boolean): Rgb {
  if (weather.has('storm')) return mix(shift(colour, 0, 0.5, high ? 0.55 : 0.95), slate, high ? 0.6 : 0.22);
  if (weather.has('rain') || weather.has('overcast')) return shift(colour, 0, 0.6, 0.85);
  if (weather.has('fog')) return shift(colour, 0, 0.9, 1);
  if (weather.has('snow')) return shift(colour, 0, snowfall ? 0.55 : 0.85, 1.06);
  return colour;
}
