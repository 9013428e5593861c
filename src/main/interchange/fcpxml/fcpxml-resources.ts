import type { TakeView } from '../../../shared/take.ts';
import { type FrameRate, frameRateFraction, frameRates } from '../../../shared/time.ts';
import type { HandOver } from '../hand-over.ts';
import { rationalSeconds, tickSeconds } from '../rational.ts';
import { type XmlAttributes, xml } from '../xml.ts';

/** Ids of what clips refer to, and the elements that declare them. */
export type Resources = {
  /** Of the sequence's own format. */
  readonly format: string;
  readonly asset: (mediaId: string) => string;
  readonly effect: (name: EffectName) => string;
  /** The `<resources>` element. */
  readonly xml: string;
};

/**
 * What comes with every Final Cut Pro. Its uids as it writes them itself, e.g. in
 * https://github.com/TheAcharya/OpenFCPXMLKit (Tests/FCPXML Samples).
 */
const effects = {
  'Cross Dissolve': 'FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265',
  'Audio Crossfade': 'FFAudioTransition',
  'Basic Title': '.../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti',
} as const;
export type EffectName = keyof typeof effects;

/** Declares formats, assets and effects of a hand-over. */
export function declareResources(over: HandOver, rate: FrameRate): Resources {
  const formats = new Map<string, { id: string; xml: string }>();
  const nextId = counter();
  const format = (shape: Shape): string => {
    const key = `${shape.width}x${shape.height}@${shape.rate}`;
    const known = formats.get(key);
    if (known) return known.id;
    const id = nextId();
    formats.set(key, { id, xml: formatElement(id, shape) });
    return id;
  };
  const sequence = format({ ...over.film.canvas, rate });
  const assets = new Map<string, { id: string; xml: string }>();
  for (const take of takesIn(over)) {
    const id = nextId();
    assets.set(take.id, { id, xml: takeAsset(over, take, id, formatOf(take, rate, format)) });
  }
  const music = over.cut.music?.asset;
  if (music) {
    const id = nextId();
    assets.set(music.file, { id, xml: soundAsset(over, music.file, music.name, music.seconds ?? 0, id) });
  }
  const effectIds = Object.fromEntries(Object.keys(effects).map((name) => [name, nextId()]));
  const declared = [...formats.values(), ...assets.values()].map((one) => one.xml);
  const listed = Object.entries(effects).map(([name, uid]) => xml('effect', { id: effectIds[name], name, uid }));
  return {
    format: sequence,
    asset: (mediaId) => assets.get(mediaId)?.id ?? '',
    effect: (name) => effectIds[name] ?? '',
    xml: xml('resources', {}, ...declared, ...listed),
  };
}

function counter(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `r${last}`;
  };
}

/** All takes of the hand-over, each once. */
function takesIn({ shots, alternates }: HandOver): TakeView[] {
  const takes = shots.flatMap(({ scene }) => [scene.picture, ...alternates(scene.sceneId), voiceOf(scene)]);
  return [...new Map(takes.filter((take) => take !== null).map((take) => [take.id, take])).values()];
}

const voiceOf = ({ voice }: HandOver['shots'][number]['scene']): TakeView | null =>
  voice && voice.gainDb !== null ? voice.take : null;

type Shape = { readonly width: number; readonly height: number; readonly rate: FrameRate | null };

/** The whole or NTSC rate nearest to what was probed; a phone's 29.9 is 29.97 to every editor. */
export function nearestRate(fps: number): FrameRate {
  const off = (rate: FrameRate): number => {
    const { num, den } = frameRateFraction(rate);
    return Math.abs(num / den - fps);
  };
  return frameRates.reduce((best, rate) => (off(rate) < off(best) ? rate : best));
}

function formatOf({ probe }: TakeView, rate: FrameRate, format: (shape: Shape) => string): string | null {
  const { kind, width, height, fps } = probe;
  if (!width || !height) return null;
  return format({ width, height, rate: kind === 'image' ? null : fps === null ? rate : nearestRate(fps) });
}

/** Names that Final Cut Pro knows; sizes without one are described by their numbers alone. */
const sizeNames: Readonly<Record<string, string>> = {
  '1280x720': '720p',
  '1920x1080': '1080p',
  '3840x2160': '3840x2160p',
  '4096x2160': '4096x2160p',
};
const rateNames: Record<FrameRate, string> = {
  ...{ '24000/1001': '2398', '24': '24', '25': '25', '30000/1001': '2997' },
  ...{ '30': '30', '50': '50', '60000/1001': '5994', '60': '60' },
};

function formatElement(id: string, { width, height, rate }: Shape): string {
  const size = sizeNames[`${width}x${height}`];
  const name = rate === null ? 'FFVideoFormatRateUndefined' : size ? `FFVideoFormat${size}${rateNames[rate]}` : null;
  const frameDuration = rate === null ? null : rationalSeconds(1, rate);
  return xml('format', { id, name, frameDuration, width, height, colorSpace: '1-1-1 (Rec. 709)' });
}

function takeAsset(over: HandOver, take: TakeView, id: string, format: string | null): string {
  const { probe, role, media } = take;
  const { name, url, start } = over.place(take.id);
  // A still has no length: it can be shown for as long as one likes.
  const duration = probe.seconds === null ? '0s' : tickSeconds(probe.seconds);
  const picture = role === 'picture' ? { hasVideo: 1, format, videoSources: 1 } : {};
  const sound = probe.audioCodec === null ? {} : { hasAudio: 1, audioSources: 1 };
  const keys = { take: take.id, sha256: media.sha256 };
  return assetElement({ id, name: stem(name), start: tickSeconds(start), duration, ...picture, ...sound }, url, keys);
}

function soundAsset(over: HandOver, file: string, name: string, seconds: number, id: string): string {
  const duration = tickSeconds(seconds);
  const attributes = { id, name, start: '0s', duration, hasAudio: 1, audioSources: 1 };
  return assetElement(attributes, over.place(file).url, { music: file });
}

function assetElement(attributes: XmlAttributes, src: string, keys: Readonly<Record<string, string>>): string {
  return xml('asset', attributes, xml('media-rep', { kind: 'original-media', src }), metadataElement(keys));
}

/** Our ids under keys of our own, which Final Cut Pro keeps. */
export function metadataElement(keys: Readonly<Record<string, string>>): string {
  const entries = Object.entries(keys).map(([key, value]) => xml('md', { key: `${keyPrefix}${key}`, value }));
  return xml('metadata', {}, ...entries);
}
export const keyPrefix = 'com.circletake.';

const stem = (name: string): string => name.replace(/\.[^.]+$/, '');
