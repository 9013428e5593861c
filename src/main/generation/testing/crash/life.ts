import type { LifeOrder } from './life-order.ts';
import { openMortalEngine, tell } from './mortal-engine.ts';
import { clearUp, meddle, mendKeys, takeUpAll, untilIdle } from './user.ts';

// One life of an engine, in a process of its own: it goes on with what the lives before it left, does what is ordered,
// and ends when nothing is left to do, or is killed. Argument: a LifeOrder as JSON.
const order = JSON.parse(process.argv[2] ?? '') as LifeOrder;
// Should nobody kill it, it must not stay.
setTimeout(() => process.exit(3), 30_000).unref();
const engine = await openMortalEngine(order);
const { generation, session } = engine;
mendKeys(engine, order);
tell('begins');
await generation.resumeFilm(session.filmId);
if (order.wishes.length > 0) await meddle(engine, order, await generation.generate(session.filmId, order.wishes));
await untilIdle(engine);
if (order.acts.includes('take-up')) await takeUpAll(engine, order);
if (order.acts.includes('clear-up')) await clearUp(engine, order);
await generation.stop();
await session.close();
engine.ledger.close();
tell('ends');
process.exit(0);
