import type { Segment, Stretch } from './segments.ts';

/** Frames of a scene that are kept raw until their join is made. */
export type Handle = {
  /** Hash of the join. */
  readonly join: string;
  readonly side: 'from' | 'into';
  readonly from: number;
  readonly to: number;
};

/** One run of FFmpeg that reads one scene's source once: for its body, for handles, or for both. */
export type SceneJob = {
  readonly kind: 'scene';
  /** What is read; covers body and handles. */
  readonly span: Stretch;
  readonly body: Segment | null;
  readonly handles: readonly Handle[];
  readonly segment: Segment;
};

/** One run that makes a join of two handles. */
export type JoinJob = { readonly kind: 'join'; readonly segment: Segment };
export type Job = SceneJob | JoinJob;

export type JobPlan = { readonly scenes: readonly SceneJob[]; readonly joins: readonly JoinJob[] };

/**
 * What has to run for the `missing` segments, in film order. A scene whose body is missing too gives its handles on the
 * way; one that only lacks handles is read twice when it needs both, since what lies between them need not be decoded.
 */
export function planJobs(missing: readonly Segment[]): JobPlan {
  const joins = missing.flatMap((segment) => (segment.join ? [{ kind: 'join' as const, segment }] : []));
  const bodies = new Map(missing.flatMap((segment) => (segment.join ? [] : [[segment.from.scene, segment]])));
  const handles = joins.flatMap(({ segment }) => handlesOf(segment));
  const byScene = Map.groupBy(handles, ({ stretch }) => stretch.scene);
  const sceneNumbers = [...new Set([...bodies.keys(), ...byScene.keys()])].toSorted((a, b) => a - b);
  const scenes = sceneNumbers.flatMap((scene) => jobsOf(bodies.get(scene) ?? null, byScene.get(scene) ?? []));
  return { scenes, joins };
}

type Wanted = { readonly stretch: Stretch; readonly handle: Handle; readonly segment: Segment };

function handlesOf(segment: Segment): Wanted[] {
  if (!segment.join) return [];
  const wanted = (side: Handle['side'], stretch: Stretch): Wanted => {
    const { from, to } = stretch;
    return { stretch, handle: { join: segment.hash, side, from, to }, segment };
  };
  return [wanted('from', segment.from), wanted('into', segment.join.into)];
}

function jobsOf(body: Segment | null, wanted: readonly Wanted[]): SceneJob[] {
  if (!body)
    return wanted.map(({ stretch, handle, segment }) => ({
      ...{ kind: 'scene', span: stretch, body: null, handles: [handle], segment },
    }));
  const stretches = [body.from, ...wanted.map(({ stretch }) => stretch)];
  const from = Math.min(...stretches.map((stretch) => stretch.from));
  const to = Math.max(...stretches.map((stretch) => stretch.to));
  const handles = wanted.map(({ handle }) => handle);
  return [{ kind: 'scene', span: { ...body.from, from, to }, body, handles, segment: body }];
}

/** How many of the last scenes are begun by length. */
const lastScenes = (workers: number): number => 3 * workers;

/** Film order, so that handles wait for their join as shortly as can be; of the last scenes the longest first, so that all workers end together. */
export function inOrder(scenes: readonly SceneJob[], workers: number): SceneJob[] {
  const at = Math.max(0, scenes.length - lastScenes(workers));
  const length = ({ span }: SceneJob): number => span.to - span.from;
  return [...scenes.slice(0, at), ...scenes.slice(at).toSorted((a, b) => length(b) - length(a))];
}
