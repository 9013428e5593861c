import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newFilm, newScene } from '../../shared/film.ts';
import { createFilmFolder } from '../films/film-session.ts';
import { nodeStudioOptions } from '../node-studio.ts';
import type { RehearseOptions } from './arguments.ts';
import { exitCodes } from './exit-codes.ts';
import { rehearseCommand } from './rehearse-command.ts';

vi.setConfig({ testTimeout: 60_000 });

let home = '';
const scene = newScene({ title: 'Dusk', prompt: 'A boat at dusk', seconds: 0.5 });
const small = newFilm({ title: 'Small', canvas: { aspect: '16:9', width: 160, height: 90, fps: '24' } });
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'circle-take-rehearse-'));
  await writeFile(join(home, 'short.md'), '# Short\n\n## Dusk\nseconds: 0.5\n\n> A boat on the sea at dusk\n');
  const picture = { ...small.picture, generator: 'flux-schnell' };
  await createFilmFolder(join(home, 'Small.film'), { ...small, picture, scenes: [scene] });
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function rehearse(source: string, options: Partial<RehearseOptions> = {}, aborted = false) {
  let out = '';
  const studioOptions = nodeStudioOptions('cli', {
    PATH: process.env.PATH,
    CIRCLE_TAKE_USER_DATA: join(home, 'data'),
    CIRCLE_TAKE_LIBRARY: join(home, 'library'),
  });
  const write = (text: string) => {
    out += text;
  };
  const signal = aborted ? AbortSignal.abort() : new AbortController().signal;
  const surroundings = { write, columns: () => null, signal, studioOptions };
  const code = await rehearseCommand({ source: join(home, source), keep: null, json: false, ...options }, surroundings);
  return { code, out };
}

const animatics = () => readdir(join(home, 'data', 'rehearsals'));

describe('circle-take rehearse', () => {
  it('tells what stands in the way of a film, by exit code too, and keeps its animatic', async () => {
    const { code, out } = await rehearse('Small.film');
    expect(code).toBe(exitCodes.vendor);
    expect(out).toMatch(/^1 of 1 takes made\nAt the real vendors: \$0\.003 · done in 0:\d\d\n/);
    expect(out).toContain('There is no Replicate key, and 1 take needs one.');
    expect(existsSync(/^The animatic: (.*)$/m.exec(out)?.[1] ?? '')).toBe(true);
  });

  it('leaves nothing of a script but the animatic that was wished for', async () => {
    const before = await animatics();
    const { code, out } = await rehearse('short.md', { json: true, keep: home });
    expect(code).toBe(exitCodes.ok);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({ event: 'done', made: 1, hurdles: [], exitCode: 0 });
    expect(lines.at(-1).animaticDir).toBe(join(home, 'Short, rehearsal.film'));
    expect(existsSync(join(home, 'Short, rehearsal.film', 'film.json'))).toBe(true);
    expect(await animatics()).toEqual(before);
  });

  it('stops when interrupted, and refuses what is no film', async () => {
    await expect(rehearse('Small.film', {}, true)).rejects.toMatchObject({ code: 'cancelled' });
    await expect(rehearse('nothing.md')).rejects.toMatchObject({ code: 'not-found' });
  });
});
