import { z } from 'zod';
import type { ListedOperation, Operation, VendorRequest, VendorResponse } from './define-vendor.ts';
import { unreadable } from './kit/read-answer.ts';

// What was spoken stays in the account's history. https://elevenlabs.io/docs/api-reference/history/list

/** What was asked for. */
export type Spoken = {
  readonly model: string;
  readonly text: string;
  readonly voice: string;
  readonly speed: number;
};

const itemSchema = z.looseObject({
  history_item_id: z.string().min(1),
  request_id: z.string().nullish(),
  voice_id: z.string().nullish(),
  model_id: z.string().nullish(),
  text: z.string().nullish(),
  date_unix: z.number(),
  character_count_change_from: z.number().nullish(),
  character_count_change_to: z.number().nullish(),
  settings: z.looseObject({ speed: z.number().nullish() }).nullish(),
});
type Item = z.infer<typeof itemSchema>;

const historySchema = z.looseObject({ history: z.array(itemSchema) });

/** How far this machine's clock may be ahead of the vendor's. */
const clockSkewSeconds = 120;

const earliest = (sentAt: string): number => Math.floor(Date.parse(sentAt) / 1000) - clockSkewSeconds;

/** The newest hundred of one model since about `sentAt`; the vendor lists the newest first. */
export function listRequest(model: string, sentAt: string): VendorRequest {
  const query = new URLSearchParams({
    page_size: '100',
    source: 'TTS',
    model_id: model,
    date_after_unix: String(earliest(sentAt)),
  });
  return { method: 'GET', path: `/v1/history?${query}` };
}

/** Throws `provider-down` for a list that cannot be read. */
export function readListed({ body }: VendorResponse, spoken: Spoken, sentAt: string): ListedOperation[] {
  const list = historySchema.safeParse(body);
  if (!list.success) throw unreadable('ElevenLabs', 'a history');
  const since = earliest(sentAt);
  return list.data.history
    .filter((item) => item.date_unix >= since)
    .map((item) => ({
      operation: operationOf(item),
      name: item.history_item_id,
      takenAt: new Date(item.date_unix * 1000).toISOString(),
      state: 'succeeded' as const,
      about: item.text ?? '',
      match: matchOf(item, spoken),
    }));
}

/** `id` is what the answer called it too, `units` what it cost in the units of `character-cost`. */
function operationOf(item: Item): Operation {
  const { history_item_id, request_id, character_count_change_from: from, character_count_change_to: to } = item;
  const units = typeof from === 'number' && typeof to === 'number' && to > from ? { units: to - from } : {};
  return { id: request_id ?? history_item_id, item: history_item_id, ...units };
}

function matchOf(item: Item, { model, text, voice, speed }: Spoken): ListedOperation['match'] {
  if (item.model_id !== model) return 'other';
  // A list without the pace says nothing against it at the usual pace only.
  const samePace = (item.settings?.speed ?? 1) === speed;
  // Without what the answer called it, it cannot be told from work that was received.
  const isKnown = Boolean(item.request_id);
  return isKnown && item.voice_id === voice && item.text === text && samePace ? 'same' : 'similar';
}

/** https://elevenlabs.io/docs/api-reference/history/get-audio: the file again, at no cost and without times. */
export const fetchListed = (operation: Operation): VendorRequest => ({
  method: 'GET',
  path: `/v1/history/${encodeURIComponent(String(operation.item))}/audio`,
  bytes: true,
});
