import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeStudioOptions } from '../node-studio.ts';
import { startSimulatedReplicate } from '../rehearsal/dialects/replicate.ts';
import { rehearsalMedia } from '../rehearsal/rehearsal-media.ts';
import type { FilmOptions } from './arguments.ts';
import { doctorCommand } from './doctor-command.ts';
import { filmCommand } from './film-command.ts';
import type { FilmEvent } from './film-events.ts';

let home = '';
let events: FilmEvent[] = [];
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'circle-take-cli-'));
  await writeFile(join(home, 'short.md'), '# Short\n\n## Dusk\nseconds: 0.5\n\n> A boat on the sea at dusk\n');
  await writeFile(join(home, 'long.md'), '# Long\n\n## Dusk\nseconds: 60\n\n> A boat on the sea at dusk\n');
});
afterAll(() => rm(home, { recursive: true, force: true }));
beforeEach(() => {
  events = [];
});

const studioOptions = (env: Record<string, string> = {}) =>
  nodeStudioOptions('cli', {
    ...process.env,
    REPLICATE_API_TOKEN: undefined,
    ...env,
    CIRCLE_TAKE_USER_DATA: join(home, 'data'),
    CIRCLE_TAKE_LIBRARY: join(home, 'library'),
  });

const usual: FilmOptions = {
  ...{ script: '', out: '', vendor: null, generator: null, voice: null, aspect: null, preset: 'draft' },
  ...{ captions: 'burnt', hardware: false, keep: null, replace: false, maxUsd: null, json: false },
};

/** Runs the command; `stopAt` interrupts it at the first event that matches. */
async function film(options: Partial<FilmOptions>, stopAt: (event: FilmEvent) => boolean = () => false) {
  const controller = new AbortController();
  const report = (event: FilmEvent): void => {
    events.push(event);
    if (stopAt(event)) controller.abort();
  };
  const wishes = { ...usual, script: join(home, 'short.md'), ...options };
  return filmCommand(wishes, { report, signal: controller.signal, studioOptions: studioOptions() });
}

const named = <K extends FilmEvent['event']>(name: K) =>
  events.filter((event): event is FilmEvent & { event: K } => event.event === name);

describe('circle-take film', () => {
  it('makes an MP4 and keeps the film folder where it is told to', async () => {
    const [out, keep] = [join(home, 'made/short.mp4'), join(home, 'kept')];
    expect(await film({ out, keep, aspect: '1:1' })).toBe(0);
    expect(named('error')).toEqual([]);
    expect(named('take')).toMatchObject([{ scene: 1, title: 'Dusk', role: 'picture', costMicros: 0 }]);
    expect(named('done')).toMatchObject([
      { file: out, width: 360, height: 360, seconds: 0.5, film: join(keep, 'Short.film') },
    ]);
    expect(existsSync(out)).toBe(true);
    expect(await readdir(join(keep, 'Short.film'))).toContain('film.json');
  });

  it('makes what the preset is for, in its shape, and names what lies beside it', async () => {
    const out = join(home, 'made/short.gif');
    expect(await film({ out, preset: 'gif', aspect: '9:16' })).toBe(0);
    // The report of short.mp4 stays.
    const beside = [join(home, 'made/short report 2.txt')];
    expect(named('done')).toMatchObject([{ file: out, width: 270, height: 480, beside }]);
    events = [];
    const refused = { code: 'invalid-input', action: expect.stringContaining('.wav') };
    expect(await film({ out: join(home, 'made/short.mp3'), preset: 'wav' })).toBe(2);
    expect(named('error')).toMatchObject([refused]);
  });

  it('stops cleanly when interrupted, names the film, and leaves no half file', async () => {
    const out = join(home, 'stopped.mp4');
    const running = (event: FilmEvent) => event.event === 'scene' && event.state === 'running';
    expect(await film({ script: join(home, 'long.md'), out }, running)).toBe(130);
    const [error] = named('error');
    expect(error).toMatchObject({ code: 'cancelled', exitCode: 130, film: expect.stringMatching(/Long\.film$/) });
    expect(existsSync(error?.film ?? '')).toBe(true);
    // Nothing is left to take up: the next studio would say so.
    const warn = vi.spyOn(console, 'warn');
    await film({ out: join(home, 'next.mp4'), generator: 'skech' });
    expect(warn).not.toHaveBeenCalled();
    expect((await readdir(home)).filter((name) => name.includes('stopped'))).toEqual([]);
    await rm(join(error?.film ?? '', '..'), { recursive: true });
  });

  it('tells the vendor’s refusal by exit code, and keeps the film', async () => {
    const vendor = await startSimulatedReplicate({ media: { video: '/x', image: '/x', audio: '/x' } });
    try {
      vendor.sabotage.add({ kind: 'no-credit' });
      const env = { CIRCLE_TAKE_VENDOR_URLS: `replicate=${vendor.baseUrl}`, REPLICATE_API_TOKEN: 'rehearsal-key' };
      const wishes = { ...usual, script: join(home, 'short.md'), out: join(home, 'paid.mp4'), vendor: 'replicate' };
      const signal = new AbortController().signal;
      const report = (event: FilmEvent) => void events.push(event);
      expect(await filmCommand(wishes, { report, signal, studioOptions: studioOptions(env) })).toBe(4);
      const [error] = named('error');
      expect(error).toMatchObject({ code: 'no-credit', message: expect.stringMatching(/^Scene 1, Dusk: /) });
      await rm(join(error?.film ?? '', '..'), { recursive: true });
    } finally {
      await vendor.close();
    }
  });

  it('keeps a film whose takes cost money, and no other, when nobody said where', async () => {
    const dir = await mkdtemp(join(home, 'media-'));
    const vendor = await startSimulatedReplicate({ media: rehearsalMedia({ ffmpeg: 'ffmpeg', dir }) });
    try {
      const env = { CIRCLE_TAKE_VENDOR_URLS: `replicate=${vendor.baseUrl}`, REPLICATE_API_TOKEN: 'rehearsal-key' };
      const wishes = { ...usual, script: join(home, 'short.md'), generator: 'flux-schnell' };
      const surroundings = {
        report: (event: FilmEvent) => void events.push(event),
        signal: new AbortController().signal,
      };
      const run = (options: FilmOptions) =>
        filmCommand(options, { ...surroundings, studioOptions: studioOptions(env) });
      expect(await run({ ...wishes, generator: 'sketch', out: join(home, 'free.mp4') })).toBe(0);
      expect(await run({ ...wishes, out: join(home, 'bought.mp4') })).toBe(0);
      expect(named('done').map((event) => event.film)).toEqual([null, join(home, 'library/Short.film')]);
      expect(await readdir(join(home, 'library'))).toEqual(['Short.film']);
    } finally {
      await vendor.close();
    }
  });

  it.each([
    ['a script that is not there', { script: '/nowhere/a.md' }, 2, 'not-found'],
    ['another kind of file', { out: 'film.mov' }, 2, 'invalid-input'],
    ['a generator that does not exist', { generator: 'skech' }, 2, 'invalid-input'],
    ['a vendor without a key', { vendor: 'replicate' }, 4, 'unauthorized'],
    ['a folder that cannot be made', { out: '/proc/none/film.mp4' }, 5, 'not-writable'],
  ])('refuses %s before it makes anything', async (_, options, exitCode, code) => {
    expect(await film({ out: join(home, 'refused.mp4'), ...options })).toBe(exitCode);
    expect(events).toMatchObject([{ event: 'error', code, exitCode, film: null }]);
  });

  it('replaces a file only when told to', async () => {
    const out = join(home, 'there.mp4');
    await writeFile(out, 'mine');
    expect(await film({ out })).toBe(2);
    expect(named('error')).toMatchObject([{ code: 'conflict', action: expect.stringContaining('--replace') }]);
    await mkdir(join(home, 'folder.mp4'));
    expect(await film({ out: join(home, 'folder.mp4'), replace: true })).toBe(2);
  });
});

it('circle-take doctor tells what it found', async () => {
  let out = '';
  const code = await doctorCommand({ json: true }, (text) => (out += text), studioOptions());
  const { ok, checks } = JSON.parse(out);
  expect(ok).toBe(code === 0);
  expect(checks.map(({ name }: { name: string }) => name)).toContain('FFmpeg');
});
