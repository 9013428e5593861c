import { type CutScene, planCut } from '../../shared/cut.ts';
import type { Film, Scene } from '../../shared/film.ts';
import type { CarryOver } from '../../shared/interchange.ts';
import type { TakeView } from '../../shared/take.ts';
import { formatSeconds, frameSeconds } from '../../shared/time.ts';
import { editScene, emptyScene, secondUse } from './edit-scene.ts';
import { type EditedScene, editedScenes } from './edited-scenes.ts';
import type { EditedPiece, EditedTimeline } from './edited-timeline.ts';
import { takeLinker } from './link-take.ts';

export type Applied = { readonly film: Film; readonly report: readonly CarryOver[] };

/**
 * Takes a timeline that comes back over into the film: order, lengths, trims, speeds, chosen takes and transitions. What
 * the timeline leaves as it was stays word for word; what is not of this film gets an empty scene that keeps its place.
 * The report says what was not taken over, in scenes of the new film. Saves nothing.
 */
export function applyEdits(film: Film, takes: readonly TakeView[], timeline: EditedTimeline): Applied {
  const rate = film.canvas.fps;
  const before = new Map(planCut(film, takes).scenes.map((scene) => [scene.sceneId, scene]));
  const edited = editedScenes(timeline, linkScenes(film, takes, before));
  const said: { readonly sceneId: string; readonly text: string }[] = [];
  const used = new Map<string, EditedScene>();
  const scenes = edited.map((one, index): Scene => {
    const texts: string[] = [];
    const say = (text: string): void => void texts.push(text);
    const own = film.scenes.find(({ id }) => id === one.sceneId);
    const cut = before.get(one.sceneId ?? '');
    const isLast = index === edited.length - 1;
    const scene =
      !own || !cut
        ? emptyScene(one, rate, say)
        : used.has(own.id)
          ? secondUse(own, one, rate, say)
          : editScene(own, cut, one, { rate, isLast, say });
    if (own && !used.has(own.id)) used.set(own.id, one);
    said.push(...texts.map((text) => ({ sceneId: scene.id, text })));
    return scene;
  });
  const result = { ...film, scenes: keepUnseen(film, before, used, scenes) };
  return {
    film: result,
    report: reportOf(film, result, takes, { notes: [...timeline.notes, ...emptyPieces(timeline)], said, used }),
  };
}

/** Some editors leave lengths out where they follow from media that only they can look into. */
const emptyPieces = ({ items }: EditedTimeline): string[] =>
  items.flatMap((item) =>
    item.kind !== 'join' && item.kind !== 'gap' && item.frames <= 0
      ? [`“${item.link.name}” says no length, so it is left out`]
      : [],
  );

type Findings = {
  readonly notes: readonly string[];
  readonly said: readonly { readonly sceneId: string; readonly text: string }[];
  readonly used: ReadonlyMap<string, EditedScene>;
};

/** All that was found out, first about the whole film, then scene by scene as they stand now. */
function reportOf(was: Film, film: Film, takes: readonly TakeView[], { notes, said, used }: Findings): CarryOver[] {
  const numbers = new Map(film.scenes.map(({ id }, index) => [id, index + 1]));
  const missing = was.scenes.flatMap((scene, index) => (numbers.has(scene.id) ? [] : [leftOut(scene, index)]));
  const about = said.map(({ sceneId, text }) => ({ scene: numbers.get(sceneId) ?? null, text }));
  const scenes = [...about, ...otherLengths(film, takes, used)].sort((a, b) => (a.scene ?? 0) - (b.scene ?? 0));
  const all = [...[...notes, ...missing].map((text) => ({ scene: null, text })), ...scenes];
  return all.map(({ scene, text }) => ({ scene, text: shortened(text) }));
}

/** Names in a file that comes from anyone may be megabytes long; people read a line or two. */
const longest = 300;

const shortened = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;

const leftOut = ({ title }: Scene, index: number): string =>
  `Scene ${index + 1}${title ? ` “${title}”` : ''} is not on the timeline, so it is left out of the film`;

/** The scene that a stretch says it is; else the scene that shows its take; else the scene its take was made for. */
function linkScenes(film: Film, takes: readonly TakeView[], cut: ReadonlyMap<string, CutScene>) {
  const ids = new Set(film.scenes.map(({ id }) => id));
  const takeOf = takeLinker(takes);
  const shownBy = new Map([...cut.values()].toReversed().map((scene) => [scene.picture?.id, scene.sceneId]));
  return ({ link }: EditedPiece) => {
    const take = takeOf(link);
    const said = ids.has(link.sceneId ?? '') ? link.sceneId : null;
    const found = said ?? (take ? (shownBy.get(take.id) ?? take.sceneId) : null);
    return { take, sceneId: ids.has(found ?? '') ? found : null };
  };
}

/** Scenes without a picture are easily lost in other editors: they stay behind the scene that they followed. */
function keepUnseen(
  film: Film,
  cut: ReadonlyMap<string, CutScene>,
  used: ReadonlyMap<string, EditedScene>,
  scenes: readonly Scene[],
): Scene[] {
  const kept = [...scenes];
  for (const [index, scene] of film.scenes.entries()) {
    if (used.has(scene.id) || cut.get(scene.id)?.picture) continue;
    const earlier = new Set(film.scenes.slice(0, index).map(({ id }) => id));
    kept.splice(kept.findLastIndex(({ id }) => earlier.has(id)) + 1, 0, scene);
  }
  return kept;
}

/** Lengths that the film cannot have as the timeline says them: narration needs its time, overlaps have their limit. */
function otherLengths(film: Film, takes: readonly TakeView[], used: ReadonlyMap<string, EditedScene>): CarryOver[] {
  const rate = film.canvas.fps;
  return planCut(film, takes).scenes.flatMap((scene, index): CarryOver[] => {
    const wished = used.get(scene.sceneId)?.frames ?? scene.frames;
    if (wished === scene.frames) return [];
    const [is, was] = [scene.frames, wished].map((frames) => formatSeconds(frameSeconds(frames, rate)));
    return [{ scene: index + 1, text: `Lasts ${is} instead of ${was}: the narration needs it` }];
  });
}
