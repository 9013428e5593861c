import { type Film, picturePrompt, type Scene } from '../../shared/film.ts';
import { type Generator, longestSeconds, secondsToAsk, speaksItself } from '../../shared/generator.ts';
import type { JobInputs, PictureInputs, VoiceInputs } from '../../shared/job.ts';
import { priceCeiling } from '../../shared/price-ceiling.ts';
import { stillsFor } from '../../shared/stills.ts';
import { formatSeconds } from '../../shared/time.ts';

/** What a job will ask of one generator, whatever becomes of the film meanwhile. */
export type FrozenInputs = {
  readonly inputs: JobInputs;
  /** The most that one run may cost by the price table, in micros. */
  readonly priceCeilingMicros: number;
  /** For people: what was asked for and cannot be had. */
  readonly warnings: readonly string[];
};

export type FreezeOrder = {
  readonly film: Film;
  readonly scene: Scene;
  readonly generator: Generator;
  /** Seconds that the scene is on screen in the cut. */
  readonly onScreen: number;
  readonly seed: Seed;
};

export type Seed = {
  /** 0 to below 2^31, which every vendor that takes one takes. */
  readonly value: number;
  /** Somebody asked for this one; else it is by chance. */
  readonly asked: boolean;
};

/** Freezes the wish for one take, as it is put to `generator`. The scene has words for the generator's role. */
export function freezeInputs(order: FreezeOrder): FrozenInputs {
  const { inputs, warnings } = order.generator.role === 'picture' ? freezePicture(order) : freezeVoice(order);
  const unheard = order.seed.asked && !order.generator.limits.seed ? [`${order.generator.name} takes no seed.`] : [];
  return { inputs, warnings: [...warnings, ...unheard], priceCeilingMicros: priceCeiling(order) };
}

function freezePicture({ film, scene, generator, onScreen, seed }: FreezeOrder) {
  const { name, limits, category } = generator;
  const inputs: PictureInputs = {
    role: 'picture',
    prompt: picturePrompt(film, scene),
    script: speaksItself(generator) ? scene.narration.trim() : '',
    title: scene.title,
    kind: scene.kind,
    seconds: secondsToAsk(limits, onScreen),
    aspect: film.canvas.aspect,
    width: film.canvas.width,
    height: film.canvas.height,
    fps: film.canvas.fps,
    seed: seed.value,
    ...stillsFor(limits, scene),
  };
  const longest = longestSeconds(limits);
  const tooShort = category !== 'text-to-image' && longest !== null && longest < onScreen - 0.05;
  const warnings = [
    tooShort ? `${name} makes at most ${formatSeconds(longest)}; the scene is ${formatSeconds(onScreen)}.` : '',
    scene.still && !inputs.stillTakeId ? `${name} takes no still, so the scene's still was left out.` : '',
    scene.endStill && !inputs.endStillTakeId ? leftOutEnd(generator) : '',
  ];
  return { inputs, warnings: warnings.filter(Boolean) };
}

const leftOutEnd = ({ name, limits }: Generator): string =>
  limits.lastFrame
    ? `${name} ends on a picture only where it starts on one, so the picture to end on was left out.`
    : `${name} cannot end on a given picture, so it was left out.`;

function freezeVoice({ film, scene, generator }: FreezeOrder) {
  const wished = film.voice.voice;
  const known = wished === null || generator.voices.length === 0 || generator.voices.some(({ id }) => id === wished);
  const text = scene.narration.trim();
  const inputs: VoiceInputs = { role: 'voice', text, voice: known ? wished : null, speed: film.voice.speed };
  return { inputs, warnings: known ? [] : [`${generator.name} has no voice ${wished}; its first voice speaks.`] };
}
