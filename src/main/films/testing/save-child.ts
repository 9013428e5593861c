// A studio that saves and adds takes as fast as it can, and says what it was told is on disk. It is meant to be killed.
import { openFilmSession } from '../film-session.ts';
import { sampleTake, stageFiles } from './samples.ts';

const session = await openFilmSession(process.argv[2] ?? '');
const sceneId = session.current().film.scenes[0]?.id ?? '';
const say = (line: string) => process.stdout.write(`${line}\n`);

async function saveOn(): Promise<never> {
  for (;;) {
    const { film, revision } = session.current();
    const saved = await session.save({ ...film, title: `Saved ${revision + 1}` }, revision);
    say(`saved ${saved.revision}`);
  }
}

async function addOn(): Promise<never> {
  for (;;) {
    const take = await session.takes.add(sampleTake(sceneId), await stageFiles(session.takes));
    say(`added ${take.id}`);
  }
}

say('open');
await Promise.all([saveOn(), addOn()]);
