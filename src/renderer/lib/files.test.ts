import { afterEach, expect, test, vi } from 'vitest';
import { mostPasted } from '../../shared/hand-off.ts';
import { pathOfFile, readScript } from './files.ts';

const paste = vi.hoisted(() =>
  vi.fn(async (_: { name: string; base64: string }) => ({ path: '/tmp/staged/image.png' })),
);
vi.mock('./client.ts', () => ({ client: { handOff: { paste } } }));

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

test('a picture that was pasted on the desktop has no path: its bytes go over, unless there are too many', async () => {
  vi.stubGlobal('window', { circleTake: { pathForFile: async () => '' } });
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
  expect(await pathOfFile(new File([bytes], 'image.png'))).toBe('/tmp/staged/image.png');
  const sent = paste.mock.calls[0]?.[0];
  expect(sent?.name).toBe('image.png');
  expect(Buffer.from(sent?.base64 ?? '', 'base64').equals(bytes)).toBe(true);
  const huge = new File([new Uint8Array(mostPasted + 1)], 'image.png');
  await expect(pathOfFile(huge)).rejects.toMatchObject({ code: 'invalid-input' });
  expect(paste).toHaveBeenCalledTimes(1);
});

test('a refusal comes through as the studio worded it', async () => {
  answering(507, { code: 'disk-full', message: 'The disk is full.', action: 'Free some space.', details: {} });
  await expect(pathOfFile(new File(['png'], 'sea.png'))).rejects.toMatchObject({ code: 'disk-full' });
});
