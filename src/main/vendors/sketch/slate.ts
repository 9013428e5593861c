/** What the slate line says, and the frame it stands in. */
export type SlateWish = {
  readonly title: string;
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
};

/** Share of the short side kept free at the edges (the title-safe area of EBU R 95 is 5 %). */
const safe = 0.055;
/** Room for a letter of Inter in parts of its size: generous, so that the last line keeps clear of the edge. */
const letterWidth = 0.53;
const promptLines = 2;

/**
 * An ASS script that sets the scene's title and prompt at the top right: clear of the bottom third where captions are
 * burnt in, and of the corner where the board numbers its scenes. Null when there is nothing to say.
 */
export function slateScript({ title, prompt, width, height }: SlateWish): string | null {
  const unit = Math.min(width, height);
  const margin = Math.round(unit * safe);
  const size = { title: Math.round(unit * 0.034), prompt: Math.round(unit * 0.0235) };
  const column = Math.round((width - 2 * margin) * (width > height ? 0.5 : 0.92));
  const letters = Math.floor((promptLines * column) / (size.prompt * letterWidth)) - 6;
  const lines = [
    title.trim() && `{\\fnInter SemiBold\\fs${size.title}}${plain(shortened(title, letters * 0.35))}`,
    prompt.trim() && `{\\fnInter\\fs${size.prompt}\\1a&H2E&}${plain(shortened(prompt, letters))}`,
  ].filter(Boolean);
  if (lines.length === 0) return null;
  const halo = (unit / 720).toFixed(2);
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${width}`,
    `PlayResY: ${height}`,
    'WrapStyle: 1',
    'ScaledBorderAndShadow: yes',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    `Style: slate,Inter,${size.prompt},&H00FFFFFF,&H90000000,&HFF000000,0,1,${halo},0,9,${width - margin - column},${margin},${margin},1`,
    '[Events]',
    'Format: Layer, Start, End, Style, Text',
    `Dialogue: 0,0:00:00.00,9:59:59.00,slate,{\\blur${halo}}${lines.join('\\N')}`,
    '',
  ].join('\n');
}

/** Cut at a word, with an ellipsis. Ideographs count double. */
function shortened(text: string, letters: number): string {
  const words = text.trim().replace(/\s+/g, ' ');
  let used = 0;
  let end = 0;
  for (const letter of words) {
    used += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 1.9 : 1;
    if (used > letters) {
      const whole = words.slice(0, end).replace(/\s+\S{0,20}$/u, '');
      return `${whole.replace(/[\s,;:.–—-]+$/u, '')}…`;
    }
    end += letter.length;
  }
  return words;
}

/** Text that libass cannot take for an override or a line break. */
function plain(text: string): string {
  // A word joiner (U+2060) after a backslash keeps `\N` from being a line break.
  return text.replaceAll('\\', '\\\u2060').replaceAll('{', '\\{').replaceAll('}', '\\}');
}
