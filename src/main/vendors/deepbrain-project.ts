import { z } from 'zod';

/** Who speaks, as a catalogue row says: names that AI Studios uses itself. */
export const deepbrainSpeakerSchema = z.strictObject({
  model: z.string(),
  emotion: z.string(),
  language: z.string(),
  background: z.string(),
});
export type DeepbrainSpeaker = z.output<typeof deepbrainSpeakerSchema>;

type Words = { readonly title: string; readonly script: string; readonly width: number; readonly height: number };

/** The presenter's place in pixels of 1920x1080, as the pages have it, and worked out from it for 1080x1920. */
const places = {
  landscape: { top: 144.6, left: 630.2, width: 679, height: 2229 },
  portrait: { top: 500, left: 200.5, width: 679, height: 2229 },
} as const;

/** A project of one scene that a presenter speaks. https://docs.deepbrain.io */
export function deepbrainProject({ model, emotion, language, background }: DeepbrainSpeaker, words: Words) {
  const orientation = words.width >= words.height ? 'landscape' : 'portrait';
  const presenter = {
    ...{ id: 'aiModel-1', type: 'aiModel', layer: 1, ...places[orientation] },
    script: { org: paragraphs(words.script) },
    effects: [{ type: 'head-only' }],
    model: { ai_name: model, emotion, language },
  };
  const behind = { id: 'background', type: 'background', source_type: 'image', source_url: background };
  const scene = { background: behind, watermark: false, clips: [presenter] };
  return { name: words.title || 'Scene', orientation, scenes: [scene] };
}

/** Scripts are HTML there. */
const paragraphs = (script: string): string =>
  script
    .split(/\n+/)
    .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').trim()}</p>`)
    .join('');
