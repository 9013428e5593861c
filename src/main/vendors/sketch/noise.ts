import type { Random } from '../../../shared/random.ts';

/** FNV-1a over a text and a number: the same words and seed give the same picture everywhere. */
export function seedOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();

export const clamp01 = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

export const smooth = (low: number, high: number, value: number): number => {
  const x = clamp01((value - low) / (high - low));
  return x * x * (3 - 2 * x);
};

const tableSize = 1024;

/** Smooth noise along a line, about -1 to 1, summed over `octaves`. */
export function lineNoise(random: Random, octaves: number, roughness = 0.5): (x: number) => number {
  const table = Float32Array.from({ length: tableSize }, () => random() * 2 - 1);
  const at = (x: number): number => {
    const cell = Math.floor(x);
    const fraction = x - cell;
    const a = table[cell & (tableSize - 1)] ?? 0;
    const b = table[(cell + 1) & (tableSize - 1)] ?? 0;
    return a + (b - a) * fraction * fraction * (3 - 2 * fraction);
  };
  return (x) => {
    let sum = 0;
    let gain = 1;
    let total = 0;
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += gain * at(x * 2 ** octave + octave * 137.3);
      total += gain;
      gain *= roughness;
    }
    return sum / total;
  };
}

/** Side of a noise field in cells; a power of two, so that it wraps. */
export const fieldSize = 256;

/** A square of cloudy noise that repeats in both directions, 0 to 1; `cells` is the size of its largest features. */
export function noiseField(random: Random, cells = 8, octaves = 5): Float32Array {
  const field = new Float32Array(fieldSize * fieldSize);
  let gain = 1;
  let total = 0;
  for (let octave = 0; octave < octaves; octave += 1) {
    addOctave(field, random, Math.min(fieldSize, cells * 2 ** octave), gain);
    total += gain;
    gain *= 0.5;
  }
  return field.map((value) => value / total);
}

function addOctave(field: Float32Array, random: Random, cells: number, gain: number): void {
  const lattice = Float32Array.from({ length: cells * cells }, random);
  const step = cells / fieldSize;
  for (let y = 0; y < fieldSize; y += 1) {
    const [y0, fy] = cellOf(y * step);
    const top = y0 * cells;
    const bottom = ((y0 + 1) % cells) * cells;
    for (let x = 0; x < fieldSize; x += 1) {
      const [x0, fx] = cellOf(x * step);
      const x1 = (x0 + 1) % cells;
      const a = (lattice[top + x0] ?? 0) * (1 - fx) + (lattice[top + x1] ?? 0) * fx;
      const b = (lattice[bottom + x0] ?? 0) * (1 - fx) + (lattice[bottom + x1] ?? 0) * fx;
      field[y * fieldSize + x] = (field[y * fieldSize + x] ?? 0) + gain * (a + (b - a) * fy);
    }
  }
}

function cellOf(position: number): [number, number] {
  const cell = Math.floor(position);
  const fraction = position - cell;
  return [cell, fraction * fraction * (3 - 2 * fraction)];
}

/** Reads a noise field between its cells; wraps. */
export function fieldAt(field: Float32Array, x: number, y: number): number {
  const mask = fieldSize - 1;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const row = (y0 & mask) * fieldSize;
  const next = ((y0 + 1) & mask) * fieldSize;
  const left = x0 & mask;
  const right = (x0 + 1) & mask;
  const a = (field[row + left] ?? 0) * (1 - fx) + (field[row + right] ?? 0) * fx;
  const b = (field[next + left] ?? 0) * (1 - fx) + (field[next + right] ?? 0) * fx;
  return a + (b - a) * fy;
}
