import { afterEach, expect, test, vi } from 'vitest';
import { pathOfFile, readScript } from './files.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});
const answering = (status: number, body: object) => {
  vi.stubGlobal('window', {});
  vi.stubGlobal('fetch', async () => Response.json(body, { status }));
};

test('a script is read with its name, because its ending says how', async () => {
  const file = new File(['INT. LAMP ROOM - NIGHT'], 'lamp.fountain');
  expect(await readScript(file)).toEqual({ name: 'lamp.fountain', text: 'INT. LAMP ROOM - NIGHT' });
});

test('what is no text is refused by name', async () => {
  await expect(readScript(new File(['\0\0'], 'lamp.mp4'))).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('lamp.mp4'),
  });
});

test('the browser door stages the file; the desktop knows its path', async () => {
  const file = new File(['png'], 'sea.png');
  answering(200, { path: '/tmp/staged/sea.png' });
  expect(await pathOfFile(file)).toBe('/tmp/staged/sea.png');
  vi.stubGlobal('window', { circleTake: { pathForFile: async () => '/home/ada/sea.png' } });
  expect(await pathOfFile(file)).toBe('/home/ada/sea.png');
});

test('a refusal comes through as the studio worded it', async () => {
  answering(507, { code: 'disk-full', message: 'The disk is full.', action: 'Free some space.', details: {} });
  await expect(pathOfFile(new File(['png'], 'sea.png'))).rejects.toMatchObject({ code: 'disk-full' });
});
