import type { Cut } from '../../../shared/cut.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FilmSession } from '../../films/film-session.ts';

/**
 * Checks that everything a cut is made of is still there: takes never change, but files can be removed. Throws `damaged`
 * naming the first that is gone, with all of them in `details.gone`.
 */
export async function requireSources(cut: Cut, session: FilmSession): Promise<void> {
  const wanted = cut.scenes.flatMap(({ title, picture, voice }, index) => {
    const scene = title ? `scene ${index + 1}, ${title}` : `scene ${index + 1}`;
    return [
      ...(picture ? [{ what: `The picture of ${scene}`, path: () => session.takes.mediaPath(picture.id) }] : []),
      ...(voice ? [{ what: `The voice of ${scene}`, path: () => session.takes.mediaPath(voice.take.id) }] : []),
    ];
  });
  const { music } = cut;
  if (music) wanted.push({ what: 'The music', path: () => session.assetPath(music.asset.file) });
  const gone: string[] = [];
  for (const { what, path } of wanted) {
    await path().catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      gone.push(`${what}: ${error.message}`);
    });
  }
  if (gone.length === 0) return;
  const others = gone.length > 1 ? ` ${gone.length - 1} more cannot be used either.` : '';
  throw new AppError({
    code: 'damaged',
    message: `${gone[0]}${others}`,
    action: 'Put it back and go on, or cancel this export and start it again.',
    details: { gone },
  });
}
