import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { usdToMicros } from '../../shared/money.ts';
import type { DirectResult, VendorResponse } from './define-vendor.ts';
import { unreadable } from './kit/read-answer.ts';

// Pictures and speech come at once, each model's in a shape of its own. https://docs.aimlapi.com

const usageSchema = z.looseObject({
  meta: z.looseObject({
    usage: z.looseObject({
      usd_spent: z.number().nonnegative().nullish(),
      credits_used: z.number().nonnegative().nullish(),
    }),
  }),
});
const picturesSchema = z.union([
  z.looseObject({
    data: z.tuple([z.looseObject({ url: z.string().nullish(), b64_json: z.string().nullish() })], z.unknown()),
  }),
  z
    .looseObject({ images: z.tuple([z.looseObject({ url: z.string() })], z.unknown()) })
    .transform(({ images }) => ({ data: images })),
]);
const speechSchema = z.looseObject({ audio: z.union([z.url(), z.looseObject({ url: z.url() })]) });

/** 2,000,000 credits are a dollar. https://docs.aimlapi.com/billing */
export function spent(body: unknown): { reportedMicros?: number } {
  const { usd_spent: usd, credits_used: credits } = usageSchema.safeParse(body).data?.meta.usage ?? {};
  if (typeof usd === 'number') return { reportedMicros: usdToMicros(usd) };
  return typeof credits === 'number' ? { reportedMicros: Math.round(credits / 2) } : {};
}

/** The file of an answer. Throws `provider-down` where there is none. */
export function readResult(response: VendorResponse, { category }: Generator): DirectResult {
  const { body } = response;
  if (category === 'speech' && body instanceof Uint8Array) return readSpeech(response, body);
  const media = category === 'speech' ? speechIn(body) : pictureIn(body);
  if (!media) throw unreadable('AIMLAPI');
  return { media, words: null, ...spent(body) };
}

function readSpeech({ headers }: VendorResponse, bytes: Uint8Array): DirectResult {
  const usd = Number(headers['x-aimlapi-usd-spent'] ?? Number.NaN);
  const said = Number.isFinite(usd) ? { reportedMicros: usdToMicros(usd) } : {};
  if (headers['content-type']?.startsWith('audio/')) return { media: bytes, words: null, ...said };
  const body = jsonIn(bytes);
  const media = speechIn(body);
  if (!media) throw unreadable('AIMLAPI');
  return { media, words: null, ...said, ...spent(body) };
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable('AIMLAPI');
    throw error;
  }
}

function pictureIn(body: unknown): DirectResult['media'] | null {
  const [picture] = picturesSchema.safeParse(body).data?.data ?? [];
  if (!picture) return null;
  if ('b64_json' in picture && typeof picture.b64_json === 'string') return Buffer.from(picture.b64_json, 'base64');
  return picture.url || null;
}

function speechIn(body: unknown): string | null {
  const { audio } = speechSchema.safeParse(body).data ?? {};
  return typeof audio === 'string' ? audio : (audio?.url ?? null);
}
