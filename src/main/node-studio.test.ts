import { describe, expect, it } from 'vitest';
import { libraryDir, userDataDir, vendorUrls } from './node-studio.ts';

describe('folders', () => {
  const at = (platform: string, env: Record<string, string> = {}) => ({ platform, home: '/home/ada', env });

  it.each([
    [at('linux'), '/home/ada/.local/share/circle-take', '/home/ada/Videos/Circle Take'],
    [at('linux', { XDG_DATA_HOME: '/data' }), '/data/circle-take', '/home/ada/Videos/Circle Take'],
    [at('linux', { XDG_DATA_HOME: 'data' }), '/home/ada/.local/share/circle-take', '/home/ada/Videos/Circle Take'],
    [at('darwin'), '/home/ada/Library/Application Support/circle-take', '/home/ada/Movies/Circle Take'],
    [at('win32', { APPDATA: '/roaming' }), '/roaming/circle-take', '/home/ada/Videos/Circle Take'],
    [at('linux', { CIRCLE_TAKE_USER_DATA: '/a', CIRCLE_TAKE_LIBRARY: '/b' }), '/a', '/b'],
  ])('%j', (machine, data, library) => {
    expect([userDataDir(machine), libraryDir(machine)]).toEqual([data, library]);
  });
});

describe('vendor addresses', () => {
  it('are read in pairs', () => {
    expect(vendorUrls(undefined)).toEqual({});
    expect(vendorUrls('replicate=http://127.0.0.1:1234/v1, fal=https://gate.example/fal/')).toEqual({
      replicate: 'http://127.0.0.1:1234/v1',
      fal: 'https://gate.example/fal',
    });
  });

  it.each(['replicate', '=http://127.0.0.1', 'replicate=ftp://x', 'replicate=http://gate.example/v1'])(
    'refuse %s',
    (text) => {
      expect(() => vendorUrls(text)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    },
  );
});
