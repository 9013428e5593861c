import { type RefObject, useEffect, useRef } from 'react';

/** Wide enough for what is blurred beyond recognition. */
const columns = 48;

type Props = {
  /** The picture or clip that is laid over it. */
  source: RefObject<HTMLImageElement | HTMLVideoElement | null>;
  /** Width by height of the canvas. */
  aspect: number;
  /** Drawn anew with every display frame: a clip that plays. */
  moving: boolean;
};

/** The picture itself, filling the canvas and blurred: what is seen at the sides of a picture of another shape. */
export function BlurredSides({ source, aspect, moving }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const rows = Math.max(1, Math.round(columns / aspect));
  useEffect(() => {
    let request = 0;
    const draw = () => {
      const picture = source.current;
      const drawn = picture && canvas.current && drawCover(canvas.current, picture);
      if (moving || !drawn) request = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(request);
  }, [source, moving]);
  return (
    <canvas
      ref={canvas}
      width={columns}
      height={rows}
      aria-hidden
      className="absolute inset-0 size-full scale-110 brightness-75"
      style={{ filter: 'blur(2.5cqw)' }}
    />
  );
}

/** False while there is nothing to draw yet. */
function drawCover(canvas: HTMLCanvasElement, picture: HTMLImageElement | HTMLVideoElement): boolean {
  const [width, height] =
    picture instanceof HTMLVideoElement
      ? [picture.videoWidth, picture.videoHeight]
      : [picture.naturalWidth, picture.naturalHeight];
  const context = canvas.getContext('2d');
  if (width === 0 || height === 0 || !context) return false;
  const scale = Math.max(canvas.width / width, canvas.height / height);
  const [w, h] = [width * scale, height * scale];
  context.drawImage(picture, (canvas.width - w) / 2, (canvas.height - h) / 2, w, h);
  return true;
}
