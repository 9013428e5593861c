import { z } from 'zod';
import { nearestShape } from './kit/nearest-shape.ts';

// A film of Elai is made of slides, each a canvas with a presenter on it. https://elai.readme.io

/** Who speaks on the slide, as a catalogue row says. */
export const elaiSpeakerSchema = z.strictObject({
  /** `zara.regular`: the person, then what is worn. */
  avatar: z.string().regex(/^[\w-]+\.[\w-]+$/),
  gender: z.enum(['female', 'male']),
  voice: z.string(),
  /** As Elai calls the voice's language: `English`. */
  language: z.string(),
});
export type ElaiSpeaker = z.output<typeof elaiSpeakerSchema>;

type Words = { readonly title: string; readonly script: string; readonly width: number; readonly height: number };

/**
 * Where the presenter stands, bottom middle. The page's own layout is for 640x360 and a picture of about 1123x1080; the
 * upright one is worked out from it for 360x640.
 */
const layouts: Readonly<Record<string, { readonly format: string; readonly left: number; readonly top: number }>> = {
  '16:9': { format: '16_9', left: 151.5, top: 36 },
  '9:16': { format: '9_16', left: 11.5, top: 316 },
};

/** A draft with one slide. `picture`: the presenter's own, where Elai lists one. */
export function elaiDraft(speaker: ElaiSpeaker, words: Words, picture: string | null) {
  const { format, ...place } = layouts[nearestShape(Object.keys(layouts), words)] ?? { format: '16_9' };
  const src = picture ?? undefined;
  const { avatar: code, gender, voice, language } = speaker;
  const standing = { type: 'avatar', ...place, scaleX: 0.3, scaleY: 0.3, src, avatarType: 'transparent' };
  const slide = {
    ...{ id: 1, speech: words.script, language, voice, voiceType: 'text', voiceProvider: 'azure' },
    avatar: { code, gender, canvas: src },
    canvas: { version: '4.4.0', background: '#ffffff', objects: [standing] },
  };
  return {
    name: words.title || 'Scene',
    tags: ['circle-take'],
    public: false,
    format,
    resolution: '1080p',
    slides: [slide],
  };
}

const outfitSchema = z.looseObject({ code: z.string().nullish(), canvas: z.string().nullish() });
const personSchema = outfitSchema.extend({ variants: z.array(outfitSchema).nullish() });
const peopleSchema = z.union([z.array(personSchema), z.looseObject({ avatars: z.array(personSchema) })]);

/** The presenter's picture in Elai's list; null where it is not found there: the list's shape is not documented well. */
export function pictureIn(list: unknown, code: string): string | null {
  const people = peopleSchema.safeParse(list).data ?? [];
  const [person, outfit] = code.split('.');
  const found = (Array.isArray(people) ? people : people.avatars).find(
    (each) => each.code === code || each.code === person,
  );
  const worn = found?.variants?.find((each) => each.code === outfit || each.code === code);
  return worn?.canvas ?? found?.canvas ?? null;
}
