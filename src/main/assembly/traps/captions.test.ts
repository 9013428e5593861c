import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { greyFrames } from './look-at-film.ts';
import { makeTrapMedia } from './make-trap-media.ts';
import { type Exported, exportTraps, type TrapScene, trapEncoding, trapFilm } from './trap-film.ts';

const tools = await findTools({ env: process.env });
const media = temporaryFolder();
const canvas = { aspect: '16:9', width: 320, height: 180, fps: '25' } as const;

const texts: Readonly<Record<string, string>> = {
  quotes: `It's "so" ’n “so” 'it'`,
  colons: 'At 10:30: a=b, c;d [e] | f',
  percent: '100% of %s, %d and %{pts}',
  backslashes: 'C:\\new\\Ntable\\h end\\',
  braces: '{\\an8}{\\fs200}{bold} {',
  comment: 'Dialogue: 0,0:00:00.00,9:59:59.00,Default',
  markup: '<b>bold</b> &amp; <i>x',
  emoji: 'Done 🎬👩‍👩‍👧 now',
  Arabic: 'مرحبا بالعالم، هذا نص',
  Hebrew: 'שלום עולם abc',
  Hindi: 'नमस्ते दुनिया, यह एक वाक्य है',
  Thai: 'สวัสดีชาวโลก นี่คือประโยค',
  Chinese: '你好，世界。这是一个没有空格的长句子。',
  Japanese: 'こんにちは、世界。カタカナ',
  Korean: '안녕하세요 세계',
  word: `Donau${'dampfschifffahrts'.repeat(6)}gesellschaft`,
  address: `https://example.com/${'a'.repeat(120)}`,
};
const names = Object.keys(texts);
let burnt: Exported;
let drawn: (name: string, part: 'upper' | 'lower') => number;

beforeAll(async () => {
  await makeTrapMedia(media, ['voice.wav', 'greys.png']);
  const scenes = names.map(
    (name): TrapScene => ({
      ...{ title: name, narration: texts[name] ?? '', voiced: join(media, 'voice.wav') },
      ...{ picture: join(media, 'greys.png'), motion: 'none' },
    }),
  );
  const film = await trapFilm(tools, scenes, { canvas });
  burnt = await exportTraps(film, tools, temporaryFolder());
  const plain = await exportTraps(film, tools, temporaryFolder(), {
    encoding: { ...trapEncoding(film.cut), burnt: false },
  });
  const [withText, without] = [greyFrames(burnt.file, 320, 180), greyFrames(plain.file, 320, 180)];
  drawn = (name, part) => {
    const scene = burnt.cut.scenes[names.indexOf(name)];
    const caption = scene?.captions[0];
    const frame = Math.floor(((caption?.start ?? 0) + (caption?.end ?? 0)) / 2);
    const [from, to] = part === 'upper' ? [0, 320 * 70] : [320 * 70, 320 * 180];
    const bare = without[frame]?.subarray(from, to);
    return (
      withText[frame]?.subarray(from, to).filter((value, at) => Math.abs(value - (bare?.[at] ?? 0)) > 40).length ?? 0
    );
  };
});

test.each(names)('%s: the text is drawn, and where it belongs', (name) => {
  expect(drawn(name, 'lower')).toBeGreaterThan(60);
  expect(drawn(name, 'upper')).toBe(0);
});

test('a film with such texts has all its frames', () => {
  expect(burnt.frames).toBe(burnt.cut.frames);
});
