import type { FileHandle } from 'node:fs/promises';
import type { SoundLevel, SoundPiece, SoundRound } from './mix.ts';

/** Raw sound: two 32-bit floats a sample, left and right. */
export const sampleBytes = 8;
const channels = 2;
/** Samples that are worked on at once: some milliseconds of work, and the same memory for an hour as for a second. */
const block = 1 << 16;

/**
 * Adds what was decoded of a piece to the raw mix: each round in its place, with its fades and at
 * the piece's level times `gain`. The
 * last fade is at the end of what is really there, since sound may be shorter than its picture.
 */
export async function addPiece(mix: FileHandle, piece: SoundPiece, decoded: FileHandle, gain: number): Promise<void> {
  const level = piece.level.map((point) => ({ ...point, gain: point.gain * gain }));
  const there = Math.floor((await decoded.stat()).size / sampleBytes);
  for (const round of piece.rounds) {
    const samples = Math.min(round.samples, there - round.offset);
    if (samples > 0) await addRound(mix, { ...round, samples }, level, decoded);
  }
}

async function addRound(
  mix: FileHandle,
  round: SoundRound,
  level: readonly SoundLevel[],
  decoded: FileHandle,
): Promise<void> {
  const added = new Float32Array(Math.min(block, round.samples) * channels);
  const present = new Float32Array(added.length);
  const gains = new Float32Array(added.length / channels);
  for (let done = 0; done < round.samples; done += gains.length) {
    const samples = Math.min(gains.length, round.samples - done);
    fillLevel(gains, level, round.start + done);
    fade(gains, round, done);
    await readSamples(decoded, added, round.offset + done, samples);
    await readSamples(mix, present, round.start + done, samples);
    for (let at = 0; at < samples * channels; at += 1) {
      present[at] = (present[at] ?? 0) + (added[at] ?? 0) * (gains[at >> 1] ?? 0);
    }
    await mix.write(bytesOf(present, samples), 0, samples * sampleBytes, (round.start + done) * sampleBytes);
  }
}

/** Gains from absolute sample `first` on. */
export function fillLevel(gains: Float32Array, level: readonly SoundLevel[], first: number): void {
  let next = level.findIndex(({ sample }) => sample > first);
  if (next < 0) next = level.length;
  for (let at = 0; at < gains.length; at += 1) {
    while (next < level.length && (level[next]?.sample ?? 0) <= first + at) next += 1;
    gains[at] = between(level[next - 1], level[next], first + at);
  }
}

function between(from: SoundLevel | undefined, to: SoundLevel | undefined, sample: number): number {
  if (!from || !to) return (from ?? to)?.gain ?? 0;
  return from.gain + ((to.gain - from.gain) * (sample - from.sample)) / (to.sample - from.sample);
}

/** The round's own fades, for the part of it that begins at `done`. */
function fade(gains: Float32Array, { samples, fadeIn, fadeOut }: SoundRound, done: number): void {
  for (let at = 0; at < gains.length; at += 1) {
    const left = samples - (done + at);
    if (done + at < fadeIn) gains[at] = ((gains[at] ?? 0) * (done + at)) / fadeIn;
    if (left <= fadeOut) gains[at] = ((gains[at] ?? 0) * Math.max(0, left)) / fadeOut;
  }
}

/** Reads whole samples; what the file does not hold is silence. */
async function readSamples(file: FileHandle, into: Float32Array, first: number, samples: number): Promise<void> {
  const wanted = samples * sampleBytes;
  const { bytesRead } = await file.read(bytesOf(into, samples), 0, wanted, first * sampleBytes);
  into.fill(0, Math.floor(bytesRead / sampleBytes) * channels);
}

const bytesOf = (samples: Float32Array, count: number): Uint8Array =>
  new Uint8Array(samples.buffer, 0, count * sampleBytes);
