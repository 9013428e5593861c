import { planCut } from '../../shared/cut.ts';
import { canvases, type Film, newFilm, newScene, type Scene } from '../../shared/film.ts';
import { usualFilmSound, usualMusic } from '../../shared/sound.ts';
import type { TakeView } from '../../shared/take.ts';
import { testTake } from '../../shared/test-take.ts';
import type { FrameRate } from '../../shared/time.ts';
import { type HandOver, planHandOver } from './hand-over.ts';

/** For tests only: a film that uses most of what a cut can be, and its takes, without files. */
export function testCut(fps: FrameRate): { film: Film; takes: TakeView[] } {
  const crossfade = { kind: 'crossfade', seconds: 0.5 } as const;
  const scenes = [
    newScene({
      title: 'Harbour & <gulls> “früh”',
      narration: 'The harbour wakes up early, as it does.',
      join: crossfade,
    }),
    newScene({ title: 'Trimmed', seconds: 2, trim: { start: 1.5, end: 4 }, join: { kind: 'wipe', seconds: 0.4 } }),
    newScene({
      title: 'Fast',
      seconds: 2.2,
      speed: 2,
      levels: { voice: { gainDb: 0, muted: false }, clip: { gainDb: -6, muted: false } },
    }),
    newScene({ title: 'Looped', seconds: 9, reach: 'loop' }),
    newScene({ title: 'Held', seconds: 6, reach: 'hold', join: { kind: 'dip-black', seconds: 1 } }),
    newScene({ title: 'Slowed', seconds: 7, reach: 'slow' }),
    newScene({
      title: 'Still',
      seconds: 3,
      fit: 'blur',
      titles: [{ text: 'Ahoy\n& <welcome>', place: 'lower-third', from: 0.5, seconds: 1 }],
    }),
    newScene({ title: 'To be made', seconds: 2 }),
    newScene({ title: 'To and fro', seconds: 8, reach: 'ping-pong' }),
  ];
  const film = newFilm({
    title: 'Harbour 50% “früh” #1',
    canvas: { ...canvases['16:9'], fps },
    scenes,
    sound: { ...usualFilmSound, music: { ...usualMusic, asset: testMusic } },
  });
  const takes = scenes.flatMap((scene, index) => takesFor(scene, index));
  return { film, takes };
}

const testMusic = {
  ...({ file: 'abcdefabcdefabcd.mp3', kind: 'music', name: 'Sea shanty.mp3', bytes: 5, seconds: 20.5 } as const),
  sha256: 'abcdefabcdefabcd'.padEnd(64, '0'),
};

const digest = (number: number): string => number.toString(16).padStart(16, '0').padEnd(64, 'a');

function takesFor(scene: Scene, index: number): TakeView[] {
  if (scene.title === 'To be made') return [];
  const still = { kind: 'image', seconds: null, fps: null, width: 1280, height: 720 } as const;
  const moving = { seconds: 5, fps: 30, width: 1280, height: 720, audioCodec: 'aac' } as const;
  const take = (number: number): TakeView =>
    testTake(scene.id, 'picture', scene.title === 'Still' ? still : moving, {
      number,
      media: {
        file: scene.title === 'Still' ? 'media.png' : 'media.mp4',
        bytes: 1,
        sha256: digest(index * 10 + number),
      },
    });
  const voice = scene.narration
    ? [
        testTake(
          scene.id,
          'voice',
          { seconds: 3.7 },
          { media: { file: 'media.wav', bytes: 1, sha256: digest(500 + index) } },
        ),
      ]
    : [];
  return [take(1), take(2), ...voice];
}

/** The film as a hand-over whose media would lie in `/tmp/hand över/media`, with timecode from `start` seconds. */
export function testHandOver({
  film,
  takes,
  start = 0,
}: {
  film: Film;
  takes: readonly TakeView[];
  start?: number;
}): HandOver {
  const plan = planHandOver(film, planCut(film, takes), takes, { alternates: true });
  const names = new Map(plan.media.map(({ id, name }) => [id, name]));
  const place = (id: string) => {
    const name = names.get(id) ?? 'missing';
    const path = `/tmp/hand över/media/${name}`;
    return { name, path, url: `file://${encodeURI(path)}`, channels: 2, start };
  };
  return { ...plan, place };
}
