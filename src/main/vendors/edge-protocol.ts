import { createHash } from 'node:crypto';
import { z } from 'zod';
import { unreadable } from './kit/read-answer.ts';

// What Edge's "Read aloud" sends over its WebSocket: text frames of headers, an empty line and a body, and binary frames of
// sound. Not an offered API: as the clients msedge-tts 2.0.7 and edge-tts 1.8.1 speak it.

export const edgeName = 'Edge read-aloud';

/** Built into every Edge. */
const token = '6A5AA1D4EAFF4E9FB37E23D68491D6F4';
/** An old version is refused: raise it when that happens. */
const edgeVersion = '143.0.3650.96';

/** Between 1601, from which Windows counts, and 1970. */
const windowsEpochSeconds = 11_644_473_600;
const windowSeconds = 300;

/** Sec-MS-GEC: proves that the caller's clock is right, to five minutes. */
export function securityHash(nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000) + windowsEpochSeconds;
  const ticks = BigInt(seconds - (seconds % windowSeconds)) * 10_000_000n;
  return createHash('sha256').update(`${ticks}${token}`).digest('hex').toUpperCase();
}

/** Where a connection is opened. `id` is a UUID without dashes. */
export function edgeAddress(baseUrl: string, nowMs: number, id: string): string {
  const url = new URL(baseUrl);
  url.search = new URLSearchParams({
    TrustedClientToken: token,
    'Sec-MS-GEC': securityHash(nowMs),
    'Sec-MS-GEC-Version': `1-${edgeVersion}`,
    ConnectionId: id,
  }).toString();
  return url.href;
}

const major = edgeVersion.split('.')[0];
export const edgeHeaders: Readonly<Record<string, string>> = {
  pragma: 'no-cache',
  'cache-control': 'no-cache',
  origin: 'chrome-extension://jdiccldimpdaibmpdkjnbmckianbfold',
  'user-agent': `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36 Edg/${major}.0.0.0`,
};

const message = (headers: Readonly<Record<string, string>>, body: string): string =>
  `${Object.entries(headers)
    .map(([name, value]) => `${name}:${value}`)
    .join('\r\n')}\r\n\r\n${body}`;

/** Sent first: MP3, with the time of every word. */
export const configMessage = message(
  { 'Content-Type': 'application/json; charset=utf-8', Path: 'speech.config' },
  JSON.stringify({
    context: {
      synthesis: {
        audio: {
          metadataoptions: { sentenceBoundaryEnabled: 'false', wordBoundaryEnabled: 'true' },
          outputFormat: 'audio-24khz-96kbitrate-mono-mp3',
        },
      },
    },
  }),
);

export type EdgeWish = { readonly text: string; readonly voice: string; readonly speed: number };

/** What is to be spoken. Only voice and pace are taken: richer SSML is refused. */
export function ssmlMessage({ text, voice, speed }: EdgeWish, id: string, now: Date): string {
  const rate = Math.round((speed - 1) * 100);
  const language = /^[a-z]{2,3}-[A-Z]{2}/.exec(voice)?.[0] ?? 'en-US';
  const ssml = `<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="${language}"><voice name="${voice}"><prosody pitch="+0Hz" rate="${rate < 0 ? '' : '+'}${rate}%" volume="+0%">${escaped(text)}</prosody></voice></speak>`;
  const headers = { 'X-RequestId': id, 'Content-Type': 'application/ssml+xml', 'X-Timestamp': now.toISOString() };
  return message({ ...headers, Path: 'ssml' }, ssml);
}

const entities: readonly (readonly [string, string])[] = [
  ...([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
    ["'", '&apos;'],
  ] as const),
];

/** Text as XML holds it; control characters, which XML does not have, are spaces. */
export function escaped(text: string): string {
  const readable = [...text].map((letter) => (letter < ' ' || letter === '\u007f' ? ' ' : letter)).join('');
  return entities.reduce((all, [letter, entity]) => all.replaceAll(letter, entity), readable);
}

const unescaped = (text: string): string =>
  entities.toReversed().reduce((all, [letter, entity]) => all.replaceAll(entity, letter), text);

/** A word as the service speaks it, seconds from the start of its own request. */
export type SpokenWord = { readonly text: string; readonly at: number };

export type EdgeFrame =
  | { readonly kind: 'sound'; readonly bytes: Uint8Array }
  | { readonly kind: 'words'; readonly words: readonly SpokenWord[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'other' };

const other: EdgeFrame = { kind: 'other' };

const metadataSchema = z.looseObject({
  Metadata: z.array(
    z.looseObject({
      Type: z.string(),
      Data: z.looseObject({ Offset: z.number().optional(), text: z.looseObject({ Text: z.string() }).optional() }),
    }),
  ),
});

const isPath = (headers: string, path: string): boolean =>
  new RegExp(`(^|\\r\\n)Path:${path}\\s*($|\\r\\n)`).test(headers);

/** Throws `provider-down` for a frame that cannot be read. */
export function readFrame(data: Uint8Array, isBinary: boolean): EdgeFrame {
  if (isBinary) return readSound(Buffer.from(data));
  const text = new TextDecoder().decode(data);
  const [headers = '', ...rest] = text.split('\r\n\r\n');
  if (isPath(headers, 'turn.end')) return { kind: 'end' };
  return isPath(headers, 'audio.metadata') ? readWords(rest.join('\r\n\r\n')) : other;
}

/** Two bytes of length, headers of that length, and MP3. */
function readSound(data: Buffer): EdgeFrame {
  if (data.length < 2) throw unreadable(edgeName, 'sound');
  const start = 2 + data.readUInt16BE(0);
  if (start > data.length) throw unreadable(edgeName, 'sound');
  const isSound = isPath(data.toString('utf8', 2, start), 'audio');
  return isSound ? { kind: 'sound', bytes: data.subarray(start) } : other;
}

const unitsASecond = 10_000_000;

function readWords(body: string): EdgeFrame {
  const metadata = metadataSchema.safeParse(parse(body));
  if (!metadata.success) throw unreadable(edgeName, 'times of words');
  const words = metadata.data.Metadata.flatMap(({ Type, Data: { Offset, text } }) =>
    Type === 'WordBoundary' && Offset !== undefined && text
      ? [{ text: unescaped(text.Text), at: Offset / unitsASecond }]
      : [],
  );
  return { kind: 'words', words };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Told apart by the schema, as any other body that is none.
    return null;
  }
}
