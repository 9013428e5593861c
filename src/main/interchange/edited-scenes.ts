import type { TakeView } from '../../shared/take.ts';
import type { EditedJoin, EditedPiece, EditedTimeline } from './edited-timeline.ts';

/** A scene as the other editor left it; frames include those inside its transitions, as in the cut. */
export type EditedScene = {
  /** Scene of this film that it is, or null for what is not from it. */
  readonly sceneId: string | null;
  readonly take: TakeView | null;
  readonly name: string;
  readonly kind: EditedPiece['kind'];
  readonly frames: number;
  /** Where in its source the scene's first frame lies, and how fast the source runs. */
  readonly from: number;
  readonly speed: number;
  /** The transition into the next scene; null is a plain cut. */
  readonly join: EditedJoin | null;
};

type Linker = (piece: EditedPiece) => Pick<EditedScene, 'sceneId' | 'take'>;

/**
 * Gathers stretches of one scene that follow each other (rounds of a loop, a clip and its held frame, the halves of a
 * clip that was cut in two) and gives transitions back to the scenes that they overlap.
 */
export function editedScenes({ items }: EditedTimeline, link: Linker): EditedScene[] {
  const scenes: EditedScene[] = [];
  let join: EditedJoin | null = null;
  for (const item of items) {
    if (item.kind === 'join') {
      const last = scenes.at(-1);
      if (last) scenes[scenes.length - 1] = { ...last, frames: last.frames + item.after, join: item };
      join = last ? item : null;
    } else if (item.frames > 0) {
      const scene = sceneOf(item, link(item), join);
      const last = scenes.at(-1);
      if (last && !join && goesOn(last, scene))
        scenes[scenes.length - 1] = { ...last, frames: last.frames + scene.frames };
      else scenes.push(scene);
      join = null;
    }
  }
  // A fade at the end of the timeline leads nowhere.
  return scenes.map((scene, index) =>
    index === scenes.length - 1 && scene.join
      ? { ...scene, frames: scene.frames - scene.join.after, join: null }
      : scene,
  );
}

function sceneOf(piece: EditedPiece, linked: ReturnType<Linker>, join: EditedJoin | null): EditedScene {
  const head = join?.before ?? 0;
  const { kind, speed } = piece;
  const from = Math.max(0, Math.round(piece.from - head * speed));
  return { ...linked, name: piece.link.name, kind, frames: piece.frames + head, from, speed, join: null };
}

const goesOn = (last: EditedScene, next: EditedScene): boolean =>
  last.sceneId !== null && last.sceneId === next.sceneId && last.take?.id === next.take?.id;
