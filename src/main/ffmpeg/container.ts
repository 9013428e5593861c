import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** FFmpeg demuxers that the studio lets media files choose. None of them opens another file or address. */
export type Container = { readonly demuxer: string; readonly still: boolean };

const still = (demuxer: string): Container => ({ demuxer, still: true });
const moving = (demuxer: string): Container => ({ demuxer, still: false });

const ascii = (head: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...head.subarray(from, Math.min(to, head.length)));

/** QuickTime files from before `ftyp` begin with one of these boxes. */
const boxes = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];

/**
 * The demuxer for a file that begins with `head` (4 KiB are enough), or null when it is not a kind of media that we
 * take. FFmpeg's own guess would also take playlists and scripts (m3u8, ffconcat, SDP), which name other files and
 * addresses, and reads `%03d` in a path as a number sequence. Naming the demuxer rules both out.
 */
export function containerOf(head: Uint8Array): Container | null {
  return imageContainer(head) ?? riffContainer(head) ?? filmContainer(head) ?? soundContainer(head);
}

function imageContainer(head: Uint8Array): Container | null {
  if (ascii(head, 1, 4) === 'PNG' && head[0] === 0x89) {
    return ascii(head, 0, head.length).includes('acTL') ? moving('apng') : still('png_pipe');
  }
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return still('jpeg_pipe');
  if (ascii(head, 0, 4) === 'GIF8') return moving('gif');
  if (ascii(head, 0, 4) === 'II*\0' || ascii(head, 0, 4) === 'MM\0*') return still('tiff_pipe');
  if (ascii(head, 0, 2) === 'BM' && head[14] !== undefined && head[6] === 0) return still('bmp_pipe');
  return null;
}

function riffContainer(head: Uint8Array): Container | null {
  if (!['RIFF', 'RF64'].includes(ascii(head, 0, 4))) return null;
  const form = ascii(head, 8, 12);
  if (form === 'WAVE') return moving('wav');
  if (form === 'AVI ') return moving('avi');
  return form === 'WEBP' ? still('webp_pipe') : null;
}

function filmContainer(head: Uint8Array): Container | null {
  if (boxes.includes(ascii(head, 4, 8))) return moving('mov');
  if (ascii(head, 0, 4) === '\x1a\x45\xdf\xa3') return moving('matroska');
  if (head[0] === 0x47 && head[188] === 0x47 && head[376] === 0x47) return moving('mpegts');
  return null;
}

function soundContainer(head: Uint8Array): Container | null {
  if (ascii(head, 0, 3) === 'ID3') return moving('mp3');
  if (ascii(head, 0, 4) === 'OggS') return moving('ogg');
  if (ascii(head, 0, 4) === 'fLaC') return moving('flac');
  if (ascii(head, 0, 4) === 'FORM' && ascii(head, 8, 11) === 'AIF') return moving('aiff');
  if (head[0] !== 0xff) return null;
  // An MPEG audio frame: eleven set bits, then version and layer. Layer 0 is ADTS, the raw form of AAC.
  const second = head[1] ?? 0;
  if ((second & 0xf6) === 0xf0) return moving('aac');
  return (second & 0xe0) === 0xe0 ? moving('mp3') : null;
}

/** True for a WebP that moves, which FFmpeg cannot decode (it finds no picture in it). */
export function isAnimatedWebp(head: Uint8Array): boolean {
  return ascii(head, 8, 16) === 'WEBPVP8X' && ((head[20] ?? 0) & 0x02) !== 0;
}

/**
 * Looks at the first bytes of `file` (absolute path). Throws `not-found` when it is gone, `damaged` when it is empty
 * and `unsupported` when it is not media that we can read.
 */
export async function readContainer(file: string): Promise<Container> {
  const head = await readHead(file);
  const name = basename(file);
  if (head.length === 0) throw new AppError({ code: 'damaged', message: `${name} is empty.`, details: { file } });
  if (isAnimatedWebp(head)) {
    const message = `${name} is an animated WebP, which FFmpeg cannot read.`;
    throw new AppError({ code: 'unsupported', message, action: 'Save it as MP4 or GIF, then bring it in again.' });
  }
  const container = containerOf(head);
  if (container) return container;
  const message = `${name} is not a picture, clip or recording that can be read here.`;
  throw new AppError({ code: 'unsupported', message, action: 'Use MP4, MOV, WebM, PNG, JPEG, WebP, WAV, MP3 or M4A.' });
}

async function readHead(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      const { bytesRead, buffer } = await handle.read(new Uint8Array(4096), 0, 4096, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const message = `${basename(file)} cannot be read.`;
    throw new AppError({ code: 'not-found', message, action: 'Check that the file is still there.', cause });
  }
}

/** FFmpeg's arguments to read `file`: the named demuxer, plain files only, and a path that is never taken for an option. */
export function inputArgs(file: string, container: Container): string[] {
  return ['-protocol_whitelist', 'file', '-f', container.demuxer, '-i', `file:${file}`];
}
