import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openFilmSession } from '../../../films/film-session.ts';
import { loadCatalogue } from '../../../generators/catalogue.ts';
import { type Ledger, openLedger } from '../../../ledger/ledger.ts';
import { vendors } from '../../../vendors/index.ts';
import { createVendorSend } from '../../../vendors/kit/send.ts';
import type { AlarmClock } from '../../alarm-clock.ts';
import type { Clock } from '../../clock.ts';
import { createGeneration } from '../../generation.ts';
import type { OnJournal } from '../../generation-deps.ts';
import { createKeyRing } from '../../key-ring.ts';
import { createKeyShelf, testKey } from '../key-shelf.ts';
import { testSettings, tools } from '../test-bench.ts';
import type { LifeOrder, When } from './life-order.ts';

/** Seconds of the studio in a second of the test: a vendor's poll interval of 5 s becomes 10 ms. */
const pace = 500;

function hastyClock(): Clock & AlarmClock {
  const start = Date.now();
  return {
    now: () => Math.round(start + (Date.now() - start) * pace),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms / pace);
        signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
        if (signal.aborted) resolve(clearTimeout(timer));
      }),
    after: (ms, work) => {
      const timer = setTimeout(work, ms / pace).unref();
      return () => clearTimeout(timer);
    },
  };
}

/** A line for the story of this life; it is told even when the process dies in the next instant. */
export const tell = (line: string): void => void writeSync(1, `${line}\n`);

/** Tells every step of the journal, and ends the process at the one that was ordered, as a power cut would. */
function fate(kill: LifeOrder['kill']) {
  let step = '';
  const reach = (when: When): void => {
    tell(`${step} ${when}`);
    if (kill?.step === step && kill.when === when) process.kill(process.pid, 'SIGKILL');
  };
  const onJournal: OnJournal = (name, when) => {
    step = name;
    reach(when);
  };
  const mortal = (ledger: Ledger): Ledger => ({
    ...ledger,
    together: (work) =>
      ledger.together(() => {
        const written = work();
        reach('inside');
        return written;
      }),
  });
  return { onJournal, mortal };
}

/** The whole engine with the shipped catalogue and adapters, over a film, a ledger and a simulated vendor. */
export async function openMortalEngine(order: LifeOrder) {
  const { onJournal, mortal } = fate(order.kill);
  const [catalogue, session] = await Promise.all([
    loadCatalogue(order.resourcesDir),
    openFilmSession(join(order.dir, 'Test.film')),
  ]);
  const ledger = openLedger(join(order.dir, 'ledger.sqlite'));
  const clock = hastyClock();
  const keys = createKeyShelf(order.keys.map((key, index) => testKey(`k${index}`, { vendor: order.vendor, ...key })));
  // One job for each key at a time: there is always one that waits.
  const limitsOf = () => ({ perMinute: null, atOnce: 1, coolDownSeconds: 1 });
  const { keyHealth: health, attempts } = ledger;
  const ring = createKeyRing({ health, recent: attempts.recent, vendors, keys, limitsOf, clock });
  const generation = createGeneration({
    ...{ vendors, keys, ring, limitsOf, clock, onJournal },
    ledger: mortal(ledger),
    films: { find: (filmId) => (filmId === session.filmId ? session : null) },
    generators: catalogue.byId,
    rules: catalogue.rules,
    settings: () => testSettings,
    resourcesDir: order.resourcesDir,
    incomingDir: join(order.dir, 'incoming'),
    send: createVendorSend({ fetch, baseUrls: order.baseUrls }),
    tools: async () => tools,
    fork: () => {
      throw new Error('Nothing is made on this machine here.');
    },
    publish: (event) => {
      if (event.type === 'job' && event.job.progress.fraction === null) tell(`${event.job.id} is ${event.job.state}`);
    },
    onBusy: () => {},
    onIdle: () => {},
    allowPrivateHosts: new Set([order.outputHost]),
  });
  return { generation, ledger, ring, session, keys };
}
export type MortalEngine = Awaited<ReturnType<typeof openMortalEngine>>;
