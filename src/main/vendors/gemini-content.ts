import { z } from 'zod';
import type { VendorRequest, VendorResponse } from './define-vendor.ts';
import { quote, unreadable, withWords } from './kit/read-answer.ts';
import { noInside } from './kit/say-no.ts';

// generateContent answers with the file itself, in base64. https://ai.google.dev/api/generate-content

const partSchema = z.looseObject({
  text: z.string().nullish(),
  /** What the model tried on the way; not what it gives. */
  thought: z.boolean().nullish(),
  inlineData: z.looseObject({ mimeType: z.string(), data: z.string().min(1) }).nullish(),
});
const candidateSchema = z.looseObject({
  content: z.looseObject({ parts: z.array(partSchema).nullish() }).nullish(),
  finishReason: z.string().nullish(),
  finishMessage: z.string().nullish(),
});
const contentSchema = z.looseObject({
  candidates: z.array(candidateSchema).nullish(),
  promptFeedback: z.looseObject({ blockReason: z.string().nullish() }).nullish(),
});
type Content = z.infer<typeof contentSchema>;

/** Why nothing may be shown; what is left ended for another reason (NO_IMAGE, OTHER, MAX_TOKENS). */
const refusals = /SAFETY|PROHIBITED|BLOCKLIST|RECITATION|SPII/;

export const generateContent = (model: string, parts: readonly object[], config: object): VendorRequest => ({
  method: 'POST',
  path: `/v1beta/models/${model}:generateContent`,
  body: { contents: [{ role: 'user', parts }], generationConfig: config },
});

/**
 * The file in an answer. Throws `content-rejected` or `provider-failed` for an answer that gives reasons instead, and
 * `provider-down` for one that cannot be read.
 */
export function fileInside({ body }: VendorResponse): { readonly mimeType: string; readonly bytes: Buffer } {
  const content = contentSchema.safeParse(body);
  if (!content.success) throw unreadable('Google Gemini');
  const parts = content.data.candidates?.[0]?.content?.parts ?? [];
  const file = parts.find(({ thought, inlineData }) => !thought && inlineData)?.inlineData;
  if (!file) throw refusalIn(content.data);
  return { mimeType: file.mimeType, bytes: Buffer.from(file.data, 'base64') };
}

/** Whether tokens that were read or made on the way to a refusal are billed is not documented. */
function refusalIn({ candidates, promptFeedback }: Content) {
  const blocked = promptFeedback?.blockReason;
  const [candidate] = candidates ?? [];
  const reason = candidate?.finishReason ?? '';
  if (!blocked && !reason) return unreadable('Google Gemini');
  const words = candidate?.content?.parts?.find(({ text, thought }) => text && !thought)?.text;
  const said = quote(candidate?.finishMessage ?? words ?? blocked ?? reason);
  const rejected = Boolean(blocked) || refusals.test(reason);
  const code = rejected ? ('content-rejected' as const) : ('provider-failed' as const);
  const sentence = rejected ? 'Google Gemini refused the content' : 'Google Gemini could not make it';
  return noInside({ code, message: withWords(sentence, said), charged: 'maybe' });
}
