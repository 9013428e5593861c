import type { AssTitle } from './ass.ts';
import { latin } from './ass-fonts.ts';
import { type AssStyle, assSeconds, assTime, fixed } from './ass-script.ts';
import { isRightToLeft, setLines, writable } from './ass-text.ts';
import { type CaptionStyle, type CaptionWeight, captionBox, sideMargin } from './caption-style.ts';
import { captionLines } from './captions.ts';
import type { Aspect, Canvas } from './film.ts';
import { frameSeconds } from './time.ts';
import type { Title } from './title.ts';

/** How a title of one place is set: a head, and smaller lines under it for whatever follows its first line break. */
type TitleSetting = {
  readonly weight: CaptionWeight;
  /** Size of the head, in em of the plain captions, and of the lines under it, in em of the head. */
  readonly size: number;
  readonly under: number;
  /** Room for a letter in em: heads are set a little tight. */
  readonly letterRoom: number;
};

const settings: Record<Title['place'], TitleSetting> = {
  centre: { weight: 'ExtraBold', size: 2.1, under: 0.44, letterRoom: 0.62 },
  'lower-third': { weight: 'SemiBold', size: 1.2, under: 0.74, letterRoom: 0.58 },
  top: { weight: 'SemiBold', size: 1.15, under: 0.74, letterRoom: 0.58 },
};

/** Room above, as a part of the height: on tall pictures the apps put their own line there. */
const topMargin: Record<Aspect, number> = { '16:9': 0.085, '1:1': 0.08, '4:5': 0.08, '9:16': 0.13 };
/** The middle of a centred title, as a part of the height: a little high, above where captions may stand. */
const centreAt: Record<Aspect, number> = { '16:9': 0.47, '1:1': 0.43, '4:5': 0.43, '9:16': 0.4 };
/** Seconds that a title takes to come and to go; less in short ones. */
const fadeSeconds = 0.25;
const mostLines = 3;
/** Of the bundled fonts, in em: Arabic's and Devanagari's. */
const tallestLine = 1.42;

/** The style of titles. What differs from one to the next is said in the event. */
export function titleStyle(canvas: Canvas): AssStyle {
  const { em, side } = captionBox(canvas);
  return {
    name: 'Title',
    font: 'Circle Latin SemiBold',
    size: em * latin.sizeOfEm,
    ink: { colour: '#ffffff', opacity: 1 },
    edge: { colour: '#000000', opacity: 0.66 },
    back: { colour: '#000000', opacity: 0 },
    border: 1,
    outline: em * 0.07,
    shadow: 0,
    spacing: 0,
    alignment: 5,
    side,
    vertical: 0,
  };
}

/** A title as an event of the script; null where it is never seen. */
export function titleEvent(title: AssTitle, canvas: Canvas, style: CaptionStyle): string | null {
  const setting = settings[title.place];
  const [head = '', ...under] = title.text.split(/\r?\n/).map(writable).filter(Boolean);
  if (head === '' || title.end <= Math.max(0, title.start)) return null;
  const { em, lines } = fitted(head, setting, canvas);
  const small = { weight: 'SemiBold', em: em * setting.under } as const;
  const rest = under.flatMap((line) => captionLines(line, columnsAt(small.em, setting, canvas)));
  const text = [
    setLines(lines, { weight: setting.weight, em }),
    ...(rest.length > 0 ? [setLines(rest, small)] : []),
  ].join('\\N');
  const times = `${assTime(title.start, canvas.fps)},${assTime(title.end, canvas.fps)}`;
  const tags = `${placeTags(title, canvas, style)}${fadeTag(title, canvas)}\\blur${fixed(em * 0.05)}`;
  return `Dialogue: 0,${times},Title,,0,0,0,,{${tags}}${text}`;
}

const columnsAt = (em: number, { letterRoom }: TitleSetting, { width }: Canvas): number =>
  Math.max(4, Math.floor((width * (1 - 2 * sideMargin)) / (em * letterRoom)));

/** The head as large as its place says, or smaller, so that it takes a few lines at most. */
function fitted(head: string, setting: TitleSetting, canvas: Canvas): { em: number; lines: string[] } {
  let em = captionBox(canvas).em * setting.size;
  let lines = captionLines(head, columnsAt(em, setting, canvas));
  while (lines.length > mostLines) {
    em *= 0.88;
    lines = captionLines(head, columnsAt(em, setting, canvas));
  }
  return { em, lines };
}

/** Titles have a fixed place, so that libass does not move one of two that overlap in a transition. */
function placeTags({ place, text }: AssTitle, canvas: Canvas, style: CaptionStyle): string {
  const { width, height } = canvas;
  const { em, side, below, lines } = captionBox(canvas, style);
  if (place === 'centre') return `\\an5\\pos(${fixed(width / 2)},${fixed(height * centreAt[canvas.aspect])})`;
  if (place === 'top') return `\\an8\\pos(${fixed(width / 2)},${fixed(height * topMargin[canvas.aspect])})`;
  // Above the captions, however many lines they take.
  const captions = lines * tallestLine + (style.box?.padding ?? 0);
  const bottom = fixed(height - below - em * (captions + 0.5));
  return isRightToLeft(text) ? `\\an3\\pos(${width - side},${bottom})` : `\\an1\\pos(${side},${bottom})`;
}

/** Fades at the title's own ends, also where these lie outside the clock: times may be negative. */
function fadeTag({ start, end }: AssTitle, { fps }: Canvas): string {
  const shown = assSeconds(start, fps);
  const [from, until] = [frameSeconds(start, fps) - shown, frameSeconds(end, fps) - shown];
  const fade = Math.min(fadeSeconds, (until - from) / 4);
  const times = [from, from + fade, until - fade, until].map((seconds) => Math.round(seconds * 1000));
  return `\\fade(255,0,255,${times.join(',')})`;
}
