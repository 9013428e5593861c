import { captionBox } from '../../../shared/caption-style.ts';
import { captionLines } from '../../../shared/captions.ts';
import type { Canvas } from '../../../shared/film.ts';

/** The caption in CSS, in the lines and at the place of the plain style: for windows in which libass cannot run. */
export function CaptionLine({ text, canvas }: { text: string | null; canvas: Canvas }) {
  if (text === null) return null;
  const { em, side, below, columns } = captionBox(canvas);
  return (
    <p
      dir="auto"
      className="pointer-events-none absolute inset-x-0 text-center font-semibold whitespace-pre text-white"
      style={{
        paddingInline: `${(side / canvas.width) * 100}cqw`,
        bottom: `${(below / canvas.height) * 100}cqh`,
        fontSize: `${(em / canvas.height) * 100}cqh`,
        lineHeight: 1.25,
        textShadow: '0 0 0.05em #000c, 0 0 0.28em #000a',
      }}
    >
      {captionLines(text, columns).join('\n')}
    </p>
  );
}
