import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CompiledApp, compiledApp } from './double/compiled-app.ts';
import type { Launched } from './double/launch.ts';

// The compiled main and preload, run against the double of electron. What the double claims: double/claims.md.

const filmId = 'fi_00000000000000000000';
const takeId = 'tk_00000000000000000000';
let compiled: CompiledApp;
/** One launch for the tests that leave it as it was. */
let app: Launched;
let dataFolder: string;

beforeAll(async () => {
  compiled = await compiledApp();
  const { out, dir } = compiled;
  await writeFile(join(dir, `${takeId}.mp4`), 'abcdefghij');
  await writeFile(join(out, 'secret.txt'), 'secret');
  await symlink(join(out, 'secret.txt'), join(out, 'renderer', 'link.txt'));
  app = await compiled.startWithPage();
  dataFolder = compiled.dataFolder();
});
afterAll(() => compiled.remove());

test('schemes, sandbox, data folder and lock come before ready', async () => {
  const { schemes, journal } = await app.evaluate(({ schemes, journal }) => ({ schemes, journal }));
  const common = { standard: true, secure: true, supportFetchAPI: true };
  expect(schemes).toEqual([
    { scheme: 'app', privileges: { ...common, codeCache: true } },
    { scheme: 'media', privileges: { ...common, corsEnabled: true, stream: true } },
  ]);
  expect(journal[0]).toBe('enableSandbox');
  expect(journal[1]).toBe(`requestSingleInstanceLock {"paths":[]} in ${dataFolder}`);
});

test('--no-sandbox is left alone, and a packaged app takes no debugger', async () => {
  const other = await compiled.start({ switches: ['no-sandbox'], packaged: true });
  const journal = await other.evaluate(({ journal }) => journal);
  expect(journal).not.toContain('enableSandbox');
  expect(journal).toContain('removeSwitch remote-debugging-port');
});

test('the window is sandboxed, isolated and hidden until it has painted', async () => {
  const { options, url, visible } = await app.evaluate(({ window }) => ({
    options: window()?.options,
    url: window()?.webContents.mainFrame.url,
    visible: window()?.visible,
  }));
  expect(options?.show).toBe(false);
  expect(options?.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    preload: join(compiled.out, 'preload', 'index.cjs'),
  });
  expect([url, visible]).toEqual(['app://studio/index.html', true]);
});

test('the page has its policy, and a bridge without secrets or ipcRenderer', async () => {
  const { policy, exposed, members, path, made } = await app.evaluate(async ({ page }) => {
    const open = page();
    if (!open) throw new Error('there is no page');
    const { window, file, policy, exposed } = open;
    const bridge = window.circleTake as { door: string; pathForFile(file: File): Promise<string> };
    return {
      policy,
      exposed,
      members: Object.keys(bridge),
      path: await bridge.pathForFile(file('/films/clip one.mp4')),
      made: await bridge.pathForFile(new File(['x'], 'made.mp4')),
    };
  });
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).toContain('media-src media: blob:');
  expect(exposed).toEqual(['circleTake']);
  expect(members.toSorted()).toEqual(['door', 'pathForFile']);
  expect([path, made]).toEqual(['/films/clip one.mp4', '']);
  expect(await app.evaluate(({ opened }) => opened()?.studio.granted)).toEqual(['/films/clip one.mp4']);
});

test('the contract crosses the port that the preload hands over, events included', async () => {
  const result = await app.evaluate(async ({ connectPage, opened }) => {
    const client = connectPage().client as never as {
      films: { recent(): Promise<{ title: string }[]>; revision(input: object): Promise<never> };
      studio: { events(): Promise<AsyncIterator<unknown>> };
    };
    const recent = await client.films.recent();
    const refused = await client.films
      .revision({ filmId: 'fi_00000000000000000000', revision: 7 })
      .catch((error: { code: string; data: unknown }) => [error.code, error.data]);
    const events = await client.studio.events();
    opened()?.studio.publish({ type: 'keys' });
    return { recent: recent.map(({ title }) => title), refused, event: await events.next() };
  });
  expect(result.recent).toEqual(['One', 'Two']);
  expect(result.refused).toMatchObject(['not-found', { message: 'Revision 7 is not there any more.' }]);
  expect(result.event).toEqual({ done: false, value: { type: 'keys' } });
});

test.each([
  ['a foreign page', 'https://evil.example/', false],
  ['a host that only looks like ours', 'app://studio.evil/', false],
  ['a frame inside our page', 'app://studio/index.html', true],
])('%s gets no contract', async (_who, url, asSubframe) => {
  const closed = await app.evaluate(
    ({ page }, [address, inside]) =>
      new Promise((resolve) => {
        const port = page()?.connectFrom(String(address), inside === true);
        port?.addEventListener('close', () => resolve(true));
        port?.addEventListener('message', () => resolve(false));
        port?.start();
      }),
    [url, asSubframe],
  );
  expect(closed).toBe(true);
});

test('a reload brings a new port, and the old one closes', async () => {
  const [closed, title] = await app.evaluate(async ({ connectPage, window }) => {
    const { port } = connectPage();
    const closing = new Promise((resolve) => port.addEventListener('close', () => resolve(true)));
    window()?.webContents.reload();
    const closed = await closing;
    await new Promise((resolve) => setTimeout(resolve, 50));
    const client = connectPage().client as never as { films: { recent(): Promise<{ title: string }[]> } };
    return [closed, (await client.films.recent())[0]?.title];
  });
  expect([closed, title]).toEqual([true, 'One']);
});

test('app: stays inside the build', async () => {
  const statuses = await app.evaluate(({ request }) => {
    const status = async (url: string, init = {}) => (await request(url, init)).status;
    return Promise.all([
      status('app://studio/index.html'),
      status('app://studio/assets/app.js'),
      status('app://other/index.html'),
      status('app://studio/../secret.txt'),
      status('app://studio/..%2fsecret.txt'),
      status('app://studio/assets/..%2f..%2fsecret.txt'),
      status('app://studio/..%5csecret.txt'),
      status('app://studio/index.html%00'),
      status('app://studio/link.txt'),
      status('app://studio/index.html', { method: 'POST' }),
    ]);
  });
  expect(statuses).toEqual([200, 200, 404, 404, 404, 404, 404, 404, 404, 405]);
});

test('media: serves takes by id, uncapped from any offset, to our page only', async () => {
  const base = `media://film/${filmId}/${takeId}`;
  const results = await app.evaluate(async ({ request }, base) => {
    const get = async (url: string, headers = {}) => {
      const response = await request(url, { headers });
      const [length, range, type, origin] = [
        'content-length',
        'content-range',
        'content-type',
        'access-control-allow-origin',
      ].map((name) => response.headers.get(name));
      const { status } = response;
      return { status, length, range, type, origin, body: status < 300 ? await response.text() : '' };
    };
    return {
      whole: await get(`${base}/media?v=1`),
      part: await get(`${base}/media`, { range: 'bytes=4-' }),
      beyond: await get(`${base}/media`, { range: 'bytes=10-' }),
      refused: await Promise.all(
        [
          `${base}/poster`,
          `${base}/other`,
          `${base}/..%2fmedia`,
          `${base}/media/more`,
          'media://film/../../etc/passwd',
          'media://film/etc/passwd/media',
          base.replace('film/', 'other/'),
        ].map(async (url) => (await get(url)).status),
      ),
    };
  }, base);
  const common = { type: 'video/mp4', origin: 'app://studio' };
  expect(results.whole).toEqual({ status: 200, length: '10', range: null, body: 'abcdefghij', ...common });
  expect(results.part).toEqual({ status: 206, length: '6', range: 'bytes 4-9/10', body: 'efghij', ...common });
  expect(results.beyond).toMatchObject({ status: 416, range: 'bytes */10' });
  expect(new Set(results.refused)).toEqual(new Set([404]));
});

test('nobody leaves the page, opens windows or attaches webviews', async () => {
  const verdicts = await app.evaluate(({ window }) => {
    const contents = window()?.webContents;
    const webview = { prevented: false };
    contents?.emit('will-attach-webview', {
      preventDefault: () => {
        webview.prevented = true;
      },
    });
    return {
      own: contents?.navigate('will-navigate', 'app://studio/index.html#x'),
      away: contents?.navigate('will-navigate', 'https://example.com/'),
      file: contents?.navigate('will-navigate', 'file:///etc/passwd'),
      frame: contents?.navigate('will-frame-navigate', 'https://example.com/'),
      redirect: contents?.navigate('will-redirect', 'https://example.com/'),
      opened: contents?.openHandler({ url: 'app://studio/' }),
      webview: webview.prevented,
    };
  });
  expect(verdicts).toEqual({
    own: true,
    away: false,
    file: false,
    frame: false,
    redirect: false,
    opened: { action: 'deny' },
    webview: true,
  });
});

test('the page gets the microphone and little else; others get nothing', async () => {
  const granted = await app.evaluate(({ permissions }) => {
    const ours = { isMainFrame: true, requestingUrl: 'app://studio/index.html' };
    const asked = (permission: string, details: object) => {
      let answer: unknown = null;
      permissions.request?.({}, permission, (verdict: boolean) => (answer = verdict), { ...ours, ...details });
      return answer;
    };
    const checked = (permission: string, origin: string, details: object) =>
      permissions.check?.({}, permission, origin, { isMainFrame: true, ...details });
    return {
      microphone: asked('media', { mediaTypes: ['audio'] }),
      camera: asked('media', { mediaTypes: ['audio', 'video'] }),
      unknown: asked('media', {}),
      screen: asked('display-capture', { mediaTypes: ['video'] }),
      clipboard: asked('clipboard-read', {}),
      fullscreen: asked('fullscreen', {}),
      frame: asked('fullscreen', { isMainFrame: false }),
      foreign: asked('fullscreen', { requestingUrl: 'https://evil.example/' }),
      checkMicrophone: checked('media', 'app://studio/', { mediaType: 'audio' }),
      checkCamera: checked('media', 'app://studio/', { mediaType: 'video' }),
      checkForeign: checked('media', 'https://evil.example/', { mediaType: 'audio' }),
      device: permissions.device?.({}),
    };
  });
  expect(granted).toEqual({
    microphone: true,
    camera: false,
    unknown: false,
    screen: false,
    clipboard: false,
    fullscreen: true,
    frame: false,
    foreign: false,
    checkMicrophone: true,
    checkCamera: false,
    checkForeign: false,
    device: false,
  });
});

test('an engine that cannot be opened is said in a box, and the app ends', async () => {
  const other = await compiled.start({ env: { DOUBLE_ENGINE_FAILS: '1' } });
  await expect.poll(() => other.evaluate(({ app }) => app.exitCode)).toBe(1);
  const journal = await other.evaluate(({ journal }) => journal);
  expect(journal).toContain('showErrorBox Circle Take cannot start: the ledger cannot be read');
});

test('errors are logged to the log file and do not end a running studio', async () => {
  await app.evaluate(() => {
    setTimeout(() => {
      throw new Error('a late mistake');
    });
    void Promise.reject(new Error('a lost promise'));
  });
  const log = (): Promise<string> => readFile(join(dataFolder, 'logs', 'main.log'), 'utf8');
  await expect.poll(log).toContain('a late mistake');
  await expect.poll(log).toContain('a lost promise');
  expect(await app.evaluate(({ app }) => app.exitCode)).toBeNull();
});
