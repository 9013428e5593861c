import { frameSeconds } from '../../../shared/time.ts';
import { type HandOver, startFrames } from '../hand-over.ts';
import { type Piece, piecesBetween, piecesOf } from '../pieces.ts';
import type { Shot } from '../shots.ts';
import { isDropFrame, timebase, timecode } from '../timecode.ts';

/**
 * The pictures as a CMX 3600 edit decision list: one track of cuts, dissolves and wipes, speeds as `M2`. Records begin at
 * an hour, as tapes do. Lines and columns as in https://xmil.biz/EDL-X/CMX3600.pdf
 */
export function writeEdl(over: HandOver): string {
  const { cut, film, shots } = over;
  const rate = cut.canvas.fps;
  const lines = [`TITLE: ${ascii(film.title)}`, `FCM: ${isDropFrame(rate) ? 'DROP FRAME' : 'NON-DROP FRAME'}`, ''];
  let number = 0;
  let last: Outgoing = { reel: black, name: black, end: 0 };
  for (const shot of shots) {
    const until = shot.scene.frames - (shot.join ? shot.scene.joinFrames : 0);
    for (const [index, piece] of piecesBetween(piecesOf(shot.scene, rate), 0, until).entries()) {
      number += 1;
      const event = eventOf(over, shot, piece);
      const join = index === 0 ? joinBefore(shots, shot) : null;
      lines.push(...eventLines(String(number).padStart(3, '0'), event, join, last, over));
      last = { reel: event.reel, name: event.name, end: event.to };
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** CMX's own name for black. */
const black = 'BL';

type Outgoing = { readonly reel: string; readonly name: string; readonly end: number };
type EdlEvent = Outgoing & {
  /** Source and record, in frames. */
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly frames: number;
  readonly speed: number;
  readonly file: string | null;
};
type EdlJoin = { readonly code: string; readonly frames: number };

function eventOf(over: HandOver, shot: Shot, piece: Piece): EdlEvent {
  const { picture, start: sceneStart } = shot.scene;
  const start = sceneStart + piece.at;
  const moves = piece.kind === 'clip';
  const begin = picture && piece.kind !== 'still' ? startFrames(over, picture.id) : 0;
  const from = begin + Math.round(piece.from);
  // A frame that stands still still has a length of one on its reel.
  const length = moves
    ? Math.max(1, Math.round(piece.frames * piece.speed))
    : piece.kind === 'freeze'
      ? 1
      : piece.frames;
  const { frames, speed } = piece;
  const file = picture ? over.place(picture.id).name : null;
  const reel = picture ? reelOf(shot, picture.number) : black;
  return {
    reel,
    name: file ? ascii(file) : black,
    file,
    from,
    to: from + length,
    end: start + frames,
    start,
    frames,
    speed: moves ? speed : piece.kind === 'freeze' ? 0 : 1,
  };
}

/** Eight letters at most: scene and take. */
const reelOf = ({ number }: Shot, take: number): string =>
  `S${String(number).padStart(3, '0')}T${String(take).padStart(3, '0').slice(-3)}`;

function joinBefore(shots: readonly Shot[], shot: Shot): EdlJoin | null {
  const join = shots[shot.number - 2]?.join;
  if (!join) return null;
  return { code: join.kind === 'wipe' ? 'W001' : 'D', frames: join.before + join.after };
}

function eventLines(
  number: string,
  event: EdlEvent,
  join: EdlJoin | null,
  last: Outgoing,
  { cut }: HandOver,
): string[] {
  const rate = cut.canvas.fps;
  const hour = timebase(rate) * 3600 - droppedInHour(rate);
  const times = (source: readonly [number, number], record: readonly [number, number]): string =>
    [...source.map((frame) => timecode(frame, rate)), ...record.map((frame) => timecode(hour + frame, rate))].join(' ');
  const line = (reel: string, code: string, frames: string, text: string): string =>
    `${number}  ${reel.padEnd(8)} V     ${code.padEnd(4)} ${frames.padEnd(3)} ${text}`;
  const own = times([event.from, event.to], [event.start, event.start + event.frames]);
  const speed = event.speed === 1 ? [] : [speedLine(event, 1 / frameSeconds(1, rate), timecode(event.from, rate))];
  if (!join) {
    return [line(event.reel, 'C', '', own), ...speed, `* FROM CLIP NAME: ${event.name}`];
  }
  const cutAt = times([last.end, last.end], [event.start, event.start]);
  return [
    line(last.reel, 'C', '', cutAt),
    line(event.reel, join.code, String(join.frames).padStart(3, '0'), own),
    ...speed,
    `* FROM CLIP NAME: ${last.name}`,
    `* TO CLIP NAME: ${event.name}`,
  ];
}

/** Numbers that an hour of drop-frame timecode leaves out, so that the record begins at 01:00:00;00 exactly. */
const droppedInHour = (rate: Parameters<typeof timebase>[0]): number =>
  isDropFrame(rate) ? (timebase(rate) / 15) * 54 : 0;

/** The speed in frames a second of the reel, and where it begins: with colons alone, since readers know no others here. */
const speedLine = ({ reel, speed }: EdlEvent, framesPerSecond: number, at: string): string =>
  `M2   ${reel.padEnd(8)}       ${(speed * framesPerSecond).toFixed(1).padStart(5, '0')}                ${at.replace(';', ':')}`;

/** Edit lists are ASCII: letters lose their accents, quotation marks their bends, the rest becomes `?`. */
const ascii = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[“”„«»‘’]/gu, "'")
    .replace(/[^ -~]/gu, '?')
    .trim();
