import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CompiledApp, compiledApp } from './double/compiled-app.ts';
import type { Launched } from './double/launch.ts';

// Starting, opening and quitting the compiled app against the double of electron.

let compiled: CompiledApp;
beforeAll(async () => {
  compiled = await compiledApp();
});
afterAll(() => compiled.remove());

/** The page listens to the studio's events; gives the films it was asked to open. */
const listen = (app: Launched): Promise<unknown> =>
  app.evaluate(async ({ connectPage }) => {
    const client = connectPage().client as never as {
      studio: { events(): Promise<AsyncIterable<{ type: string; command: string; argument: string }>> };
    };
    const heard: string[] = [];
    Object.assign(globalThis, { heard, client });
    const events = await client.studio.events();
    void (async () => {
      for await (const event of events) if (event.type === 'command') heard.push(`${event.command} ${event.argument}`);
    })();
  });
const heard = (app: Launched): Promise<string[]> =>
  app.evaluate(() => (globalThis as never as { heard: string[] }).heard);
const quit = (app: Launched): Promise<unknown> => app.evaluate(({ app }) => app.quit());
const exitCode = (app: Launched): Promise<number | null> => app.evaluate(({ app }) => app.exitCode);
const journal = (app: Launched): Promise<string[]> => app.evaluate(({ journal }) => journal);

test('an idle studio is closed, then the app quits, without a question', async () => {
  const app = await compiled.startWithPage();
  await quit(app);
  await expect.poll(() => exitCode(app)).toBe(0);
  expect(await app.evaluate(({ opened }) => opened()?.studio.closed)).toBe(1);
  expect((await journal(app)).filter((line) => line.startsWith('showMessageBox'))).toEqual([]);
});

test('quitting during an export asks once, and goes on working when told so', async () => {
  const app = await compiled.startWithPage();
  await app.evaluate(({ app, answers, opened }) => {
    const studio = opened()?.studio;
    if (studio) studio.work = { jobs: 2, exports: 1 };
    answers.push({ method: 'showMessageBox', answer: { response: 0 } });
    app.quit();
    app.quit();
  });
  const asked = (await journal(app)).filter((line) => line.startsWith('showMessageBox'));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain('Quit while 1 export and 2 jobs are running?');
  expect(await exitCode(app)).toBeNull();

  await app.evaluate(({ answers }) => answers.push({ method: 'showMessageBox', answer: { response: 1 } }));
  await quit(app);
  await expect.poll(() => exitCode(app)).toBe(0);
  expect(await app.evaluate(({ opened }) => opened()?.studio.closed)).toBe(1);
});

test('closing the window asks in the same way, and its bounds are remembered', async () => {
  const app = await compiled.startWithPage();
  await app.evaluate(({ answers, opened, window }) => {
    const studio = opened()?.studio;
    if (studio) studio.work = { jobs: 0, exports: 1 };
    answers.push({ method: 'showMessageBox', answer: { response: 0 } });
    window()?.close();
  });
  expect(await app.evaluate(({ window }) => window()?.destroyed)).toBe(false);
  await app.evaluate(({ answers, window }) => {
    answers.push({ method: 'showMessageBox', answer: { response: 1 } });
    window()?.close();
  });
  await expect.poll(() => exitCode(app)).toBe(0);
  const state = JSON.parse(await readFile(join(compiled.dataFolder(), 'window-state.json'), 'utf8'));
  expect(state.bounds).toEqual({ x: 240, y: 70, width: 1440, height: 900 });
});

test('a page that saves its last edits is given the time', async () => {
  const app = await compiled.startWithPage();
  await app.evaluate(({ app, window }) => {
    const contents = window()?.webContents;
    if (contents) contents.vetoes = 2;
    app.quit();
  });
  await expect.poll(() => exitCode(app), { timeout: 5000 }).toBe(0);
  expect(await app.evaluate(({ opened }) => opened()?.studio.closed)).toBe(1);
});

test('edits that cannot be saved are not lost without a question', async () => {
  const app = await compiled.startWithPage();
  await app.evaluate(({ answers, app, window }) => {
    const contents = window()?.webContents;
    if (contents) contents.vetoes = 100;
    answers.push({ method: 'showMessageBox', answer: { response: 0 } });
    app.quit();
  });
  await expect.poll(async () => (await journal(app)).join('\n'), { timeout: 8000 }).toContain('could not be saved');
  expect(await app.evaluate(({ window, opened }) => [window()?.destroyed, opened()?.studio.closed])).toEqual([
    false,
    0,
  ]);
});

test('an engine that fails to close does not hold the app', async () => {
  const app = await compiled.startWithPage();
  await app.evaluate(({ app, opened }) => {
    const studio = opened()?.studio;
    if (studio) studio.close = () => Promise.reject(new Error('the ledger is gone'));
    app.quit();
  });
  await expect.poll(() => exitCode(app)).toBe(0);
});

test('the second instance quits and opens nothing; the first opens its film in front', async () => {
  const film = join(compiled.dir, 'Second.film');
  const second = await compiled.start({ lock: false, args: [film, '--flag'] });
  expect(await exitCode(second)).toBe(0);
  expect(await second.evaluate(({ opened, window }) => [opened() ?? null, window() ?? null])).toEqual([null, null]);
  expect((await journal(second)).join('\n')).toContain(`requestSingleInstanceLock {"paths":["${film}"]}`);

  const first = await compiled.startWithPage();
  await listen(first);
  await first.evaluate(
    ({ app }, path) => app.emit('second-instance', {}, ['electron', '--junk'], '/', { paths: [path] }),
    film,
  );
  await first.evaluate(({ app }) => app.emit('second-instance', {}, [], '/', 'junk'));
  await expect.poll(() => heard(first)).toContain(`film.open-path ${film}`);
  expect(await first.evaluate(({ opened }) => opened()?.studio.granted)).toContain(film);
  expect(await journal(first)).toContain('focus');
});

test('a film opened before ready waits for the page, and is offered until it opens', async () => {
  const film = join(compiled.dir, 'Early.film');
  const app = await compiled.startWithPage({ env: { DOUBLE_OPEN_FILE: join(film, 'Open.circletake') } });
  expect(await app.evaluate(({ opened }) => opened()?.studio.published)).toEqual([]);
  await listen(app);
  await expect.poll(async () => (await heard(app)).length, { timeout: 5000 }).toBeGreaterThan(1);
  await app.evaluate((_inside, dir) => {
    const { client } = globalThis as never as { client: { films: { open(input: object): Promise<unknown> } } };
    return client.films.open({ dir });
  }, film);
  const before = (await heard(app)).length;
  await new Promise((resolve) => setTimeout(resolve, 900));
  expect(await heard(app)).toHaveLength(before);
  expect(await journal(app)).toContain(`addRecentDocument ${film}`);
});

test('exports show on the task bar and keep the machine awake', async () => {
  const app = await compiled.startWithPage();
  await app.evaluate(({ opened }) => {
    const job = (id: string, state: string, fraction: number) => ({ id, state, fraction }) as never;
    const { publish } = opened()?.studio ?? { publish: () => {} };
    publish({ type: 'export', export: job('a', 'rendering', 0.5) });
    publish({ type: 'export', export: job('b', 'queued', 0) });
    publish({ type: 'export', export: job('a', 'done', 1) });
    publish({ type: 'export', export: job('b', 'failed', 0) });
  });
  await expect
    .poll(async () => (await journal(app)).filter((line) => /^(progress|powerSave)/.test(line)))
    .toEqual([
      'progress 0.5',
      'powerSaveBlocker prevent-app-suspension',
      'progress 0.25',
      'progress 0',
      'progress -1',
      'powerSaveBlocker stop 1',
    ]);
});

test('the menu sends commands, sets the theme and lists films that are there', async () => {
  const app = await compiled.startWithPage();
  await listen(app);
  const click = (id: string): Promise<unknown> =>
    app.evaluate(({ electron }, id) => {
      const menu = electron.Menu.getApplicationMenu() as {
        getMenuItemById(id: string): { click(...args: object[]): void } | null;
      };
      menu.getMenuItemById(id)?.click({}, {}, { triggeredByAccelerator: false });
    }, id);
  await click('film.new');
  await click('film.undo');
  await click('logs');
  await click('theme-dark');
  await expect.poll(() => heard(app)).toEqual(['film.new null', 'film.undo null']);
  await expect.poll(() => app.evaluate(({ electron }) => electron.nativeTheme.themeSource)).toBe('dark');
  const recent = await app.evaluate(({ electron }) => {
    const menu = electron.Menu.getApplicationMenu() as {
      getMenuItemById(id: string): { submenu: { label: string }[] };
    };
    return menu.getMenuItemById('recent').submenu.map(({ label }) => label);
  });
  expect(recent).toEqual(['One']);
  expect(await journal(app)).toContain(`openPath ${join(compiled.dataFolder(), 'logs')}`);
});

test('dialogs remember their folder, and only vendors’ pages are opened outside', async () => {
  const app = await compiled.startWithPage();
  const results = await app.evaluate(async ({ answers, opened }, dir) => {
    const shell = opened()?.options.desktop;
    answers.push({ method: 'showOpenDialog', answer: { canceled: false, filePaths: [`${dir}/Open.circletake`] } });
    answers.push({ method: 'showOpenDialog', answer: { canceled: true, filePaths: [] } });
    answers.push({ method: 'showSaveDialog', answer: { canceled: false, filePath: `${dir}/film.mp4` } });
    const refusal = (url: string) => shell?.openExternal(url).catch((error: { code: string }) => error.code);
    return {
      film: await shell?.pickFilm(),
      media: await shell?.pickMedia('picture'),
      save: await shell?.pickSavePath(`${dir}/suggested.mp4`),
      vendor: await refusal('https://replicate.com/account/api-tokens'),
      other: await refusal('https://evil.example/replicate.com'),
      plain: await refusal('http://replicate.com/'),
    };
  }, compiled.dir);
  expect(results).toEqual({
    film: compiled.dir,
    media: null,
    save: join(compiled.dir, 'film.mp4'),
    vendor: undefined,
    other: 'not-allowed',
    plain: 'not-allowed',
  });
  const said = await journal(app);
  expect(said.find((line) => line.includes('Import a take'))).toContain(`"defaultPath":"${compiled.dir}"`);
  expect(said).toContain('openExternal https://replicate.com/account/api-tokens');
});

test('helpers are utility processes, and none outlives the app', async () => {
  const app = await compiled.startWithPage();
  await app.evaluate(({ opened }) => {
    opened()?.options.fork('voice-process').send({ id: 1 });
  });
  await quit(app);
  await expect.poll(() => exitCode(app)).toBe(0);
  const said = (await journal(app)).filter((line) => line.startsWith('utility'));
  expect(said).toEqual([
    `utility fork ${join(compiled.out, 'main', 'voice-process.js')} {"serviceName":"voice-process","stdio":"pipe"}`,
    'utility message {"id":1}',
    'utility kill',
  ]);
});

test('a page that dies is offered again; work goes on', async () => {
  const app = await compiled.startWithPage();
  await app.evaluate(({ answers, window }) => {
    answers.push({ method: 'showMessageBox', answer: { response: 0 } });
    window()?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  });
  await expect.poll(() => journal(app)).toContain('reload');
  expect(await app.evaluate(({ opened }) => opened()?.studio.closed)).toBe(0);
});

test('vendors are reached through Chromium’s network; a redirect is an answer', async () => {
  const server = createServer((_request, response) => response.writeHead(302, { location: '/' }).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const app = await compiled.startWithPage();
  const status = await app.evaluate(async ({ opened }, url) => {
    const answer = await opened()?.options.fetch(new URL(url), { redirect: 'manual' });
    return answer?.status;
  }, `http://127.0.0.1:${port}/`);
  server.close();
  expect(status).toBe(302);
});
