import { AppError } from '../../shared/errors.ts';
import { type Film, picturePrompt, type Scene } from '../../shared/film.ts';
import { type Generator, longestSeconds, type Status } from '../../shared/generator.ts';
import type { HandOff } from '../../shared/hand-off.ts';
import { formatSeconds } from '../../shared/time.ts';

/** What to take to the tool for a scene that is `onScreen` seconds long. Throws `unsupported` or `invalid-input`. */
export function prepareHandOff(film: Film, scene: Scene, generator: Generator, onScreen: number): HandOff {
  const { url, note, template } = handOffOf(generator);
  const words: Record<string, string> = {
    prompt: picturePrompt(film, scene),
    narration: scene.narration.trim(),
    aspect: film.canvas.aspect,
    seconds: String(Math.ceil(onScreen - 0.05)),
    title: scene.title.trim(),
  };
  expectWords(generator, scene, template, words);
  const text = template.replace(/\{(prompt|narration|aspect|seconds|title)\}/g, (_, word: string) => words[word] ?? '');
  const warnings = warningsOf(film, scene, generator, { onScreen, text });
  return { generator: generator.id, name: generator.name, text: text.trim(), url, note, warnings };
}

/** How a generator is worked by hand. Throws `unsupported` for one that the studio works itself, and for a retired one. */
export function handOffOf({ name, status }: Generator): Extract<Status, { kind: 'hand-off' }> {
  if (status.kind === 'hand-off') return status;
  throw new AppError({
    code: 'unsupported',
    message:
      status.kind === 'retired'
        ? `${name} cannot be had any more.`
        : `${name} has an API: nothing has to be done by hand.`,
    action: status.kind === 'retired' ? 'Choose another generator.' : 'Order the take in the studio.',
  });
}

function expectWords({ name }: Generator, { title }: Scene, template: string, words: Record<string, string>): void {
  const wanted = ['prompt', 'narration'].filter((word) => template.includes(`{${word}}`));
  if (wanted.length === 0 || wanted.some((word) => words[word] !== '')) return;
  const missing = wanted.join(' and no ');
  throw new AppError({
    code: 'invalid-input',
    message: `${title.trim() === '' ? 'The scene' : `“${title.trim()}”`} has no ${missing} to take to ${name}.`,
    action: `Write the ${wanted[0]} first.`,
  });
}

type Wanted = { readonly onScreen: number; readonly text: string };

function warningsOf(
  film: Film,
  scene: Scene,
  { name, limits, category }: Generator,
  { onScreen, text }: Wanted,
): string[] {
  const { aspect } = film.canvas;
  const longest = longestSeconds(limits);
  const { characters } = limits;
  const warnings: (string | false)[] = [
    limits.aspects !== null && !limits.aspects.includes(aspect) && `${name} makes no ${aspect}; the picture is fitted.`,
    category !== 'text-to-image' &&
      longest !== null &&
      longest < onScreen - 0.05 &&
      `${name} makes at most ${formatSeconds(longest)}; the scene is ${formatSeconds(onScreen)}.`,
    scene.still !== null && limits.still === 'no' && `${name} takes no still, so the scene's still stays here.`,
    scene.still === null && limits.still === 'required' && `${name} starts from a picture, and the scene has no still.`,
    scene.endStill !== null && !limits.lastFrame && `${name} cannot end on a given picture.`,
    characters !== null &&
      text.length > characters &&
      `${name} takes ${characters} characters; the text has ${text.length}.`,
  ];
  return warnings.filter((warning) => warning !== false);
}
