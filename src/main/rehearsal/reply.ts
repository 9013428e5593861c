import type { IncomingMessage, ServerResponse } from 'node:http';
import { readForm } from '../vendors/testing/read-form.ts';
import type { PlannedMishap } from './sabotage.ts';
import { sendFile } from './send-file.ts';
import type { Answer } from './simulated-dialect.ts';

const page = '<html><body><h1>Not what you asked for</h1></body></html>';

/** Sends an answer, or what a planned mishap makes of it. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  planned: PlannedMishap | null,
): Promise<void> {
  switch (planned?.kind) {
    case 'drop':
      return void response.destroy();
    case 'hang':
      return;
    case 'gateway':
      return send(response, { status: planned.status ?? 504, body: page });
    case 'malformed':
      return send(response, { ...answer, body: '{"id": "sim' });
    case 'empty':
      return send(response, { ...answer, body: '' });
    case 'wrong-type':
      return send(response, { status: 200, body: page });
    case 'truncated':
      return sendHalf(response, answer);
    default:
      return send(response, answer);
  }
}

/** Sends a result as the vendor's CDN does. */
export async function sendDownload(
  file: string,
  { headers: { range } }: IncomingMessage,
  response: ServerResponse,
  planned: PlannedMishap | null,
): Promise<void> {
  switch (planned?.kind) {
    case 'drop-before':
      return void response.destroy();
    case 'server-error':
      return send(response, { status: planned.status ?? 503, body: '<h1>Service Unavailable</h1>' });
    case 'expired':
      return send(response, {
        status: 403,
        body: '<Error><Code>AccessDenied</Code><Message>Expired</Message></Error>',
      });
    case 'redirect':
      return send(response, { status: 302, headers: { location: planned.to ?? 'http://10.0.0.1/output' }, body: '' });
    case 'drop':
    case 'hang':
    case 'gateway':
    case 'malformed':
    case 'empty':
    case 'wrong-type':
      return sendAnswer(response, { status: 200, body: '' }, planned);
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, planned.ms ?? 30_000));
  }
  await sendFile(file, range, response, { cutShort: planned?.kind === 'truncated' });
}

/** The body as JSON or as a form's members; undefined when there is none or it is something else, which the routes refuse. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const bytes = Buffer.concat(await Array.fromAsync(request));
  try {
    return (await readForm(bytes, request.headers['content-type'] ?? '')) ?? JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, answer: Answer): void {
  const { type, bytes } = wire(answer);
  response.writeHead(answer.status, { 'content-type': type, 'content-length': bytes.byteLength, ...answer.headers });
  response.end(bytes);
}

function sendHalf(response: ServerResponse, answer: Answer): void {
  const { type, bytes } = wire(answer);
  response.writeHead(answer.status, { 'content-type': type, 'content-length': bytes.byteLength, ...answer.headers });
  response.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), () => response.destroy());
}

function wire({ body }: Answer): { readonly type: string; readonly bytes: Uint8Array } {
  if (body instanceof Uint8Array) return { type: 'application/octet-stream', bytes: body };
  const html = typeof body === 'string';
  return { type: html ? 'text/html' : 'application/json', bytes: Buffer.from(html ? body : JSON.stringify(body)) };
}
