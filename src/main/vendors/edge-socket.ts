import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { WebSocket } from 'ws';
import { AppError } from '../../shared/errors.ts';
import {
  configMessage,
  type EdgeWish,
  edgeAddress,
  edgeHeaders,
  edgeName,
  readFrame,
  type SpokenWord,
  ssmlMessage,
} from './edge-protocol.ts';
import { connectionWords } from './kit/connection-words.ts';

export type Spoken = { readonly mp3: Uint8Array; readonly words: readonly SpokenWord[] };

type SpeakOptions = {
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  /** How long the service may be silent. */
  readonly idleMs?: number;
};

/** The service refused to be spoken to. `at` is its own time, ms since 1970, where it says. */
class Refused extends Error {
  readonly status: number;
  readonly at: number | null;

  constructor({ statusCode = 0, headers }: IncomingMessage) {
    super(`HTTP ${statusCode}`);
    this.status = statusCode;
    const at = Date.parse(headers.date ?? '');
    this.at = Number.isNaN(at) ? null : at;
  }
}

/**
 * Has a text of one request's length spoken. A refusal that this machine's clock may be the reason for is answered by
 * the service's own time, once. Throws AppError: `provider-failed`, `provider-down`, `network`, `timed-out`, `cancelled`.
 */
export async function speakAtEdge(wish: EdgeWish, options: SpeakOptions): Promise<Spoken> {
  try {
    return await converse(wish, options, Date.now());
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.status !== 403 || error.at === null) throw refusal(error);
    return await converse(wish, options, error.at).catch((again: unknown) => {
      throw again instanceof Refused ? refusal(again) : again;
    });
  }
}

/** One connection: it is asked once, and listened to until it says that this was all. */
function converse(wish: EdgeWish, { baseUrl, signal, idleMs = 30_000 }: SpeakOptions, nowMs: number): Promise<Spoken> {
  const { promise, resolve, reject } = Promise.withResolvers<Spoken>();
  if (signal.aborted) return Promise.reject(stopped());
  const id = () => randomUUID().replaceAll('-', '');
  const socket = new WebSocket(edgeAddress(baseUrl, nowMs, id()), {
    headers: edgeHeaders,
    perMessageDeflate: false,
    // Knows the proxy of the environment.
    ...(baseUrl.startsWith('wss:') ? { agent: https.globalAgent } : {}),
  });
  const sound: Uint8Array[] = [];
  const words: SpokenWord[] = [];
  const onAbort = () => reject(stopped());
  signal.addEventListener('abort', onAbort);
  let idle = setTimeout(() => reject(silent(idleMs)), idleMs);
  const heard = () => {
    clearTimeout(idle);
    idle = setTimeout(() => reject(silent(idleMs)), idleMs);
  };
  socket.on('open', () => {
    heard();
    socket.send(configMessage);
    socket.send(ssmlMessage(wish, id(), new Date(nowMs)));
  });
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    heard();
    try {
      const frame = readFrame(data, isBinary);
      if (frame.kind === 'sound') sound.push(frame.bytes);
      if (frame.kind === 'words') words.push(...frame.words);
      if (frame.kind === 'end') resolve({ mp3: Buffer.concat(sound), words });
    } catch (error) {
      reject(error);
    }
  });
  socket.on('unexpected-response', (_request, response) => reject(new Refused(response)));
  // What a broken connection has brought so far is not the whole narration.
  socket.on('close', () => reject(lost()));
  socket.on('error', (error) => reject(unreachable(error)));
  return promise.finally(() => {
    clearTimeout(idle);
    signal.removeEventListener('abort', onAbort);
    socket.terminate();
  });
}

const stopped = (): AppError => new AppError({ code: 'cancelled', message: 'Speaking was stopped.' });

const silent = (idleMs: number): AppError =>
  new AppError({ code: 'timed-out', message: `${edgeName} was silent for ${Math.round(idleMs / 1000)} s.` });

const lost = (): AppError =>
  new AppError({ code: 'network', message: `The connection to ${edgeName} was lost before the voice was complete.` });

function unreachable(error: Error): AppError {
  const why = 'code' in error ? connectionWords(String(error.code)) : null;
  return new AppError({ code: 'network', message: `${edgeName} cannot be reached${why === null ? '' : `: ${why}`}.` });
}

function refusal({ status }: Refused): AppError {
  const action = 'Choose another voice: it is not an offered service, and may stop at any time.';
  if (status === 403) {
    const message = `${edgeName} refused to speak: Microsoft changes without notice what it answers to.`;
    return new AppError({ code: 'provider-failed', message, action });
  }
  const message = status === 429 ? `${edgeName} asks to slow down.` : `${edgeName} answers with HTTP ${status}.`;
  return new AppError({ code: 'provider-down', message, action });
}
