// Runs inside the page, as text: see watchPlaying in playing.ts. Looks at all media at every display frame.

/** @type {{ clips: Record<string, number>, voices: Record<string, number>, captions: string[], playhead: number[] }} */
const seen = { clips: {}, voices: {}, captions: [], playhead: [] };
Object.assign(window, { playingSeen: seen });

const audio = new AudioContext();
/** @type {Map<HTMLMediaElement, AnalyserNode>} */
const ears = new Map();

/** @template T @param {T[]} list @param {T} value */
function note(list, value) {
  if (!list.includes(value)) list.push(value);
}

/**
 * Puts an ear to an element without taking its sound away.
 * @param {HTMLMediaElement & { captureStream?: () => MediaStream }} element
 */
function putEar(element) {
  const stream = element.currentTime > 0 ? element.captureStream?.() : undefined;
  if (!stream || stream.getAudioTracks().length === 0) return;
  const ear = audio.createAnalyser();
  audio.createMediaStreamSource(stream).connect(ear);
  ears.set(element, ear);
}

/** @param {HTMLMediaElement} element */
function loudness(element) {
  if (!ears.has(element)) putEar(element);
  const samples = new Float32Array(2048);
  ears.get(element)?.getFloatTimeDomainData(samples);
  return Math.max(...samples.map(Math.abs));
}

/** @param {HTMLVideoElement} clip */
function lookAtClip(clip) {
  const title = clip.getAttribute('aria-label') ?? '';
  const frames = clip.getVideoPlaybackQuality().totalVideoFrames;
  if (!clip.paused && clip.currentTime > 0 && clip.videoWidth > 0)
    seen.clips[title] = Math.max(seen.clips[title] ?? 0, frames);
}

function look() {
  const stage = document.querySelector('[data-stage]');
  for (const clip of stage?.querySelectorAll('video') ?? []) lookAtClip(clip);
  for (const caption of stage?.querySelectorAll('p:not([role])') ?? []) note(seen.captions, caption.textContent ?? '');
  for (const voice of document.querySelectorAll('audio'))
    if (!voice.paused) seen.voices[voice.src] = Math.max(seen.voices[voice.src] ?? 0, loudness(voice));
  const frame = document.querySelector('[role=slider][aria-label=Playhead]')?.getAttribute('aria-valuenow');
  if (frame) note(seen.playhead, Number(frame));
  requestAnimationFrame(look);
}

look();
