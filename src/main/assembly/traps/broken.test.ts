import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Probe } from '../../../shared/take.ts';
import { probeMedia } from '../../ffmpeg/probe.ts';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { numbersOf } from './look-at-film.ts';
import { makeTrapMedia } from './make-trap-media.ts';
import { exportTraps, type TrapScene, trapFilm } from './trap-film.ts';

const tools = await findTools({ env: process.env });
const media = temporaryFolder();
const at = (name: string): string => join(media, name);
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end();
}).listen(0, '127.0.0.1');

beforeAll(async () => {
  await makeTrapMedia(media, ['cfr30.mp4', 'headless.mp4', 'truncated.mp4', 'long-header.mp4', 'moves.webp']);
  writeFileSync(at('empty.mp4'), '');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/inside.mp4`;
  writeFileSync(at('playlist.mp4'), `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\n${url}\n#EXT-X-ENDLIST\n`);
  writeFileSync(at('concat.mp4'), `ffconcat version 1.0\nfile '${url}'\nfile '${at('cfr30.mp4')}'\n`);
  const sdp = ['v=0', 'o=- 0 0 IN IP4 127.0.0.1', 's=x', 'c=IN IP4 127.0.0.1', 't=0 0', 'm=video 5004 RTP/AVP 96'];
  writeFileSync(at('session.mp4'), `${sdp.join('\n')}\na=rtpmap:96 H264/90000\n`);
  writeFileSync(at('drawing.png'), `<svg xmlns="http://www.w3.org/2000/svg"><image href="${url}"/></svg>`);
});
afterAll(() => void server.close());

/** As it was when it was taken up: a clip of a second. */
const believed: Probe = {
  ...{ kind: 'video', seconds: 1, width: 160, height: 90, fps: 30, videoCodec: 'h264', audioCodec: null },
};
const good: TrapScene = { title: 'Before', picture: at('cfr30.mp4'), seconds: 1 };

test.each([
  ['empty.mp4', 'damaged'],
  ['headless.mp4', 'damaged'],
  ['playlist.mp4', 'unsupported'],
  ['concat.mp4', 'unsupported'],
  ['session.mp4', 'unsupported'],
  ['drawing.png', 'unsupported'],
  ['moves.webp', 'unsupported'],
])('%s is refused as %s, by the name of its scene, when it is taken up and when it is exported', async (name, code) => {
  await expect(probeMedia(tools, at(name))).rejects.toMatchObject({ code });
  const film = await trapFilm(tools, [good, { title: 'Harbour', picture: at(name), seconds: 1, probe: believed }]);
  const says = expect.stringMatching(new RegExp(`scene 2, Harbour.*${name.replace('.', '\\.')}`, 'i'));
  await expect(exportTraps(film, tools, temporaryFolder())).rejects.toMatchObject({ code, message: says });
  expect(asked).toEqual([]);
});

test('a clip that was cut off since it was taken up is told by its scene, and never shortens the film', async () => {
  await expect(probeMedia(tools, at('truncated.mp4'))).rejects.toMatchObject({ code: 'damaged' });
  const film = await trapFilm(tools, [
    good,
    { title: 'Harbour', picture: at('truncated.mp4'), seconds: 1, probe: believed },
  ]);
  await expect(exportTraps(film, tools, temporaryFolder())).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringMatching(/scene 2, Harbour.*truncated\.mp4/),
  });
});

test.each(['hold', 'loop'] as const)(
  'a clip that is shorter than its header says fills its scene: %s',
  async (reach) => {
    const film = await trapFilm(tools, [{ picture: at('long-header.mp4'), seconds: 1.5, reach }, good]);
    const exported = await exportTraps(film, tools, temporaryFolder());
    const numbers = numbersOf(exported.file).map(({ number }) => number);
    const wanted = (k: number): number => (reach === 'loop' ? k % 30 : Math.min(29, k));
    expect(numbers.slice(0, 45)).toEqual(Array.from({ length: 45 }, (_, k) => wanted(k)));
    expect(numbers.slice(45)).toEqual(Array.from({ length: 30 }, (_, k) => k));
  },
);
