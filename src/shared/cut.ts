import { captionColumns, captionParts } from './captions.ts';
import type { Canvas, CaptionStyleId, Film, Focus, Scene, Transition } from './film.ts';
import type { Grade } from './grade.ts';
import { type ClipPlay, planClip } from './reach.ts';
import type { Level, Music } from './sound.ts';
import { framesOnce, speaksInCut } from './speaking.ts';
import { type StillMotion, stillMotion } from './still-window.ts';
import { type TakeView, takeInCut, takesAround } from './take.ts';
import { type FrameRate, frameSeconds, framesCovering, framesNear } from './time.ts';
import type { Title } from './title.ts';

/**
 * The cut: the film's timeline worked out from its takes. Pure, and the only place where lengths are decided, so that
 * preview and export can never disagree. Whole frames from frame 0 are the only clock; nothing is rounded per scene.
 */
export type Cut = {
  readonly canvas: Canvas;
  /** Length of the film in frames. */
  readonly frames: number;
  readonly scenes: readonly CutScene[];
  readonly grade: Grade;
  readonly captionStyle: CaptionStyleId;
  /** Under the whole film; null for none, and where it is muted. */
  readonly music: Music | null;
  readonly loudnessLufs: number;
};

export type CutScene = {
  readonly sceneId: string;
  readonly title: string;
  /** Absolute frame at which the scene's picture starts; inside a crossfade both scenes are on screen. */
  readonly start: number;
  /** Frames on screen, the crossfades at both ends included. */
  readonly frames: number;
  /** Frames that overlap with the next scene; 0 is a plain cut. */
  readonly joinFrames: number;
  /** How it becomes the next scene; null is a plain cut. */
  readonly transition: Transition | null;
  readonly picture: TakeView | null;
  /** How the picture is played; null for stills and where there is none. */
  readonly clip: ClipPlay | null;
  /** How a still moves; `none` for clips. */
  readonly motion: StillMotion;
  readonly voice: CutVoice | null;
  /** Of the clip's own sound; null where it is not heard. */
  readonly clipGainDb: number | null;
  readonly captions: readonly CutCaption[];
  readonly titles: readonly CutTitle[];
  readonly fit: Scene['fit'];
  readonly focus: Focus;
  readonly notes: readonly CutNote[];
};

/** The narration's slot, in absolute frames. `gainDb` null is muted: it keeps its place. */
export type CutVoice = {
  readonly take: TakeView;
  readonly start: number;
  readonly frames: number;
  readonly gainDb: number | null;
};
/** A title in absolute frames, end exclusive. */
export type CutTitle = {
  readonly text: string;
  readonly place: Title['place'];
  readonly start: number;
  readonly end: number;
};
/** A caption in absolute frames, end exclusive. */
export type CutCaption = { readonly text: string; readonly start: number; readonly end: number };

export type CutNote = {
  readonly code: 'no-picture' | 'no-voice' | 'voice-longer' | 'narration-changed';
  readonly text: string;
};

/** Air before and after the narration, in seconds: the picture is seen before the voice starts. */
const lead = 0.25;
const tail = 0.35;
/** Seconds of a scene that has neither narration nor a length of its own. */
const silentSeconds = 5;
/**
 * Words a second of narration, for scenes that are not spoken yet: 175 a minute, the default pace of eSpeak. Measured on
 * the sample film it speaks 193, so an estimate is rather too long: a picture that is too long is only trimmed.
 */
const wordsPerSecond = 175 / 60;

const wordsOf = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Seconds that the narration will probably take at the voice's own pace, before there is a voice. Knows words without spaces between them. */
export function estimateNarration(text: string): number {
  const words = [...wordsOf.segment(text)].filter((segment) => segment.isWordLike).length;
  return words === 0 ? 0 : Math.max(1, words / wordsPerSecond);
}

const estimates = new WeakMap<Scene, { readonly text: string; readonly seconds: number }>();

/** The estimate of a scene's narration, kept while its text stays: films are laid out anew with every take, and every generator has a price. */
export function estimateOnce(scene: Scene): number {
  const text = scene.narration;
  const known = estimates.get(scene);
  if (known?.text === text) return known.seconds;
  const seconds = estimateNarration(text);
  estimates.set(scene, { text, seconds });
  return seconds;
}

/** Clip sound is heard as it is where nobody speaks, and stays well below a narration. */
const clipUnderVoiceDb = -18;

/** Lays out the film. Takes with a problem are not used; what is missing is said in the scene's notes. */
export function planCut(film: Film, takes: readonly TakeView[]): Cut {
  const rate = film.canvas.fps;
  const around = takesAround(takes);
  const pictures = film.scenes.map((scene) => takeInCut(around(scene), scene, 'picture'));
  const leads = film.scenes.map((scene, index) => leadOf(film, scene, pictures[index] ?? null));
  const lengths = film.scenes.map((scene, index) => {
    const voice = takeInCut(around(scene), scene, 'voice');
    return sceneLength(film, scene, { picture: pictures[index] ?? null, voice }, leads[index + 1] ?? null);
  });
  let start = 0;
  const scenes = film.scenes.map((scene, index): CutScene => {
    const length = lengths[index] as SceneLength;
    const joinFrames = overlap(scene, length.frames, lengths[index + 1]?.frames ?? 0, rate);
    const placed = place(film, scene, length, start, joinFrames);
    start += length.frames - joinFrames;
    return placed;
  });
  const { music, loudnessLufs } = film.sound;
  return {
    canvas: film.canvas,
    frames: start,
    scenes,
    grade: film.grade,
    captionStyle: film.captions.style,
    music: music && !music.muted ? music : null,
    loudnessLufs,
  };
}

type SceneLength = {
  readonly frames: number;
  /** Seconds of the narration, and frames from the scene's start to it. */
  readonly narration: number;
  readonly spokenAfter: number;
  readonly picture: TakeView | null;
  /** The picture says the narration itself: there is no voice, and its words are the picture's. */
  readonly speaks: boolean;
  readonly voice: TakeView | null;
  readonly notes: readonly CutNote[];
};
type SceneTakes = Pick<SceneLength, 'picture' | 'voice'>;

/** Frames before the scene's narration; null where nobody speaks. */
function leadOf(film: Film, scene: Scene, picture: TakeView | null): number | null {
  if (speaksInCut(film, scene, picture)) return 0;
  return isSpoken(scene) ? framesNear(lead, film.canvas.fps) : null;
}

function sceneLength(film: Film, scene: Scene, { picture, voice }: SceneTakes, nextLead: number | null): SceneLength {
  const rate = film.canvas.fps;
  if (speaksInCut(film, scene, picture)) {
    const once = framesOnce(picture, scene, rate);
    // It is heard to its end before a crossfade takes its sound away.
    const needed = once + (scene.join.kind === 'cut' ? 0 : framesNear(scene.join.seconds, rate));
    const notes = notesOf(scene, { picture, voice: null, speaks: true }, isLonger(scene, needed, rate));
    const frames = sceneFrames(scene, needed, rate);
    return { frames, narration: frameSeconds(once, rate), spokenAfter: 0, picture, speaks: true, voice: null, notes };
  }
  const spoken = isSpoken(scene);
  const heard = spoken ? voice : null;
  const narration = heard?.probe.seconds ?? estimateOnce(scene) / film.voice.speed;
  const spokenAfter = framesNear(lead, rate);
  const needed = spoken ? spokenAfter + framesCovering(narration, rate) + airAfter(scene, nextLead, rate) : 0;
  const notes = notesOf(scene, { picture, voice: heard, speaks: false }, isLonger(scene, needed, rate));
  const frames = sceneFrames(scene, needed, rate);
  return { frames, narration, spokenAfter, picture, speaks: false, voice: heard, notes };
}

/** Speech is never cut off: a length that is too short for the narration gives way, and says so. */
const isLonger = ({ seconds }: Scene, needed: number, rate: FrameRate): boolean =>
  seconds !== null && needed > framesNear(seconds, rate);

function sceneFrames({ seconds }: Scene, needed: number, rate: FrameRate): number {
  const wished = seconds === null ? null : framesNear(seconds, rate);
  return Math.max(1, needed, wished ?? (needed > 0 ? 0 : framesNear(silentSeconds, rate)));
}

type Heard = Pick<SceneLength, 'picture' | 'voice' | 'speaks'>;

function notesOf(scene: Scene, { picture, voice, speaks }: Heard, longer: boolean): CutNote[] {
  const changed = voice?.origin.kind === 'generated' && voice.prompt !== scene.narration.trim();
  const notes: (CutNote | false)[] = [
    !picture && { code: 'no-picture', text: 'No take yet' },
    isSpoken(scene) && !voice && !speaks && { code: 'no-voice', text: 'Not spoken yet: the length is an estimate' },
    changed && { code: 'narration-changed', text: 'The narration was changed after it was spoken' },
    longer && { code: 'voice-longer', text: `Longer than ${scene.seconds} s: the narration needs it` },
  ];
  return notes.filter((note) => note !== false);
}

const isSpoken = (scene: Scene): boolean => scene.narration.trim() !== '';

/** Frames after the narration: a long crossfade into a spoken scene needs more, so that two voices never overlap. */
function airAfter(scene: Scene, nextLead: number | null, rate: FrameRate): number {
  const air = framesNear(tail, rate);
  if (scene.join.kind === 'cut' || nextLead === null) return air;
  return Math.max(air, framesNear(scene.join.seconds, rate) - nextLead);
}

/** A crossfade takes at most half of each of its scenes, so that two fades never meet. */
function overlap(scene: Scene, frames: number, nextFrames: number, rate: FrameRate): number {
  if (scene.join.kind === 'cut' || nextFrames === 0) return 0;
  return Math.min(framesNear(scene.join.seconds, rate), Math.floor(frames / 2), Math.floor(nextFrames / 2));
}

function place(film: Film, scene: Scene, length: SceneLength, start: number, joinFrames: number): CutScene {
  const rate = film.canvas.fps;
  const { picture, voice, frames, speaks } = length;
  const spokenFrom = start + length.spokenAfter;
  const clipSeconds = picture?.probe.kind === 'video' ? picture.probe.seconds : null;
  const clip = clipSeconds === null ? null : planClip(clipSeconds, frames, speaks ? saidOnce(scene) : scene, rate);
  const voiceGainDb = voice && gainOf(scene.levels.voice, film.sound.voice);
  return {
    sceneId: scene.id,
    title: scene.title,
    start,
    frames,
    joinFrames,
    transition: scene.join.kind === 'cut' || joinFrames === 0 ? null : scene.join.kind,
    picture,
    clip,
    motion: picture && !clip ? stillMotion(scene.motion, scene.fit, picture.media.sha256) : 'none',
    voice: voice && {
      take: voice,
      start: spokenFrom,
      frames: framesCovering(length.narration, rate),
      gainDb: voiceGainDb,
    },
    clipGainDb: clip && clipGain(film, scene, clip, voiceGainDb !== null),
    captions: film.captions.on ? placeCaptions(film, scene, length, spokenFrom) : [],
    titles: scene.titles.flatMap((title) => placeTitle(title, start, frames, rate)),
    fit: scene.fit,
    focus: scene.focus,
    notes: length.notes,
  };
}

/** Who speaks says it once, whatever fills the rest of the scene. */
const saidOnce = ({ trim, speed }: Scene) => ({ trim, speed, reach: 'hold' as const });

/** Both levels together; null when either is muted. */
const gainOf = (one: Level, other: Level): number | null =>
  one.muted || other.muted ? null : one.gainDb + other.gainDb;

/** Slowed sound is a distortion and backwards it is none at all, so those clips are silent. */
function clipGain(film: Film, scene: Scene, clip: ClipPlay, spoken: boolean): number | null {
  if (clip.filling.kind === 'slow' || clip.filling.kind === 'ping-pong') return null;
  const gain = gainOf(scene.levels.clip, film.sound.clips);
  return gain === null ? null : gain + (spoken ? clipUnderVoiceDb : 0);
}

function placeTitle(title: Title, start: number, frames: number, rate: FrameRate): CutTitle[] {
  const from = Math.min(frames, framesNear(title.from, rate));
  const until = title.seconds === null ? frames : Math.min(frames, from + framesNear(title.seconds, rate));
  const empty = title.text.trim() === '' || until <= from;
  return empty ? [] : [{ text: title.text.trim(), place: title.place, start: start + from, end: start + until }];
}

/** Captions follow each other without a gap or an overlap; the last one lasts as long as the narration. */
function placeCaptions(film: Film, scene: Scene, length: SceneLength, spokenFrom: number): CutCaption[] {
  const { fps, aspect } = film.canvas;
  const columns = captionColumns[aspect];
  const parts = captionParts(
    scene.narration,
    length.narration,
    (length.speaks ? length.picture : length.voice)?.words ?? null,
    columns,
  );
  const last = framesCovering(length.narration, fps);
  const starts = [...parts.map((part) => Math.min(last, framesNear(part.start, fps))), last];
  return parts
    .map((part, index) => ({
      text: part.text,
      start: spokenFrom + (starts[index] ?? last),
      end: spokenFrom + (starts[index + 1] ?? last),
    }))
    .filter((caption) => caption.end > caption.start);
}

/** Index of the scene on screen at an absolute frame; inside a crossfade, the later one. */
export function sceneAt(cut: Cut, frame: number): number {
  return Math.max(
    0,
    cut.scenes.findLastIndex((scene) => scene.start <= frame),
  );
}
