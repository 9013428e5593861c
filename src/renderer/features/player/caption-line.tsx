import type { Canvas } from '../../../shared/film.ts';

/** The caption as the export burns it in: same font, size and place relative to the canvas. */
export function CaptionLine({ text, canvas }: { text: string | null; canvas: Canvas }) {
  if (text === null) return null;
  const tall = canvas.height > canvas.width;
  return (
    <p
      dir="auto"
      className="pointer-events-none absolute inset-x-[6%] text-center font-semibold text-balance text-white"
      style={{
        bottom: tall ? '18%' : '6.5%',
        fontSize: tall ? '5.6cqw' : '4.9cqh',
        lineHeight: 1.25,
        textShadow: '0 0 0.12em #000, 0 0.06em 0.2em #000',
      }}
    >
      {text}
    </p>
  );
}
