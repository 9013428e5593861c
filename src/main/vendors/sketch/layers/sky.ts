import { mix, ramp, rampOffset } from '../colour.ts';
import { between, fieldAt, noiseField, smooth } from '../noise.ts';
import { paintPlate } from '../plate.ts';
import { addGlow, circle, fillShape } from '../shape.ts';
import { coverArea, type Pass, platePass, type Stage, seen } from '../stage.ts';
import { lightning } from './lightning.ts';

/** Sky: gradient, light with its glow, clouds lit from it, stars at night. */
export function sky(stage: Stage): Pass[] {
  const night = stage.reading.hour === 'night';
  const hidden = stage.lightHidden;
  return [
    gradient(stage),
    ...(night && !hidden ? [stars(stage)] : []),
    clouds(stage),
    ...(hidden ? [] : [disc(stage)]),
    ...(stage.reading.weather.has('storm') ? [lightning(stage)] : []),
  ];
}

/** The sky's colours, brightest round the light. */
export function gradient(stage: Stage): Pass {
  const { palette, light, unit, horizon, reading } = stage;
  const colours = ramp([
    [0, palette.zenith],
    [0.55, palette.sky],
    [0.92, palette.horizon],
    [1, mix(palette.horizon, palette.light, 0.25)],
  ]).colours;
  const spread = unit * (reading.hour === 'night' ? 0.35 : 0.75);
  const power = reading.hour === 'night' ? 0.35 : 0.6;
  const plate = paintPlate(coverArea(stage, 0, -1e6, 1e6), 2, (x, y, out) => {
    const at = rampOffset(y / horizon);
    const glow = power * Math.exp(-Math.hypot(x - light.x, (y - light.y) * 1.35) / spread);
    for (let i = 0; i < 3; i += 1) {
      const under = colours[at + i] as number;
      out[i] = under + ((palette.light[i] as number) - under) * glow * 0.8;
    }
    out[3] = 1;
  });
  return platePass(stage, plate, 0);
}

/** Long banks of cloud that drift; edges towards the light catch it. */
function clouds(stage: Stage): Pass {
  const { palette, light, unit, horizon } = stage;
  const random = stage.random('clouds');
  const field = noiseField(random, 4, 6);
  const heavy = stage.lightHidden;
  const cover = heavy ? between(random, 0.3, 0.38) : between(random, 0.5, 0.58);
  const stretch = (heavy ? 0.22 : 0.13) * (720 / unit);
  const [sx, sy] = [random() * 256, random() * 256];
  const lit = mix(palette.light, palette.horizon, heavy ? 0.85 : 0.35);
  const shade = mix(palette.sky, palette.far, heavy ? 0.75 : 0.35);
  const drift = stage.seconds * unit * 0.012 + unit * 0.05;
  const cloudArea = coverArea(stage, 0.05, -1e6, horizon + unit * 0.02);
  const area = { ...cloudArea, left: cloudArea.left - drift, right: cloudArea.right + drift };
  const plate = paintPlate(area, 3, (x, y, out) => {
    // Banks flatten and thin out towards the horizon, as perspective has them.
    const height = Math.max(0.04, 1 - y / horizon);
    const squeeze = 1 / (0.25 + height);
    const density = fieldAt(field, sx + x * stretch * squeeze * 0.55, sy + y * stretch * squeeze * 2.6);
    const body = smooth(cover, cover + 0.22, density) * smooth(0, 0.12, height) * (heavy ? 0.9 : 0.6);
    if (body <= 0) return;
    const towards = fieldAt(
      field,
      sx + (x + (light.x - x) * 0.03) * stretch * squeeze * 0.55,
      sy + (y + 6) * stretch * squeeze * 2.6,
    );
    const near = Math.exp(-Math.hypot(x - light.x, y - light.y) / (unit * 0.7));
    const bright = Math.min(1, Math.max(0, (density - towards) * 5 + near * 0.9 + 0.15));
    for (let i = 0; i < 3; i += 1)
      out[i] = body * ((shade[i] as number) + ((lit[i] as number) - (shade[i] as number)) * bright);
    out[3] = body;
  });
  return platePass(stage, plate, 0.05, (time) => ({ dx: (time - stage.seconds / 2) * unit * 0.012 }));
}

function disc(stage: Stage): Pass {
  const { palette, light, reading } = stage;
  const hazy = reading.weather.has('fog') || reading.weather.has('snow') || reading.weather.has('dust');
  return (frame, time) => {
    const view = stage.camera.view(time, 0);
    const [x, y] = seen(view, light.x, light.y);
    const radius = light.radius * view.scale;
    addGlow(frame, x, y, radius * 7, palette.light, hazy ? 0.35 : 0.45);
    addGlow(frame, x, y, radius * (hazy ? 2.4 : 2.2), palette.light, hazy ? 0.8 : 0.5);
    if (!hazy)
      fillShape(frame, [circle(x, y, radius)], {
        colour: mix(palette.light, [255, 255, 255], reading.hour === 'day' ? 0.85 : 0.35),
      });
  };
}

export function stars(stage: Stage, count = 260, bottom = stage.horizon): Pass {
  const random = stage.random('stars');
  const points = Array.from({ length: count }, () => ({
    x: random() * stage.width * 1.1 - stage.width * 0.05,
    y: random() * bottom,
    size: (0.9 + random() ** 5 * 2) * Math.max(0.75, stage.unit / 720),
    bright: 0.35 + 0.65 * random() ** 2,
    phase: random() * 6.28,
  }));
  return (frame, time) => {
    const view = stage.camera.view(time, 0);
    for (const { x, y, size, bright, phase } of points) {
      const twinkle = 0.8 + 0.2 * Math.sin(time * 2.2 + phase);
      const faded = bottom < stage.height ? smooth(1, 0.35, y / bottom) : 1;
      addGlow(frame, view.toX(x), view.toY(y), size * 1.6, [235, 240, 255], bright * twinkle * faded);
    }
  };
}
