/** A grease-pencil circle: where the pencil is at each step, and how wide its trace is there. */
type Trace = { readonly x: number; readonly y: number; readonly width: number };

const turn = 2 * Math.PI;
const steps = 120;
/** The hand goes round a little more than once, so the ends pass each other. */
const turns = 1.16;

/** The mark as an SVG of 1024 x 1024 units. `margin` is what stays free around the ground: macOS wants about a tenth. */
export function drawMark(margin: number): string {
  const side = 1024 - 2 * margin;
  const corner = (side * 0.2237).toFixed(1);
  const circle = `translate(512 512) scale(${(side / 1024).toFixed(4)}) rotate(-18) scale(1.12 1)`;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024">',
    `<rect x="${margin}" y="${margin}" width="${side}" height="${side}" rx="${corner}" fill="#131416"/>`,
    `<path transform="${circle}" fill="#f4c430" d="${outline(trace())}"/>`,
    '</svg>',
    '',
  ].join('\n');
}

/** The pencil drifts outwards and wavers slowly; it presses in the middle of the stroke and lifts at its end. */
function trace(): Trace[] {
  return Array.from({ length: steps + 1 }, (_, step) => {
    const done = step / steps;
    const angle = -0.36 * turn + done * turns * turn;
    const radius = 248 + 66 * done + 6 * Math.sin(2.1 * angle + 0.6);
    const pressure = Math.sin(Math.PI * (0.12 + 0.86 * done)) ** 0.55;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle), width: 14 + 72 * pressure };
  });
}

/** The trace's two edges, joined by round ends. */
function outline(points: readonly Trace[]): string {
  const edge = (sign: 1 | -1): string[] =>
    points.map(({ x, y, width }, index) => {
      const before = points[Math.max(0, index - 1)] ?? { x, y };
      const after = points[Math.min(points.length - 1, index + 1)] ?? { x, y };
      const length = Math.hypot(after.x - before.x, after.y - before.y);
      const [normalX, normalY] = [(before.y - after.y) / length, (after.x - before.x) / length];
      return `${(x + (sign * normalX * width) / 2).toFixed(1)} ${(y + (sign * normalY * width) / 2).toFixed(1)}`;
    });
  const [first, last] = [points[0], points.at(-1)].map((point) => ((point?.width ?? 0) / 2).toFixed(1));
  const [outer, inner] = [edge(1), edge(-1).toReversed()];
  return `M${outer.join('L')}A${last} ${last} 0 0 0 ${inner[0]}L${inner.slice(1).join('L')}A${first} ${first} 0 0 0 ${outer[0]}Z`;
}
