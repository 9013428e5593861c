import { usualFallback } from '../../shared/chain.ts';
import {
  aspects,
  canvases,
  captionStyles,
  fits,
  type Join,
  type Kind,
  kinds,
  motions,
  reaches,
  type Transition,
  transitions,
} from '../../shared/film.ts';
import { usualRankWish } from '../../shared/rank-wish.ts';
import { type FrameRate, frameRates } from '../../shared/time.ts';
import type { DraftScene, DraftSettings } from './draft.ts';
import { nearest } from './nearest.ts';

/** Reads a value into its target; returns what is wrong with it, or null. */
type Setter<Target> = (target: Target, value: string) => string | null;

const switches = ['on', 'off', 'yes', 'no', 'true', 'false'] as const;

const film: Record<string, Setter<DraftSettings>> = {
  title: (to, value) => put(() => (to.title = value)),
  aspect: (to, value) => {
    const aspect = oneOf('aspect', value.replaceAll(/\s*[x×/]\s*/g, ':'), aspects);
    if ('wrong' in aspect) return aspect.wrong;
    const fps = to.canvas?.fps;
    return put(() => (to.canvas = { ...canvases[aspect.is], ...(fps && { fps }) }));
  },
  fps: (to, value) => {
    const fps = oneOf('fps', decimalRates[value] ?? value, frameRates);
    return 'wrong' in fps ? fps.wrong : put(() => (to.canvas = { ...(to.canvas ?? canvases['16:9']), fps: fps.is }));
  },
  style: (to, value) => put(() => (to.look = { style: value.slice(0, 2000) })),
  generator: (to, value) =>
    put(() => (to.picture = { generator: value, wish: usualRankWish, fallback: usualFallback.picture })),
  voice: (to, value) => put(() => (to.voice = { ...voiceOf(to), voice: value })),
  speed: (to, value) => {
    const speed = number('speed', value.replace(/x$/, ''), 0.5, 2);
    return 'wrong' in speed ? speed.wrong : put(() => (to.voice = { ...voiceOf(to), speed: speed.is }));
  },
  captions: (to, value) => {
    const read = oneOf('captions', value.toLowerCase(), [...switches, ...captionStyles]);
    if ('wrong' in read) return read.wrong;
    const style = captionStyles.find((candidate) => candidate === read.is) ?? 'plain';
    return put(() => (to.captions = { on: !['off', 'no', 'false'].includes(read.is), style }));
  },
};

const scene: Record<string, Setter<DraftScene>> = {
  kind: (to, value) => {
    const kind = oneOf('kind', kindNames[value.toLowerCase()] ?? value.toLowerCase(), kinds);
    return 'wrong' in kind ? kind.wrong : put(() => (to.kind = kind.is));
  },
  seconds: (to, value) => {
    if (/^auto$/i.test(value)) return put(() => (to.seconds = null));
    const seconds = number('seconds', value.replace(/\s*(s|sec|seconds)$/i, ''), 0.5, 600);
    return 'wrong' in seconds ? seconds.wrong : put(() => (to.seconds = seconds.is));
  },
  prompt: (to, value) => put(() => (to.prompt = `${to.prompt} ${value}`.trim())),
  narration: (to, value) => put(() => (to.narration = `${to.narration} ${value}`.trim())),
  generator: (to, value) => put(() => (to.generator = { picture: value, voice: null })),
  fit: (to, value) => {
    const fit = oneOf('fit', value.toLowerCase(), fits);
    return 'wrong' in fit ? fit.wrong : put(() => (to.fit = fit.is));
  },
  reach: (to, value) => {
    const reach = oneOf('reach', value.toLowerCase(), reaches);
    return 'wrong' in reach ? reach.wrong : put(() => (to.reach = reach.is));
  },
  motion: (to, value) => {
    const motion = oneOf('motion', value.toLowerCase(), motions);
    return 'wrong' in motion ? motion.wrong : put(() => (to.motion = motion.is));
  },
  speed: (to, value) => {
    const speed = number('speed', value.replace(/x$/, ''), 0.25, 4);
    return 'wrong' in speed ? speed.wrong : put(() => (to.speed = speed.is));
  },
  text: (to, value) =>
    put(
      () =>
        (to.titles = [...(to.titles ?? []), { text: value.slice(0, 300), place: 'centre', from: 0, seconds: null }]),
    ),
  join: (to, value) => {
    const join = readJoin(value);
    return 'wrong' in join ? join.wrong : put(() => (to.join = join.is));
  },
  still: () => 'a still is added in the studio: drop a picture on the scene.',
};

/** Names of the settings, in the order in which they are told to people. */
export const settingNames = { film: Object.keys(film), scene: Object.keys(scene) } as const;

/** Other words that people write for the same thing. */
const aliases: Record<string, string> = {
  visual: 'prompt',
  picture: 'prompt',
  shot: 'prompt',
  vo: 'narration',
  narrator: 'narration',
  voiceover: 'narration',
  'voice-over': 'narration',
  length: 'seconds',
  duration: 'seconds',
  transition: 'join',
};
const kindNames: Record<string, Kind> = { 'b-roll': 'broll', 'call to action': 'cta', explainer: 'explanation' };
const decimalRates: Record<string, FrameRate> = {
  '23.976': '24000/1001',
  '23.98': '24000/1001',
  '29.97': '30000/1001',
  '59.94': '60000/1001',
};

/** Seconds of a transition that does not say how long. */
const usualTransition = 0.5;
const transitionNames: Record<string, Transition> = { dissolve: 'crossfade', fade: 'crossfade', dip: 'dip-black' };

/** The setting that a written key means, or null. */
export function settingName(key: string, place: 'film' | 'scene'): string | null {
  const lower = key.toLowerCase();
  const name = place === 'scene' ? (aliases[lower] ?? lower) : lower;
  return settingNames[place].includes(name) ? name : null;
}

/** Puts a film-wide setting where it belongs; returns what is wrong, for people, or null. */
export const setFilm = (to: DraftSettings, key: string, value: string): string | null =>
  set(film, to, { key, value, place: 'film' });

/** Puts a scene's setting where it belongs; returns what is wrong, for people, or null. */
export const setScene = (to: DraftScene, key: string, value: string): string | null =>
  set(scene, to, { key, value, place: 'scene' });

function set<T>(
  setters: Record<string, Setter<T>>,
  to: T,
  line: { key: string; value: string; place: 'film' | 'scene' },
) {
  const name = settingName(line.key, line.place);
  const setter = name === null ? undefined : setters[name];
  return setter ? setter(to, unquote(line.value)) : unknown(line.key, line.place);
}

function unknown(key: string, place: 'film' | 'scene'): string {
  if (settingName(key, place === 'film' ? 'scene' : 'film'))
    return place === 'film'
      ? `“${key}” belongs under a scene heading.`
      : `“${key}” is for the whole film: put it above the first scene.`;
  const guess = nearest(key, settingNames[place]);
  if (guess) return `“${key}” is not a setting. Did you mean “${guess}”?`;
  return `“${key}” is not a setting. Settings here: ${settingNames[place].join(', ')}.`;
}

const put = (assign: () => unknown): null => {
  assign();
  return null;
};

const unquote = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/, '$2');

const voiceOf = (to: DraftSettings) =>
  to.voice ?? { generator: 'local-voice', voice: null, speed: 1, fallback: usualFallback.voice };

type Read<T> = { readonly is: T } | { readonly wrong: string };

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): Read<T> {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return { is: found };
  const guess = nearest(value, allowed);
  const hint = guess ? ` Did you mean “${guess}”?` : ` It can be ${allowed.join(', ')}.`;
  return { wrong: `${name} cannot be “${value}”.${hint}` };
}

function number(name: string, value: string, min: number, max: number): Read<number> {
  const is = value.trim() === '' ? Number.NaN : Number(value);
  if (is >= min && is <= max) return { is };
  return { wrong: `${name} must be a number from ${min} to ${max}, not “${value}”.` };
}

function readJoin(value: string): Read<Join> {
  if (/^cut$/i.test(value)) return { is: { kind: 'cut' } };
  const [, name = '', length = String(usualTransition)] = /^([a-z-]+)(?:\s+([\d.]+)\s*s?)?$/i.exec(value) ?? [];
  const kind = transitionNames[name.toLowerCase()] ?? transitions.find((candidate) => candidate === name.toLowerCase());
  if (!kind)
    return { wrong: `join can be “cut”, or one of ${transitions.join(', ')} as in “wipe 0.5”, not “${value}”.` };
  const seconds = number(`the ${kind}`, length, 0.1, 3);
  return 'wrong' in seconds ? seconds : { is: { kind, seconds: seconds.is } };
}
