import { useEffect, useMemo, useRef, useState } from 'react';
import { captionScript } from '../../../shared/ass.ts';
import type { Cut } from '../../../shared/cut.ts';
import { frameSeconds } from '../../../shared/time.ts';
import { fontUrlsOf } from './caption-fonts.ts';
import { CaptionLine } from './caption-line.tsx';
import { type CaptionPainter, createCaptionPainter } from './caption-painter.ts';
import { captionAt } from './on-screen.ts';

/**
 * Captions and titles over the rough cut, drawn by libass from the script that the export burns in. The words are there
 * as text as well, for those who do not see them. Where libass cannot run, the caption is set in CSS.
 */
export function CaptionLayer({ cut, frame }: { cut: Cut; frame: number }) {
  const { holder, failed } = usePainter(cut, frame);
  const caption = captionAt(cut, frame);
  return (
    <>
      <div ref={holder} aria-hidden className="pointer-events-none absolute inset-0 [&>canvas]:size-full" />
      {failed ? (
        <CaptionLine text={caption} canvas={cut.canvas} />
      ) : (
        caption !== null && <p className="sr-only">{caption}</p>
      )}
      {titlesAt(cut, frame).map((title) => (
        <span key={title} className="sr-only">
          {title}
        </span>
      ))}
    </>
  );
}

function titlesAt(cut: Cut, frame: number): string[] {
  const titles = cut.scenes.flatMap((scene) => scene.titles);
  return [...new Set(titles.filter(({ start, end }) => start <= frame && frame < end).map(({ text }) => text))];
}

function usePainter(cut: Cut, frame: number) {
  const holder = useRef<HTMLDivElement>(null);
  const [painter, setPainter] = useState<CaptionPainter | null>(null);
  const [failed, setFailed] = useState(false);
  const { size, observe } = useSize();
  const script = useMemo(() => scriptOf(cut), [cut]);
  const wordless = script === null;

  useEffect(() => {
    if (!holder.current || failed || wordless) return;
    const canvas = document.createElement('canvas');
    holder.current.append(canvas);
    const made = createCaptionPainter(canvas, (why) => {
      console.warn(`Captions are shown without libass: ${why}`);
      setFailed(true);
    });
    setPainter(made);
    const stop = observe(holder.current);
    return () => {
      stop();
      made.close();
      canvas.remove();
      setPainter(null);
    };
  }, [failed, wordless, observe]);

  useEffect(() => {
    if (script !== null) painter?.setScript(script, fontUrlsOf(script));
  }, [painter, script]);

  const seconds = frameSeconds(Math.floor(frame), cut.canvas.fps);
  useEffect(() => {
    if (size.width > 0) painter?.draw({ seconds, ...size });
  }, [painter, seconds, size]);

  return { holder, failed };
}

/** The whole film's captions and titles on its own clock; null where it has none. */
function scriptOf(cut: Cut): string | null {
  const captions = cut.scenes.flatMap((scene) => scene.captions);
  const titles = cut.scenes.flatMap((scene) => scene.titles);
  if (captions.length + titles.length === 0) return null;
  return captionScript(captions, titles, cut.canvas, cut.captionStyle);
}

/** Size of an element in pixels of the display. */
function useSize() {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [observe] = useState(() => (element: HTMLElement): (() => void) => {
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.devicePixelContentBoxSize?.[0];
      if (box) setSize({ width: box.inlineSize, height: box.blockSize });
    });
    observer.observe(element, { box: 'device-pixel-content-box' });
    return () => observer.disconnect();
  });
  return { size, observe };
}
