import { join } from 'node:path';
import { partPath } from '../src/main/assembly/exports/export-destination.ts';
import { planExport } from '../src/main/assembly/exports/export-plan.ts';
import type { Order } from '../src/main/assembly/exports/export-queue.ts';
import { createHardware } from '../src/main/assembly/exports/hardware.ts';
import { makeExport } from '../src/main/assembly/exports/make-export.ts';
import { findTools } from '../src/main/ffmpeg/tools.ts';
import { openFilmSession } from '../src/main/films/film-session.ts';
import { ownIdentity } from '../src/main/processes/process-identity.ts';
import type { ExportOptions, Preset } from '../src/shared/export.ts';
import { newId } from '../src/shared/ids.ts';
import { cpuOfEnded } from './assembly-meter.ts';

// One export by the engine, as the studio makes it, in a process of its own: node bench/assembly-export.ts JSON

export type EngineOrder = {
  readonly film: string;
  readonly output: string;
  readonly preset: Preset;
  readonly captions: ExportOptions['captions'];
  /** Another FFmpeg than the one that is found. */
  readonly ffmpeg: string | null;
};

/** What the process says of its export, which it was ready for when it was asked. */
export type EngineSays = {
  /** From the wish to the finished file with its name, and of that planning, seconds. */
  readonly seconds: number;
  readonly planning: number;
  /** Processor seconds of this process, and of all FFmpeg processes. */
  readonly own: number;
  readonly ffmpeg: number;
  readonly rendered: number;
  readonly reused: number;
  readonly frames: number;
  readonly encoder: string | null;
  readonly checks: readonly string[];
};

async function exportFilm({ film, output, preset, captions, ffmpeg }: EngineOrder): Promise<EngineSays> {
  const found = await findTools({ env: process.env });
  const session = await openFilmSession(film);
  try {
    const owner = await ownIdentity();
    const started = { wall: performance.now(), own: process.cpuUsage(), ffmpeg: cpuOfEnded() };
    const planned = await planExport(session, { preset: 'hd', aspect: null, slates: false, replace: true });
    const plan = { ...planned, preset };
    const planning = (performance.now() - started.wall) / 1000;
    const id = newId('export');
    const order: Order = {
      ...{ plan, session, owner, ownedAt: new Date().toISOString(), part: partPath(output, id) },
      job: {
        ...{ id, filmId: session.filmId, preset: preset.id, destination: output, state: 'rendering', fraction: 0 },
        ...{ options: { aspect: null, captions, hardware: false }, secondsLeft: null, error: null, notes: [] },
        ...{ draft: false, result: null, createdAt: new Date().toISOString() },
      },
    };
    const workshop = {
      tools: ffmpeg === null ? found : { ...found, ffmpeg },
      hardware: createHardware({ platform: process.platform }),
      resourcesDir: join(import.meta.dirname, '../resources'),
      cacheBytes: 50e9,
    };
    const { result } = await makeExport(order, workshop, new AbortController().signal, {
      onProgress: () => {},
      onMeasured: () => {},
    });
    const { user, system } = process.cpuUsage(started.own);
    return {
      seconds: (performance.now() - started.wall) / 1000,
      planning,
      own: (user + system) / 1e6,
      ffmpeg: cpuOfEnded() - started.ffmpeg,
      ...{ rendered: result.rendered, reused: result.reused, frames: result.frames ?? 0, encoder: result.encoder },
      checks: result.checks.filter(({ ok }) => !ok).map(({ text }) => text),
    };
  } finally {
    await session.close();
  }
}

if (import.meta.main) {
  const says = await exportFilm(JSON.parse(process.argv[2] ?? '') as EngineOrder);
  process.stdout.write(JSON.stringify(says));
}
