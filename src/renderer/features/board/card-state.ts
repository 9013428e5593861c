import { type Film, generatorFor, picturePrompt, type Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { isSettled, type Job } from '../../../shared/job.ts';
import { type Role, type TakeView, takeInCut, takesOf } from '../../../shared/take.ts';
import type { Tone } from '../../ui/chip.tsx';
import { generatorName, jobToShow } from '../generation/job-text.ts';

/** What a scene's card says. */
export type CardState = {
  readonly picture: TakeView | null;
  readonly takes: readonly TakeView[];
  /** Still at work, or ended in trouble; one of each role. */
  readonly jobs: Readonly<Record<Role, Job | null>>;
  readonly chip: { readonly tone: Tone | undefined; readonly text: string };
};

/** `takes` and `jobs` of this scene are enough; a circled take of another scene must be among them. */
export function cardState(
  film: Film,
  scene: Scene,
  takes: readonly TakeView[],
  jobs: readonly Job[],
  generators: readonly GeneratorView[],
): CardState {
  const picture = takeInCut(takes, scene, 'picture');
  const shown = { picture: jobToShow(jobs, scene.id, 'picture'), voice: jobToShow(jobs, scene.id, 'voice') };
  return {
    picture,
    takes: takesOf(takes, scene.id, 'picture'),
    jobs: shown,
    chip: chipFor(film, scene, picture, shown.picture ?? shown.voice, generators),
  };
}

function chipFor(
  film: Film,
  scene: Scene,
  picture: TakeView | null,
  job: Job | null,
  generators: readonly GeneratorView[],
): CardState['chip'] {
  if (job) return { tone: isSettled(job.state) ? 'bad' : 'run', text: generatorName(generators, job.generator) };
  if (!picture) return { tone: undefined, text: generatorName(generators, generatorFor(film, scene, 'picture')) };
  if (picture.origin.kind === 'imported') return { tone: 'ok', text: 'Imported' };
  // A take made from other words than the scene has now may not show what the scene says.
  if (picture.sceneId === scene.id && picture.prompt !== picturePrompt(film, scene))
    return { tone: 'warn', text: 'Prompt changed' };
  return { tone: 'ok', text: generatorName(generators, picture.origin.generator) };
}

/** The takes that fit into a card: the newest `room`, and always the circled one. */
export function dotsToShow(takes: readonly TakeView[], circled: string | null, room: number): readonly TakeView[] {
  if (takes.length <= room) return takes;
  const newest = takes.slice(-room);
  const ringed = takes.find((take) => take.id === circled);
  return !ringed || newest.includes(ringed) ? newest : [ringed, ...newest.slice(1)];
}
