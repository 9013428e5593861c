import type { Film, Scene } from '../../../shared/film.ts';
import { staleRoles } from '../../../shared/inputs-digest.ts';
import { isSettled, type Job } from '../../../shared/job.ts';
import { type Role, type TakeView, takeInCut, takesOf } from '../../../shared/take.ts';
import type { Tone } from '../../ui/chip.tsx';
import { generatorName, jobToShow } from '../generation/job-text.ts';
import { type Catalogue, choiceName, planScene } from '../generation/plan-scene.ts';
import { generatorIn } from '../generation/wishes.ts';

/** What a scene's card says. */
export type CardState = {
  readonly picture: TakeView | null;
  readonly takes: readonly TakeView[];
  /** Still at work, or ended in trouble; one of each role. */
  readonly jobs: Readonly<Record<Role, Job | null>>;
  readonly chip: { readonly tone: Tone | undefined; readonly text: string };
  /** Roles whose take in the cut was made for something else than the scene asks for now. */
  readonly stale: readonly Role[];
};

export type CardSource = {
  /** Without its scenes. */
  readonly film: Film;
  readonly scene: Scene;
  /** Seconds on screen. */
  readonly seconds: number;
  /** Of this scene, and the circled ones of others. */
  readonly takes: readonly TakeView[];
  /** Of this scene. */
  readonly jobs: readonly Job[];
  readonly catalogue: Catalogue;
};

export function cardState(source: CardSource): CardState {
  const { film, scene, takes, jobs, catalogue } = source;
  const picture = takeInCut(takes, scene, 'picture');
  const shown = { picture: jobToShow(jobs, scene.id, 'picture'), voice: jobToShow(jobs, scene.id, 'voice') };
  const stale = staleRoles(film, scene, takes, generatorIn(catalogue.generators));
  return {
    picture,
    takes: takesOf(takes, scene.id, 'picture'),
    jobs: shown,
    chip: chipFor(source, picture, shown.picture ?? shown.voice, stale),
    stale,
  };
}

function chipFor(
  { film, scene, seconds, catalogue }: CardSource,
  picture: TakeView | null,
  job: Job | null,
  stale: readonly Role[],
): CardState['chip'] {
  const { generators } = catalogue;
  if (job) return { tone: isSettled(job.state) ? 'bad' : 'run', text: generatorName(generators, job.generator) };
  // A take made from other words or stills than the scene has now may not show what the scene says.
  if (stale.length > 0) return { tone: 'warn', text: 'Changed since' };
  if (!picture) {
    const plan = planScene({ film, scene, role: 'picture', onScreen: seconds, catalogue });
    return { tone: undefined, text: choiceName(plan, film.picture.wish.mode) };
  }
  if (picture.origin.kind === 'imported') return { tone: 'ok', text: 'Imported' };
  return { tone: 'ok', text: generatorName(generators, picture.origin.generator) };
}

/** The takes that fit into a card: the newest `room`, and always the circled one. */
export function dotsToShow(takes: readonly TakeView[], circled: string | null, room: number): readonly TakeView[] {
  if (takes.length <= room) return takes;
  const newest = takes.slice(-room);
  const ringed = takes.find((take) => take.id === circled);
  return !ringed || newest.includes(ringed) ? newest : [ringed, ...newest.slice(1)];
}
