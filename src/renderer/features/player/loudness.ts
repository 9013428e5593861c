/** Linear gain of a level in decibels; null is silence. */
export const linearGain = (gainDb: number | null): number => (gainDb === null ? 0 : 10 ** (gainDb / 20));

let context: AudioContext | null = null;
const amplifiers = new WeakMap<HTMLMediaElement, GainNode>();

/**
 * Makes an element as loud as `gain` says, 1 being as made. An element's own volume ends at 1: what is louder goes
 * through an amplifier, which it then keeps, since an element cannot be taken out of one again.
 */
export function setLoudness(element: HTMLMediaElement, gain: number): void {
  const amplifier = amplifiers.get(element) ?? (gain > 1 ? amplify(element) : null);
  if (amplifier) {
    resume(element);
    if (amplifier.gain.value !== gain) amplifier.gain.value = gain;
  } else if (element.volume !== gain) element.volume = gain;
}

function amplify(element: HTMLMediaElement): GainNode {
  context ??= new AudioContext();
  const amplifier = context.createGain();
  context.createMediaElementSource(element).connect(amplifier).connect(context.destination);
  element.volume = 1;
  amplifiers.set(element, amplifier);
  return amplifier;
}

/** Browsers let sound begin only after the user did something: an amplifier that was made before that stands still. */
function resume(element: HTMLMediaElement): void {
  if (context?.state !== 'suspended' || element.paused || !navigator.userActivation.hasBeenActive) return;
  context.resume().catch((reason: unknown) => console.warn('Cannot play', reason));
}

/** Takes an element that is no more needed out of the amplifier that it may have. */
export function unplug(element: HTMLMediaElement): void {
  amplifiers.get(element)?.disconnect();
  amplifiers.delete(element);
}
