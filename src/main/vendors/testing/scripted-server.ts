import { createServer, type IncomingHttpHeaders } from 'node:http';
import { readForm } from './read-form.ts';

export type ScriptedAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string and bytes are sent as they are. */
  readonly body: unknown;
  /** Breaks the connection after the body. */
  readonly cutShort?: boolean;
};

export type ReceivedRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON or form, text of another type, or null when there was no body. */
  readonly body: unknown;
};

/** A server on 127.0.0.1 for tests that gives the answer it was told to, hangs, or breaks the connection. */
export async function startScriptedServer() {
  const requests: ReceivedRequest[] = [];
  let next: ScriptedAnswer | 'hang' | 'drop' = { status: 200, body: {} };
  const always = new Map<string, ScriptedAnswer>();
  const server = createServer(async (request, response) => {
    const bytes = Buffer.concat(await Array.fromAsync(request));
    const { method = '', url: path = '', headers } = request;
    requests.push({ method, path, headers, body: await readBody(bytes, headers['content-type'] ?? '') });
    const answer = always.get(path) ?? next;
    if (answer === 'hang') return;
    if (answer === 'drop') return request.socket.destroy();
    const raw = typeof answer.body === 'string' || answer.body instanceof Uint8Array;
    const body = raw ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, answer.headers);
    if (answer.cutShort) response.write(body, () => request.socket.destroy());
    else response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    baseUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    /** Every request so far, oldest first. */
    requests,
    answerWith(answer: ScriptedAnswer | 'hang' | 'drop') {
      next = answer;
    },
    /** Answers this path so, whatever it is told to answer besides. */
    alwaysAnswer(path: string, answer: ScriptedAnswer) {
      always.set(path, answer);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(bytes: Buffer<ArrayBuffer>, type: string): Promise<unknown> {
  if (bytes.length === 0) return null;
  return type.includes('json')
    ? JSON.parse(bytes.toString('utf8'))
    : ((await readForm(bytes, type)) ?? bytes.toString());
}
