import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { makeTrapMedia } from './make-trap-media.ts';
import { exportTraps, type TrapScene, trapEncoding, trapFilm } from './trap-film.ts';

const tools = await findTools({ env: process.env });
const media = temporaryFolder();
beforeAll(() => makeTrapMedia(media, ['cfr30.mp4', 'cfr24.mp4', 'edge.png', 'b-frames.mov']));

const clip = (name: string, seconds: number, rest: Partial<TrapScene> = {}): TrapScene => ({
  ...{ title: name, picture: join(media, name), seconds, join: { kind: 'crossfade', seconds: 0.24 } },
  ...rest,
});

test.each(['ultrafast', 'veryfast'] as const)(
  'a piece that is rendered again alone is what it was when all were: %s',
  async (speed) => {
    const canvas = { aspect: '16:9', width: 160, height: 90, fps: '25' } as const;
    const scenes = [
      clip('edge.png', 1.2, { motion: 'out' }),
      clip('cfr30.mp4', 2.3),
      clip('edge.png', 1.2, {
        motion: 'in',
        fit: 'fill',
        titles: [{ text: 'A', place: 'top', from: 0, seconds: null }],
      }),
      clip('cfr24.mp4', 2.2, { reach: 'ping-pong' }),
      clip('b-frames.mov', 1.4, { trim: { start: 0.3, end: null }, fit: 'blur' }),
      clip('cfr24.mp4', 1.3, { speed: 0.7, reach: 'slow' }),
      clip('Slate', 0.8, { picture: undefined }),
    ];
    const film = await trapFilm(tools, scenes, { canvas });
    const dir = temporaryFolder();
    const make = () => exportTraps(film, tools, dir, { encoding: { ...trapEncoding(film.cut), speed } });
    const { file } = await make();
    const [first, cache] = [readFileSync(file), join(dir, 'segments')];
    const pieces = readdirSync(cache).filter((name) => name.endsWith('.mp4'));
    expect(pieces).toHaveLength(13);
    const changed: string[] = [];
    for (const piece of pieces) {
      const before = readFileSync(join(cache, piece));
      rmSync(join(cache, piece));
      const { rendered, reused } = await make();
      expect([rendered, reused]).toEqual([1, 12]);
      if (!readFileSync(join(cache, piece)).equals(before)) changed.push(piece);
    }
    expect(changed).toEqual([]);
    expect(readFileSync(file).equals(first)).toBe(true);
  },
);
