import { join } from 'node:path';
import { openFilmSession } from '../src/main/films/film-session.ts';
import { canvases, type Film, type Scene } from '../src/shared/film.ts';
import { makeBenchFilm } from './assembly-film.ts';
import type { Bench } from './assembly-full.ts';
import type { FullRow, Verdict } from './assembly-rows.ts';
import { runEngine } from './assembly-sides.ts';
import { median } from './figures.ts';

type Change = (scene: Scene, film: Film) => Scene;

/** Another picture: that of the scene after the next, which is of the same kind. */
const picture: Change = (scene, { scenes }) => {
  const other = scenes[scenes.findIndex(({ id }) => id === scene.id) + 2];
  return { ...scene, circled: { ...scene.circled, picture: other?.circled.picture ?? null } };
};
const caption: Change = (scene) => ({ ...scene, narration: `${scene.narration} So it was.` });

const most = 0.04;

/** One scene changed in a film whose other scenes are rendered already, against the film's full export. */
export async function measureChange(row: FullRow, bench: Bench): Promise<Verdict[]> {
  const { dir, media, tools } = bench;
  const film = await makeBenchFilm(dir, { scenes: row.scenes, canvas: canvases['16:9'], kind: 'full' }, media, tools);
  const encoding = { shortSide: row.shortSide, speed: row.speed, quality: 20 };
  const run = (cold: boolean) => runEngine({ film, output: join(dir, 'film.mp4'), encoding, cold });
  const full = [await run(true)];
  const verdicts: Verdict[] = [];
  for (const [what, change] of Object.entries({ picture, caption })) {
    const changed = [];
    for (let turn = 0; turn < bench.pairs; turn += 1) {
      // Both kinds of picture take turns: even scenes are clips, odd ones stills.
      const index = Math.floor(((turn + 0.5) / bench.pairs) * (row.scenes - 4) * 0.5) * 2 + (turn % 2);
      await changeScene(film, index, change);
      changed.push(await run(false));
    }
    const all = median(full.map(({ says }) => says.seconds));
    const part = median(changed.map(({ says }) => says.seconds)) / all;
    const rendered = changed.map(({ says }) => says.rendered);
    const slowest = Math.max(...changed.map(({ says }) => says.seconds));
    verdicts.push({
      what: `change: one ${what} of ${row.scenes} scenes, to the full export`,
      figure: `${(part * 100).toFixed(2)} %, aim ${most * 100} % (${(part * all).toFixed(2)} s, at most ${slowest.toFixed(2)} s, of ${all.toFixed(2)} s; pieces rendered: ${rendered})`,
      passed: part <= most,
    });
  }
  return verdicts;
}

async function changeScene(folder: string, index: number, change: Change): Promise<void> {
  const session = await openFilmSession(folder);
  try {
    const { film, revision } = session.current();
    const scenes = film.scenes.map((scene, at) => (at === index ? change(scene, film) : scene));
    await session.save({ ...film, scenes }, revision);
  } finally {
    await session.close();
  }
}
