import type { CarryOver, InterchangeFormat } from '../../shared/interchange.ts';
import type { HandOverPlan } from './hand-over.ts';
import { piecesOf } from './pieces.ts';
import type { Shot } from './shots.ts';
import { timebase } from './timecode.ts';

/** The formats of editors; captions alone lose nothing. */
type EditorFormat = Exclude<InterchangeFormat, 'srt' | 'vtt'>;
type Said = Partial<Record<EditorFormat, string>>;

type SceneRule = { readonly found: (shot: Shot, plan: HandOverPlan) => boolean; readonly says: Said };
type FilmRule = { readonly found: (plan: HandOverPlan) => boolean; readonly says: Said };

const all = (text: string): Said => ({ otio: text, fcpxml: text, xmeml: text, edl: text, capcut: text });

/** Takes formats out that hold it. */
const except = (said: Said, ...holding: readonly EditorFormat[]): Said =>
  Object.fromEntries(Object.entries(said).filter(([format]) => !holding.includes(format as EditorFormat)));

const isShaped = ({ scene }: Shot, { film }: HandOverPlan): boolean => {
  const { width, height } = scene.picture?.probe ?? {};
  if (!width || !height) return false;
  return Math.abs(width / height - film.canvas.width / film.canvas.height) > 0.01;
};

/** What each format makes of what a scene uses. One more effect of the cut is one more rule. */
const sceneRules: readonly SceneRule[] = [
  {
    found: ({ scene }) => scene.picture === null,
    says: all('Has no picture yet: its place stays empty'),
  },
  {
    found: (shot, plan) => shot.scene.fit === 'blur' && isShaped(shot, plan),
    says: except(all('Blurred sides become black bars'), 'capcut'),
  },
  {
    found: (shot, plan) => shot.scene.fit === 'fill' && isShaped(shot, plan),
    says: except(all('Whether the picture fills the frame is up to the editor'), 'fcpxml', 'capcut'),
  },
  {
    found: (shot, plan) => {
      const { x, y } = shot.scene.focus;
      return shot.scene.fit === 'fill' && isShaped(shot, plan) && (x !== 0.5 || y !== 0.5);
    },
    says: all('The point in focus becomes the middle'),
  },
  { found: ({ scene }) => scene.motion !== 'none', says: all('The still stands still') },
  {
    found: ({ scene }) => scene.clip?.filling.kind === 'ping-pong',
    says: all('Plays forwards again and again instead of to and fro'),
  },
  {
    found: ({ pieces }) => pieces.some(({ kind }) => kind === 'freeze'),
    says: {
      edl: 'The held end is a speed of 0, which some readers ignore',
      capcut: 'The held end is a very slow clip',
    },
  },
  {
    found: ({ join }) => join !== null && join.kind !== 'crossfade',
    says: {
      otio: 'The transition is a custom one, which most editors show as a dissolve or a cut',
      fcpxml: 'The transition becomes a cross dissolve',
      capcut: 'The transition becomes the nearest of CapCut’s own',
    },
  },
  {
    found: ({ join }) => join !== null && join.kind !== 'crossfade' && join.kind !== 'wipe',
    says: { xmeml: 'The transition becomes a cross dissolve', edl: 'The transition becomes a dissolve' },
  },
  {
    found: lacksHandles,
    says: except(all('The clip ends inside a transition: editors may shorten the transition'), 'edl'),
  },
  {
    found: ({ scene }) => scene.titles.length > 0,
    says: {
      otio: 'Titles become markers',
      fcpxml: 'Titles get the editor’s own style',
      xmeml: 'Titles get the editor’s own style; Premiere Pro leaves them out',
      edl: 'Titles are left out',
      capcut: 'Titles get CapCut’s own style',
    },
  },
  {
    found: ({ scene }) => scene.clipGainDb !== null && scene.picture?.probe.audioCodec !== null,
    says: { otio: 'The level of the clip’s sound is a note in the file', edl: 'The clip’s sound is left out' },
  },
];

/** A transition shows frames beyond the edit: none are left where a round of a loop, or a held end, begins inside it. */
function lacksHandles({ scene, head, tail }: Shot, { cut }: HandOverPlan): boolean {
  const pieces = piecesOf(scene, cut.canvas.fps);
  const [first, last] = [pieces[0], pieces.at(-1)];
  const before = first !== undefined && first.frames <= head;
  const after = last !== undefined && last.frames <= tail;
  return before || after;
}

const filmRules: readonly FilmRule[] = [
  {
    found: ({ cut }) => cut.grade.look !== null && cut.grade.strength > 0,
    says: all('The film look is left out'),
  },
  {
    found: ({ shots }) => shots.some(({ scene }) => scene.voice !== null && scene.voice.gainDb !== null),
    says: { otio: 'The level of the narration is a note in the file', edl: 'The narration is left out' },
  },
  {
    found: ({ cut }) => cut.music !== null,
    says: {
      otio: 'Level, fades and ducking of the music are left out; its gain is a note in the file',
      edl: 'The music is left out',
      capcut: 'The music does not step back under speech',
    },
  },
  {
    found: ({ shots }) => shots.some(({ scene }) => scene.captions.length > 0),
    says: {
      otio: 'Captions become markers, and an SRT file beside it',
      fcpxml: 'Captions lose their style; an SRT file lies beside it',
      xmeml: 'Captions come as an SRT file beside it',
      edl: 'Captions come as an SRT file beside it',
      capcut: 'Captions lose their style; an SRT file lies beside it',
    },
  },
  { found: hasSound, says: except(all('Loudness is not brought to the film’s target'), 'edl') },
  {
    found: ({ cut }) => timebase(cut.canvas.fps) > 30,
    says: { edl: 'Many readers of edit lists know no more than 30 frames a second' },
  },
  {
    found: ({ shots }) => shots.reduce((sum, { pieces }) => sum + pieces.length, 0) > 999,
    says: { edl: 'CMX 3600 numbers 999 events: some readers stop there' },
  },
];

function hasSound({ cut, shots }: HandOverPlan): boolean {
  return cut.music !== null || shots.some(({ scene }) => scene.voice !== null || scene.clipGainDb !== null);
}

/** What does not carry over of what the film really uses: first of the whole film, then scene by scene. */
export function carryOver(plan: HandOverPlan, format: InterchangeFormat): CarryOver[] {
  if (format === 'srt' || format === 'vtt') return captionsAlone(plan);
  const film = filmRules.flatMap(({ found, says }) => said(null, says[format], () => found(plan)));
  const scenes = plan.shots.flatMap((shot) =>
    sceneRules.flatMap(({ found, says }) => said(shot.number, says[format], () => found(shot, plan))),
  );
  return [...film, ...scenes];
}

const said = (scene: number | null, text: string | undefined, found: () => boolean): CarryOver[] =>
  text !== undefined && found() ? [{ scene, text }] : [];

const captionsAlone = ({ shots }: HandOverPlan): CarryOver[] =>
  shots
    .filter(({ scene }) => scene.titles.length > 0)
    .map(({ number }) => ({ scene: number, text: 'Titles are left out' }));
