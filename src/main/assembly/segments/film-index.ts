import { box, joinBytes, letters, longList, runLengths, table, wordList, words } from './mp4-write.ts';

/** Samples of one track that lie together in the file. */
export type Chunk = { readonly samples: number; readonly offset: number };

/** What an index says of a track, besides where its samples lie. */
export type TrackIndex = {
  readonly kind: 'vide' | 'soun';
  /** Pixels; 0 for sound. */
  readonly width: number;
  readonly height: number;
  /** Ticks a second, ticks of all samples, and the tick at which playing begins. */
  readonly timescale: number;
  readonly ticks: number;
  readonly playedFrom: number;
  /** How long it is played: ticks of the film's own timescale. */
  readonly played: number;
  readonly sizes: readonly number[];
  /** The sample description, as a whole box. */
  readonly description: Uint8Array;
  /** Whole boxes of the sample table besides the description, the sizes and the places: `stts` and what else there is. */
  readonly tables: readonly Uint8Array[];
};

/** How long the film is played: ticks of the whole film's own timescale. */
export type Played = { readonly timescale: number; readonly ticks: number };

/** Unity of the 16.16 numbers that an index is fond of, and of the last corner of its matrix. */
const one = 0x10000;
const matrix = words(one, 0, 0, 0, one, 0, 0, 0, 0x40000000);

/**
 * The whole index of a film; `wide` for files too large for 32 bits. Times of creation are left at zero, so that the same
 * film is the same file.
 */
export function filmIndex(
  tracks: readonly { readonly track: TrackIndex; readonly chunks: readonly Chunk[] }[],
  played: Played,
  wide: boolean,
): Uint8Array {
  const { timescale, ticks } = played;
  const head = box(
    'mvhd',
    words(0, 0, 0, timescale, ticks, one, 0x01000000, 0, 0),
    matrix,
    words(0, 0, 0, 0, 0, 0, tracks.length + 1),
  );
  return box(
    'moov',
    head,
    ...tracks.map(({ track, chunks }, index) => trackBox(track, index + 1, sampleTable(track, chunks, wide))),
  );
}

function trackBox(track: TrackIndex, id: number, samples: Uint8Array): Uint8Array {
  const isPicture = track.kind === 'vide';
  const volume = isPicture ? 0 : 0x01000000;
  const head = box(
    'tkhd',
    // Enabled, and part of the film.
    words(3, 0, 0, id, 0, track.played, 0, 0, isPicture ? 0 : 1, volume),
    matrix,
    words(track.width * one, track.height * one),
  );
  const edit = box('edts', table('elst', 3, [track.played, track.playedFrom, one]));
  const kindHead = isPicture ? box('vmhd', words(1, 0, 0)) : box('smhd', words(0, 0));
  const media = box(
    'mdia',
    // No language.
    box('mdhd', words(0, 0, 0, track.timescale, track.ticks, 0x55c40000)),
    box('hdlr', words(0, 0), letters(track.kind), words(0, 0, 0), letters(isPicture ? 'Picture\0' : 'Sound\0')),
    // The samples lie in this very file.
    box('minf', kindHead, box('dinf', box('dref', words(0, 1), box('url ', words(1)))), samples),
  );
  return box('trak', head, edit, media);
}

function sampleTable(track: TrackIndex, chunks: readonly Chunk[], wide: boolean): Uint8Array {
  let before = 1;
  const runs = runLengths(chunks.map(({ samples }) => samples)).flatMap(([count, samples]) => {
    const entry = [before, samples, 1];
    before += count;
    return entry;
  });
  return box(
    'stbl',
    track.description,
    ...track.tables,
    table('stsc', 3, runs),
    box('stsz', words(0, 0, track.sizes.length), wordList(track.sizes)),
    placesBox(
      chunks.map(({ offset }) => offset),
      wide,
    ),
  );
}

const placesBox = (offsets: readonly number[], wide: boolean): Uint8Array =>
  wide ? box('co64', words(0, offsets.length), longList(offsets)) : table('stco', 1, offsets);

/** The first box of the file: what kind of MP4 it is. */
export const fileType = (codec: string): Uint8Array =>
  box('ftyp', letters('isom'), words(0x200), letters(`isomiso2${codec === 'hvc1' ? '' : codec}mp41`));

/** The head of the box of all samples. */
export const samplesHead = (bytes: number, wide: boolean): Uint8Array =>
  wide
    ? joinBytes([words(1), letters('mdat'), longList([bytes + 16])])
    : joinBytes([words(bytes + 8), letters('mdat')]);
