import { unplug } from './loudness.ts';

/**
 * Gives back what a media element has loaded, as soon as it has left the page. Browsers keep the decoder and megabytes of
 * each one until they come to collect it, and scrubbing along a film leaves hundreds behind.
 */
export function letGo(element: HTMLMediaElement): void {
  // Effects also end where their element stays.
  setTimeout(() => {
    if (element.isConnected) return;
    unplug(element);
    element.removeAttribute('src');
    element.load();
  });
}
