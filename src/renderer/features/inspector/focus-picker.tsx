import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { type Canvas, type Focus, middle } from '../../../shared/film.ts';
import { focusWindow, movedFocus } from './focus-window.ts';

type Props = {
  poster: string;
  /** Width and height of the picture. */
  picture: { readonly width: number; readonly height: number };
  canvas: Pick<Canvas, 'width' | 'height'>;
  focus: Focus;
  onChange: (focus: Focus) => void;
  onLeave: () => void;
};

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const percent = (part: number): string => `${Math.round(part * 100)} %`;

/** The point of the picture that stays in view: pulled on the picture, or moved by arrow keys. The bright part is seen. */
export function FocusPicker({ poster, picture, canvas, focus, onChange, onLeave }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const window = focusWindow(picture, canvas, focus);
  const point = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (box)
      onChange(
        movedFocus(middle, (event.clientX - box.left) / box.width - 0.5, (event.clientY - box.top) / box.height - 0.5),
      );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const by = event.shiftKey ? 0.1 : 0.01;
    onChange(movedFocus(focus, step[0] * by, step[1] * by));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the point inside has the focus and the keys
    <div
      ref={frame}
      // Positions on a picture are the same in every language.
      dir="ltr"
      className="relative mx-auto max-h-40 max-w-full touch-none overflow-hidden rounded-2 bg-black select-none"
      style={{ aspectRatio: picture.width / picture.height }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && point(event)}
      onPointerUp={onLeave}
      onDoubleClick={() => onChange(middle)}
    >
      <img src={poster} alt="" draggable={false} className="size-full object-cover" />
      <span
        aria-hidden
        className="absolute rounded-[3px] shadow-[0_0_0_999px_#000000a0] outline-1 outline-white/80"
        style={{
          left: `${window.left * 100}%`,
          top: `${window.top * 100}%`,
          width: `${window.width * 100}%`,
          height: `${window.height * 100}%`,
        }}
      />
      <span
        role="slider"
        tabIndex={0}
        aria-label="Focus point"
        aria-roledescription="point"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(focus.x * 100)}
        aria-valuetext={`${percent(focus.x)} across, ${percent(focus.y)} down`}
        onKeyDown={onKeyDown}
        onBlur={onLeave}
        className="absolute size-4 -translate-1/2 cursor-move rounded-full border-2 border-white bg-black/40 shadow-[0_0_3px_#000]"
        style={{ left: `${focus.x * 100}%`, top: `${focus.y * 100}%` }}
      />
    </div>
  );
}
