import type { Film, Scene } from '../../shared/film.ts';

/** A film's storyboard as text for people, ids left out, so that golden files can be read and compared. */
export function storyboardText(film: Film, notices: readonly string[] = []): string {
  const { canvas, voice } = film;
  const head = [
    film.title,
    `${canvas.aspect} at ${canvas.fps} frames, captions ${film.captions.on ? 'on' : 'off'}`,
    `pictures by ${film.picture.generator}, voice ${voice.voice ?? 'first'} of ${voice.generator} at ${voice.speed}`,
    ...(film.look.style ? [`style: ${film.look.style}`] : []),
  ];
  const scenes = film.scenes.map((scene, index) => sceneText(scene, index));
  const told = notices.length > 0 ? [`Notices\n${notices.map((notice) => `   ${notice}`).join('\n')}`] : [];
  return `${[head.join('\n'), ...scenes, ...told].join('\n\n')}\n`;
}

function sceneText(scene: Scene, index: number): string {
  const facts = [
    scene.kind,
    scene.seconds === null ? 'as long as it takes' : `${scene.seconds} s`,
    scene.fit,
    scene.reach,
  ];
  const join = scene.join.kind === 'cut' ? [] : [`crossfade ${scene.join.seconds} s`];
  const generator = scene.generator.picture === null ? [] : [`by ${scene.generator.picture}`];
  return [
    `${index + 1}. ${scene.title || '(no title)'}  [${[...facts, ...join, ...generator].join(', ')}]`,
    `   picture: ${scene.prompt}`,
    `   voice:   ${scene.narration || '(silent)'}`,
  ].join('\n');
}
