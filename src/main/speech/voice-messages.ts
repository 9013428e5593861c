import { z } from 'zod';
import { wordSchema } from '../../shared/take.ts';

/** What the voice process is asked for. */
export const speakRequestSchema = z.object({
  id: z.number().int(),
  text: z.string(),
  /** eSpeak NG voice name such as `en-us`, with an optional variant: `en-us+f3`. */
  voice: z.string(),
  /** 1 is the voice's own pace. */
  speed: z.number().positive(),
});
export type SpeakRequest = z.infer<typeof speakRequestSchema>;

/** What the voice process answers. */
export const speakAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('spoken'),
    id: z.number(),
    /** Mono. */
    pcm: z.instanceof(Int16Array),
    sampleRate: z.number(),
    words: z.array(wordSchema),
  }),
  z.object({ kind: z.literal('unknown-voice'), id: z.number(), voices: z.array(z.string()) }),
  z.object({ kind: z.literal('engine-missing'), id: z.number() }),
  z.object({ kind: z.literal('engine-failed'), id: z.number(), reason: z.string() }),
]);
export type SpeakAnswer = z.infer<typeof speakAnswerSchema>;

/** Speech as it came from the engine. */
export type Speech = Pick<Extract<SpeakAnswer, { kind: 'spoken' }>, 'pcm' | 'sampleRate' | 'words'>;
