import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { securityHash } from '../../vendors/edge-protocol.ts';

/** What happens to the next connection instead. `late`: the service's clock is 20 minutes ahead of this machine's. */
export type ReadAloudMishap = 'refused' | 'busy' | 'late' | 'closes-early' | 'says-nothing' | 'hangs' | 'babbles';

export type SimulatedReadAloud = {
  /** Stands for wss://speech.platform.bing.com/consumer/speech/synthesize/readaloud/edge/v1. */
  readonly baseUrl: string;
  /** What it was asked to speak, as SSML, oldest first. */
  readonly heard: readonly string[];
  /** Queries of all connections, refused ones too. */
  readonly calls: readonly URLSearchParams[];
  readonly mishaps: ReadAloudMishap[];
  close(): Promise<void>;
};

const path = '/edge/v1';

/**
 * The service behind Edge's "Read aloud" on 127.0.0.1: each request is spoken by the same `mp3`, in which the words lie
 * evenly over `seconds`.
 */
export async function startSimulatedReadAloud(voice: { readonly mp3: Uint8Array; readonly seconds: number }) {
  const [heard, calls, mishaps]: [string[], URLSearchParams[], ReadAloudMishap[]] = [[], [], []];
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  let ahead = 0;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { searchParams, pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    calls.push(searchParams);
    const mishap = mishaps.shift();
    if (mishap === 'late') ahead = 20 * 60_000;
    const status =
      mishap === 'busy' ? 429 : mishap === 'refused' ? 403 : statusFor(request, searchParams, pathname, ahead);
    if (status !== 101) return refuse(socket, status, ahead);
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      serve(accepted, voice, mishap ?? null, heard);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const simulated: SimulatedReadAloud = {
    baseUrl: `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}${path}`,
    ...{ heard, calls, mishaps },
    async close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return simulated;
}

/** Clocks may be off by one window, as the real service allows. */
function statusFor({ headers }: IncomingMessage, query: URLSearchParams, pathname: string, ahead: number): number {
  if (pathname !== path) return 404;
  const now = Date.now() + ahead;
  const hashes = [-300_000, 0, 300_000].map((off) => securityHash(now + off));
  const isEdge = headers.origin?.startsWith('chrome-extension://') && /Edg\/\d+/.test(headers['user-agent'] ?? '');
  const isKnown =
    query.get('TrustedClientToken')?.length === 32 && /^[0-9a-f]{32}$/.test(query.get('ConnectionId') ?? '');
  const isFresh = /^1-\d+(\.\d+){3}$/.test(query.get('Sec-MS-GEC-Version') ?? '');
  return isEdge && isKnown && isFresh && hashes.includes(query.get('Sec-MS-GEC') ?? '') ? 101 : 403;
}

function refuse(socket: Duplex, status: number, ahead: number): void {
  const date = new Date(Date.now() + ahead).toUTCString();
  socket.end(`HTTP/1.1 ${status} Refused\r\nDate: ${date}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}

function serve(
  socket: WebSocket,
  voice: { mp3: Uint8Array; seconds: number },
  mishap: ReadAloudMishap | null,
  heard: string[],
) {
  let configured = false;
  socket.on('message', (data: Buffer) => {
    const [headers = '', body = ''] = data.toString('utf8').split('\r\n\r\n');
    if (headers.includes('Path:speech.config')) configured = body.includes('"wordBoundaryEnabled":"true"');
    if (!headers.includes('Path:ssml') || !configured) return;
    heard.push(body);
    const id = /X-RequestId:([0-9a-f]{32})/.exec(headers)?.[1];
    // An unknown id or a broken document is not answered.
    if (id && isSsml(body)) speak(socket, { ...voice, id, text: textOf(body) }, mishap);
  });
}

const isSsml = (body: string): boolean =>
  /^<speak version="1.0"[^>]*xml:lang="[a-z]{2,3}-[A-Z]{2}"><voice name="[\w-]+"><prosody pitch="\+0Hz" rate="[+-]\d+%" volume="\+0%">[^<]*<\/prosody><\/voice><\/speak>$/.test(
    body,
  ) && !/&(?!(amp|lt|gt|quot|apos);)/.test(body);

const textOf = (body: string): string => /<prosody[^>]*>([^<]*)</.exec(body)?.[1] ?? '';

type Turn = { readonly id: string; readonly text: string; readonly mp3: Uint8Array; readonly seconds: number };

function speak(socket: WebSocket, turn: Turn, mishap: ReadAloudMishap | null): void {
  const say = (name: string, body: unknown) =>
    socket.send(
      `X-RequestId:${turn.id}\r\nContent-Type:application/json; charset=utf-8\r\nPath:${name}\r\n\r\n${JSON.stringify(body)}`,
    );
  if (mishap === 'hangs') return;
  say('turn.start', { context: { serviceTag: 'x' } });
  if (mishap === 'babbles') return void socket.send(`X-RequestId:${turn.id}\r\nPath:audio.metadata\r\n\r\n{"Meta`);
  say('response', { context: { serviceTag: 'x' }, audio: { type: 'inline', streamId: 's1' } });
  if (mishap !== 'says-nothing') {
    for (const item of boundaries(turn)) say('audio.metadata', { Metadata: [item] });
    sendSound(socket, turn, mishap === 'closes-early');
  }
  if (mishap === 'closes-early') socket.close();
  else say('turn.end', {});
}

/** Words as the service tells them: escaped as they came, without the punctuation around them. */
function boundaries({ text, seconds }: Turn) {
  const words = text.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}&]+|[^\p{L}\p{N};]+$/gu, ''));
  const spoken = words.filter((word) => word !== '');
  const each = (seconds * 10_000_000) / Math.max(1, spoken.length);
  return spoken.map((word, index) => ({
    Type: 'WordBoundary',
    Data: {
      ...{ Offset: Math.round(index * each), Duration: Math.round(each * 0.9) },
      text: { Text: word, Length: word.length, BoundaryType: 'WordBoundary' },
    },
  }));
}

/** In several frames, wherever they break. */
function sendSound(socket: WebSocket, { id, mp3 }: Turn, half: boolean): void {
  const header = Buffer.from(`X-RequestId:${id}\r\nContent-Type:audio/mpeg\r\nX-StreamId:s1\r\nPath:audio\r\n`);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(header.length);
  const end = half ? mp3.length / 2 : mp3.length;
  for (let start = 0; start < end; start += 1000) {
    socket.send(Buffer.concat([length, header, mp3.subarray(start, Math.min(end, start + 1000))]));
  }
}
