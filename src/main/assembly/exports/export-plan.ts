import { type Cut, planCut } from '../../../shared/cut.ts';
import { AppError } from '../../../shared/errors.ts';
import { type Preset, presets } from '../../../shared/export.ts';
import type { FilmSession } from '../../films/film-session.ts';

/**
 * The film as last saved, as a cut that can be rendered. Throws `invalid-input` for an empty film and, unless `slates`,
 * for scenes without a picture (`details.scenes`: their titles).
 */
export async function planExport(session: FilmSession, slates: boolean): Promise<Cut> {
  const { film } = session.current();
  const cut = planCut(film, await session.takes.list());
  if (cut.scenes.length === 0) {
    const message = `${film.title} has no scenes yet.`;
    throw new AppError({ code: 'invalid-input', message, action: 'Add a scene first.' });
  }
  const bare = cut.scenes.flatMap((scene, index) => (scene.picture ? [] : [scene.title || `Scene ${index + 1}`]));
  if (bare.length > 0 && !slates) {
    const message = bare.length === 1 ? `${bare[0]} has no picture yet.` : `${bare.length} scenes have no picture yet.`;
    const action = 'Generate or import them, or export with slates in their place.';
    throw new AppError({ code: 'invalid-input', message, action, details: { scenes: bare } });
  }
  return cut;
}

/** Throws `invalid-input` when there is no such preset. */
export function findPreset(id: string): Preset {
  const preset = presets.find((candidate) => candidate.id === id);
  if (preset) return preset;
  const known = presets.map((candidate) => candidate.id).join(', ');
  const message = `There is no preset named ${id}.`;
  throw new AppError({ code: 'invalid-input', message, action: `Choose one of ${known}.` });
}
