import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../../../shared/random.ts';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { makeTrapMedia } from './make-trap-media.ts';
import { startExport } from './start-export.ts';
import { type TrapScene, tiny, trapFilm } from './trap-film.ts';

const kills = 20;
const seed = Number(process.env.TRAP_SEED ?? Date.now() % 1_000_000);
const tools = await findTools({ env: process.env });
const media = temporaryFolder();
const at = (name: string): string => join(media, name);
beforeAll(() => makeTrapMedia(media, ['cfr30.mp4', 'cfr24.mp4', 'greys.png', 'voice.wav', 'stereo44.mp4']));

const fade: TrapScene['join'] = { kind: 'crossfade', seconds: 0.3 };
const scenes = (): TrapScene[] => [
  { picture: at('cfr30.mp4'), seconds: 2, join: fade },
  { picture: at('greys.png'), narration: 'A boat comes in.', voiced: at('voice.wav'), join: fade },
  { picture: at('stereo44.mp4'), seconds: 2.5 },
  { title: 'Slate', seconds: 1, join: { kind: 'wipe', seconds: 0.4 } },
  { picture: at('cfr24.mp4'), reach: 'ping-pong', seconds: 2.2 },
];

const digestOf = (dir: string): string =>
  createHash('sha256')
    .update(readFileSync(join(dir, 'film.part.mp4')))
    .digest('hex');
const filesIn = (dir: string): string[] => readdirSync(dir, { recursive: true }).map(String).toSorted();

test(`the same film is the same file, also after being killed ${kills} times (TRAP_SEED=${seed})`, async () => {
  const random = randomFrom(seed);
  const { cut, files } = await trapFilm(tools, scenes(), { canvas: tiny });
  const orderIn = (dir: string) => ({ cut, files, dir, ffmpeg: null });
  const [first, second, killed] = ['first', 'second', 'killed'].map((name) => join(temporaryFolder(), name)) as [
    string,
    string,
    string,
  ];
  const run = startExport(orderIn(first));
  await run.begun;
  const start = performance.now();
  await run.ended;
  const whole = performance.now() - start;
  await startExport(orderIn(second)).ended;
  expect(digestOf(second)).toBe(digestOf(first));

  let landed = 0;
  let finished = 0;
  while (landed < kills || finished === 0) {
    const next = startExport(orderIn(killed));
    await next.begun;
    const ended = next.ended.then((done) => done !== null);
    const wait = random() * whole;
    const kill = landed < kills ? sleep(wait).then(() => next.kill()) : null;
    const isDone = await ended;
    await kill;
    if (!isDone) {
      landed += 1;
      continue;
    }
    finished += 1;
    expect(digestOf(killed), `seed ${seed}, after ${landed} kills`).toBe(digestOf(first));
    const more = filesIn(killed).filter((name) => !filesIn(first).includes(name));
    expect(more, `seed ${seed}, after ${landed} kills`).toEqual([]);
    if (landed < kills) rmSync(killed, { recursive: true });
  }
  expect(landed).toBe(kills);
}, 300_000);
