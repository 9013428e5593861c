import { type Cut, planCut } from '../../../shared/cut.ts';
import { AppError } from '../../../shared/errors.ts';
import { type ExportOptions, type Preset, presets } from '../../../shared/export.ts';
import { type Aspect, type Canvas, canvases, type Film } from '../../../shared/film.ts';
import type { FilmSession } from '../../films/film-session.ts';
import type { ExportPlan } from '../../ledger/tables.ts';

/** Raise it when `Cut` changes: a paused export of another version cannot be gone on with. */
export const planVersion = 1;

/** What shapes an export besides the film. */
export type PlanWish = Pick<ExportOptions, 'aspect'> & {
  readonly preset: string;
  /** Allows scenes without a picture: they become slates. */
  readonly slates: boolean;
  readonly replace: boolean;
};

/**
 * The film as last saved, as a cut that can be rendered, in the shape that was asked for. Throws `invalid-input` for an
 * unknown preset, an empty film and, unless `slates`, scenes without a picture (`details.scenes`: their titles).
 */
export async function planExport(session: FilmSession, wish: PlanWish): Promise<ExportPlan> {
  const { film } = session.current();
  const preset = findPreset(wish.preset);
  const aspect = wish.aspect ?? preset.aspect ?? film.canvas.aspect;
  const cut = planCut({ ...film, canvas: canvasFor(film, aspect) }, await session.takes.list());
  if (cut.scenes.length === 0) {
    const message = `${film.title} has no scenes yet.`;
    throw new AppError({ code: 'invalid-input', message, action: 'Add a scene first.' });
  }
  // A slate in a sound file is not seen.
  if (!wish.slates && preset.picture) refuseBare(cut);
  return { version: planVersion, title: film.title, cut, preset, replace: wish.replace };
}

/** The film's own canvas, or that of another aspect: captions and focus are then laid out anew. */
function canvasFor(film: Film, aspect: Aspect): Canvas {
  return aspect === film.canvas.aspect ? film.canvas : { ...canvases[aspect], fps: film.canvas.fps };
}

function refuseBare(cut: Cut): void {
  const bare = bareScenes(cut);
  if (bare.length === 0) return;
  const message = bare.length === 1 ? `${bare[0]} has no picture yet.` : `${bare.length} scenes have no picture yet.`;
  const action = 'Generate or import them, or export with slates in their place.';
  throw new AppError({ code: 'invalid-input', message, action, details: { scenes: bare } });
}

/** Titles of the scenes that have no picture. */
export const bareScenes = (cut: Cut): string[] =>
  cut.scenes.flatMap((scene, index) => (scene.picture ? [] : [scene.title || `Scene ${index + 1}`]));

/** Throws `invalid-input` when there is no such preset. */
export function findPreset(id: string): Preset {
  const preset = presets.find((candidate) => candidate.id === id);
  if (preset) return preset;
  const known = presets.map((candidate) => candidate.id).join(', ');
  const message = `There is no preset named ${id}.`;
  throw new AppError({ code: 'invalid-input', message, action: `Choose one of ${known}.` });
}

/** Throws `unsupported` for a plan that another version of the studio wrote. */
export function requirePlan(plan: ExportPlan | null): ExportPlan {
  if (plan?.version === planVersion) return plan;
  throw new AppError({
    code: 'unsupported',
    message: 'This export was begun by another version of Circle Take.',
    action: 'Export the film again: what was rendered is used where it still fits.',
  });
}
