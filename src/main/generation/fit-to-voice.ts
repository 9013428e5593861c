import { planCut } from '../../shared/cut.ts';
import type { Film } from '../../shared/film.ts';
import { secondsToAsk, speaksItself } from '../../shared/generator.ts';
import { isSettled } from '../../shared/job.ts';
import { priceOf } from '../../shared/money.ts';
import { frameSeconds } from '../../shared/time.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { FrozenLink, JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import { reserve } from './money.ts';

/**
 * Speak first, then draw: of jobs that wait, the pictures whose scene lasts as long as its narration, with the job that
 * speaks it, by their ids. A clip that is asked for at an estimated length is paid for at that length.
 */
export function voicesToWaitFor(film: Film, records: readonly JobRecord[]): ReadonlyMap<string, string> {
  const speaking = records.filter(({ role, state }) => role === 'voice' && !isSettled(state));
  const voiceOf = new Map(speaking.map(({ sceneId, id }) => [sceneId, id]));
  const followsVoice = new Set(film.scenes.filter(({ seconds }) => seconds === null).map(({ id }) => id));
  return new Map(
    records.flatMap(({ id, role, state, sceneId, link, trail }) => {
      const fresh = role === 'picture' && state === 'queued' && link === 0 && trail.length === 0;
      const voice = voiceOf.get(sceneId);
      return fresh && voice && followsVoice.has(sceneId) ? [[id, voice]] : [];
    }),
  );
}

/**
 * Asks for a picture that waited for its narration at the length that it has now, where that costs no more than what the
 * user agreed to. Throws `over-budget` where a budget was lowered meanwhile.
 */
export async function fitToVoice(engine: Engine, record: JobRecord, session: FilmSession): Promise<void> {
  const { film } = session.current();
  const scene = planCut(film, await session.takes.list()).scenes.find(({ sceneId }) => sceneId === record.sceneId);
  if (!scene) return;
  const onScreen = frameSeconds(scene.frames, film.canvas.fps);
  const chain = record.chain.map((link) => fitted(engine, link, onScreen));
  const now = chain[record.link];
  if (!now || now === record.chain[record.link]) return;
  const { inputs, priceCeilingMicros, vendor } = now;
  engine.book.writeWith('fit', record.id, { chain, inputs, priceCeilingMicros }, () => {
    engine.ledger.entries.release(record.id);
    reserve(engine, { ...record, priceCeilingMicros }, vendor);
  });
}

function fitted({ generators }: Pick<Engine, 'generators'>, link: FrozenLink, onScreen: number): FrozenLink {
  const generator = generators.get(link.generator);
  // Who speaks himself needs as long as he needs.
  if (!generator || speaksItself(generator) || link.inputs.role !== 'picture') return link;
  const seconds = secondsToAsk(generator.limits, onScreen);
  const price = priceOf(generator.price, { seconds, characters: link.inputs.prompt.length });
  if (seconds === link.inputs.seconds || price > link.priceCeilingMicros) return link;
  return { ...link, inputs: { ...link.inputs, seconds }, priceCeilingMicros: price };
}
