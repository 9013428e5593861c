import { open } from 'node:fs/promises';
import { type Box, boxesIn, fileBoxes, fourcc } from './mp4-boxes.ts';

/** What the index of an MP4 or MOV file says of one track. */
export type Mp4Track = {
  /** `vide`, `soun` … */
  readonly kind: string;
  /** `avc1`, `hvc1`, `mp4a` … */
  readonly codec: string;
  /** The picture codec's parameter sets, colour tags and pixel shape, as hex; the same for what can be joined. */
  readonly description: string;
  /** Pixels; 0 for sound. */
  readonly width: number;
  readonly height: number;
  /** Ticks a second of `times`. */
  readonly timescale: number;
  /** When each sample is shown, in the order in which they are decoded, the edit list counted in. */
  readonly times: readonly number[];
  /** Bytes of each sample, and where it begins in the file. */
  readonly sizes: readonly number[];
  readonly offsets: readonly number[];
  /** Numbers of the samples that can be decoded by themselves, from 0; null when all can. */
  readonly keys: readonly number[] | null;
  /** Played length in seconds. */
  readonly seconds: number;
  /** Ticks of all samples together, and at which of them the track is played from. */
  readonly ticks: number;
  readonly playedFrom: number;
  /** Shown as it is stored: not turned, by one edit at most, and all of one description. */
  readonly plain: boolean;
  /** Content of its boxes by name, as they are. */
  readonly boxes: ReadonlyMap<string, Uint8Array>;
};

/** More than this is no index of a film that we make or take: a day has 5 million frames at 60 a second. */
const largestIndex = 256 * 1024 * 1024;
const mostSamples = 8_000_000;

/**
 * The tracks of an MP4 or MOV file, read from its index without a process of ffprobe for each file. Null when it is no
 * such file, is cut off, or its index does not fit together.
 */
export async function readMp4Index(path: string): Promise<Mp4Track[] | null> {
  const file = await open(path, 'r');
  try {
    const moov = (await fileBoxes(file))?.find(({ type }) => type === 'moov');
    if (!moov || moov.end - moov.start > largestIndex) return null;
    const bytes = new DataView(new ArrayBuffer(moov.end - moov.start));
    await file.read(bytes, 0, bytes.byteLength, moov.start);
    return tracksIn(bytes);
  } finally {
    await file.close();
  }
}

function tracksIn(bytes: DataView): Mp4Track[] | null {
  try {
    const top = boxesIn(bytes, 0, bytes.byteLength);
    const film = top.find(({ type }) => type === 'mvhd');
    const filmScale = film ? bytes.getUint32(film.start + (bytes.getUint8(film.start) === 1 ? 20 : 12)) : 0;
    return top.filter(({ type }) => type === 'trak').map((box) => readTrack(bytes, box, filmScale));
  } catch (error) {
    // Lengths in it point outside: whoever wrote this, it is not an index to go by.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const containers = ['mdia', 'minf', 'stbl', 'edts'];

/** All boxes of a track by name, however deep. */
function flatten(bytes: DataView, { start, end }: Box): Map<string, Box> {
  const found = new Map<string, Box>();
  for (const box of boxesIn(bytes, start, end)) {
    if (!containers.includes(box.type)) found.set(box.type, box);
    // The outer one wins: MOV has a second `hdlr` inside `minf`, which says nothing of the kind.
    else for (const [type, inner] of flatten(bytes, box)) if (!found.has(type)) found.set(type, inner);
  }
  return found;
}

function readTrack(bytes: DataView, trak: Box, filmScale: number): Mp4Track {
  const boxes = flatten(bytes, trak);
  const at = (type: string): number => boxes.get(type)?.start ?? bytes.byteLength;
  const long = bytes.getUint8(at('mdhd')) === 1;
  const timescale = bytes.getUint32(at('mdhd') + (long ? 20 : 12));
  const ticks = long ? Number(bytes.getBigUint64(at('mdhd') + 24)) : bytes.getUint32(at('mdhd') + 16);
  const edits = boxes.has('elst') ? readEdits(bytes, at('elst')) : [];
  const kind = fourcc(bytes, at('hdlr') + 8);
  const stsd = at('stsd') + 8;
  const isPicture = kind === 'vide';
  const sizes = sizesAt(bytes, at('stsz'));
  return {
    kind,
    codec: fourcc(bytes, stsd + 4),
    description: isPicture ? describe(bytes, stsd) : '',
    width: isPicture ? bytes.getUint16(stsd + 32) : 0,
    height: isPicture ? bytes.getUint16(stsd + 34) : 0,
    timescale,
    times: isPicture ? timesOf(bytes, boxes, shiftOf(edits, timescale / filmScale)) : [],
    sizes,
    offsets: offsetsOf(bytes, boxes, sizes),
    keys: boxes.has('stss') ? numbersAt(bytes, at('stss') + 4, 1).map((number) => number - 1) : null,
    ticks,
    playedFrom: Math.max(0, edits.find(({ from }) => from >= 0)?.from ?? 0),
    plain:
      bytes.getUint32(at('stsd') + 4) === 1 &&
      edits.length <= 1 &&
      edits.every(({ from }) => from >= 0) &&
      isUpright(bytes, at('tkhd')),
    boxes: new Map(
      [...boxes].map(([type, { start, end }]) => [type, new Uint8Array(bytes.buffer, start, end - start)]),
    ),
    seconds: edits.length > 0 ? edits.reduce((sum, edit) => sum + edit.length, 0) / filmScale : ticks / timescale,
  };
}

/** Fields of a picture's sample entry before the boxes in it. ISO/IEC 14496-12, VisualSampleEntry. */
const pictureEntry = 8 + 78;
/** Says how many bits the samples have: it shapes nothing. */
const notShaping = ['btrt', 'free'];

function describe(bytes: DataView, entry: number): string {
  const boxes = boxesIn(bytes, entry + pictureEntry, entry + bytes.getUint32(entry));
  const shaping = boxes.filter(({ type }) => !notShaping.includes(type)).toSorted((a, b) => (a.type < b.type ? -1 : 1));
  return shaping
    .map(({ type, start, end }) => `${type}${Buffer.from(bytes.buffer, start, end - start).toString('hex')}`)
    .join(' ');
}

/** Whether the matrix in a track's head neither turns nor mirrors. */
function isUpright(bytes: DataView, head: number): boolean {
  const matrix = head + (bytes.getUint8(head) === 1 ? 52 : 40);
  const [a, b, c, d] = [0, 4, 12, 16].map((place) => bytes.getInt32(matrix + place));
  return a === 0x10000 && b === 0 && c === 0 && d === 0x10000;
}

type Edit = { readonly length: number; readonly from: number };

function readEdits(bytes: DataView, at: number): Edit[] {
  const long = bytes.getUint8(at) === 1;
  return Array.from({ length: entries(bytes, at + 4, long ? 20 : 12) }, (_, index) => {
    const entry = at + 8 + index * (long ? 20 : 12);
    return long
      ? { length: Number(bytes.getBigUint64(entry)), from: Number(bytes.getBigInt64(entry + 8)) }
      : { length: bytes.getUint32(entry), from: bytes.getInt32(entry + 4) };
  });
}

/** Ticks by which the edit list moves the pictures: empty edits (-1) delay them, the first other one says where they begin. */
function shiftOf(edits: readonly Edit[], ticksOfFilm: number): number {
  const delay = edits.filter(({ from }) => from < 0).reduce((sum, { length }) => sum + length * ticksOfFilm, 0);
  return delay - (edits.find(({ from }) => from >= 0)?.from ?? 0);
}

/** How many entries of `size` bytes a table has; throws RangeError when they would not fit. */
function entries(bytes: DataView, at: number, size: number): number {
  const count = bytes.getUint32(at);
  if (at + 4 + count * size > bytes.byteLength) throw new RangeError('A table of the index is longer than the index.');
  return count;
}

/** Whole tables of numbers: a count, then `columns` numbers an entry. */
function numbersAt(bytes: DataView, at: number, columns: number): number[] {
  const length = entries(bytes, at, columns * 4) * columns;
  return Array.from({ length }, (_, index) => bytes.getUint32(at + 4 + index * 4));
}

function sizesAt(bytes: DataView, at: number): number[] {
  const same = bytes.getUint32(at + 4);
  if (same === 0) return numbersAt(bytes, at + 8, 1);
  const count = bytes.getUint32(at + 8);
  if (count > mostSamples) throw new RangeError('The index has more samples than any film.');
  return new Array<number>(count).fill(same);
}

/** Where each sample begins: chunks follow each other in the file, samples in their chunk. */
function offsetsOf(bytes: DataView, boxes: ReadonlyMap<string, Box>, sizes: readonly number[]): number[] {
  const [short, long] = [boxes.get('stco'), boxes.get('co64')];
  const starts = short ? numbersAt(bytes, short.start + 4, 1) : long ? longNumbersAt(bytes, long.start + 4) : [];
  const stsc = boxes.get('stsc');
  const runsOfChunks = stsc ? numbersAt(bytes, stsc.start + 4, 3) : [];
  const offsets: number[] = [];
  let run = 0;
  for (const [chunk, start] of starts.entries()) {
    while ((runsOfChunks[run + 3] ?? Number.POSITIVE_INFINITY) <= chunk + 1) run += 3;
    let at = start;
    for (let left = runsOfChunks[run + 1] ?? 0; left > 0 && offsets.length < sizes.length; left -= 1) {
      at += sizes[offsets.push(at) - 1] ?? 0;
    }
  }
  return offsets;
}

function longNumbersAt(bytes: DataView, at: number): number[] {
  return Array.from({ length: entries(bytes, at, 8) }, (_, index) => Number(bytes.getBigUint64(at + 4 + index * 8)));
}

function timesOf(bytes: DataView, boxes: ReadonlyMap<string, Box>, shift: number): number[] {
  const table = (type: string): number[] => {
    const box = boxes.get(type);
    return box ? numbersAt(bytes, box.start + 4, 2) : [];
  };
  const offsets = runs(table('ctts'));
  let time = shift;
  return runs(table('stts')).map((step, index) => {
    const shown = time + ((offsets[index] ?? 0) | 0);
    time += step;
    return shown;
  });
}

/** `[count, value, count, value …]` written out. */
function runs(pairs: readonly number[]): number[] {
  const total = pairs.reduce((sum, value, index) => (index % 2 === 0 ? sum + value : sum), 0);
  if (total > mostSamples) throw new RangeError('The index has more frames than any film.');
  const values: number[] = [];
  for (let index = 0; index + 1 < pairs.length; index += 2)
    for (let count = pairs[index] ?? 0; count > 0; count -= 1) values.push(pairs[index + 1] ?? 0);
  return values;
}
