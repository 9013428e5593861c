import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Runware } from '@runware/sdk-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { runware } from '../../vendors/runware.ts';
import { runwareDialect } from '../dialects/runware.ts';
import { type SimulatedVendor, startSimulatedVendor } from '../simulated-vendor.ts';
import { inputsFor, still } from '../testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { smallMedia } from '../testing/small-media.ts';

// Runware's own SDK as a witness that the simulation answers, and the adapter asks, as Runware does. It speaks over
// WebSocket only. What goes through that is what goes over HTTP: lists of tasks, and data or errors for answers.

const rows = await catalogueRows('runware');
const sent: unknown[] = [];
let dir: string;
let vendor: SimulatedVendor;
let door: WebSocketServer;
let url: string;
let client: InstanceType<typeof Runware>;

async function ask(key: string, tasks: readonly object[]): Promise<object> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return (await fetch(`${vendor.baseUrl}/v1`, { method: 'POST', headers, body: JSON.stringify(tasks) })).json();
}

/** Over HTTP a key comes with every call, here but once: the account tells whether it is good. */
async function signIn(key: string): Promise<object> {
  const taskUUID = randomUUID();
  const answer = await ask(key, [{ taskType: 'accountManagement', taskUUID, operation: 'getDetails' }]);
  return 'errors' in answer ? answer : { data: [{ taskType: 'authentication', connectionSessionUUID: taskUUID }] };
}

type Tasks = readonly { readonly taskType: string; readonly apiKey?: string }[];

/** Hands the tasks of a socket on to the simulation, and its answers back. */
async function openDoor(): Promise<WebSocketServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => {
    let key = '';
    socket.on('message', async (message) => {
      const tasks: Tasks = JSON.parse(String(message));
      const isFirst = tasks[0]?.taskType === 'authentication';
      if (isFirst) key = tasks[0]?.apiKey ?? '';
      else sent.push(tasks);
      socket.send(JSON.stringify(await (isFirst ? signIn(key) : ask(key, tasks))));
    });
  });
  await once(server, 'listening');
  return server;
}

const connect = (apiKey = 'rehearsal-key') =>
  Runware.initialize({ apiKey, url, shouldReconnect: false, globalMaxRetries: 1 });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sdk-runware-'));
  const media = await smallMedia(dir);
  vendor = await startSimulatedVendor(runwareDialect, { media, latencyMs: 20, token: 'rehearsal-key' });
  door = await openDoor();
  const address = door.address();
  url = `ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  client = await connect();
});
afterAll(async () => {
  await client.disconnect();
  door.close();
  await vendor.close();
  await rm(dir, { recursive: true, force: true });
});
const video = {
  ...({ positivePrompt: 'a red fox', duration: 5, outputType: 'URL', outputFormat: 'MP4' } as const),
  ...{ includeCost: true, numberResults: 1, skipResponse: true },
};
const picture = {
  ...({
    positivePrompt: 'a red fox',
    width: 1344,
    height: 768,
    seed: 7,
    outputType: 'URL',
    outputFormat: 'PNG',
  } as const),
  ...{ includeCost: true, numberResults: 1, deliveryMethod: 'async' },
};
const [first, last] = ['first', 'last'].map((frame) => ({ image: still, frame }));

const kling = (more: object, customTaskUUID: string) =>
  client.videoInference({ ...video, ...more, model: 'klingai:kling-video@3-pro', customTaskUUID });
const sides = { width: 1280, height: 720 };
const flux = (customTaskUUID: string) => client.imageInference({ ...picture, model: 'bfl:5@1', customTaskUUID });

type Case = readonly [string, string, object, (ticket: string) => Promise<unknown>];
const cases: Case[] = [
  ['text', 'runware-kling-3-pro', {}, (ticket) => kling(sides, ticket)],
  ['a still', 'runware-kling-3-pro', { still }, (ticket) => kling({ inputs: { frameImages: [first] } }, ticket)],
  [
    ...(['both ends', 'runware-kling-3-pro', { still, endStill: still }] as const),
    (ticket) => kling({ inputs: { frameImages: [first, last] } }, ticket),
  ],
  ['a picture', 'runware-flux-2-pro', {}, flux],
];

// The SDK looks for each answer every 100 ms.
it.concurrent.each(cases)('sends what the adapter sends for the same wish: %s', async (_, id, more, make) => {
  const ticket = randomUUID();
  await make(ticket);
  const row = rowOf(rows, id);
  const { body } = runware.submit.toRequest(row, { ...inputsFor(row), ...more }, undefined, ticket).request;
  expect(sent).toContainEqual(body);
});

it('follows a task to its file', async () => {
  const ticket = randomUUID();
  await kling(sides, ticket);
  type Result = { readonly status: string; readonly videoURL?: string; readonly cost?: number };
  const look = async () => (await client.getResponse<Result>({ taskUUID: ticket }))[0];
  await expect.poll(async () => (await look())?.status, { interval: 10 }).toBe('success');
  expect(sent.at(-1)).toEqual(runware.poll.toRequest({ id: ticket }).body);
  const { videoURL = '', cost } = (await look()) ?? {};
  expect((await fetch(videoURL)).headers.get('content-type')).toBe('video/mp4');
  expect(cost).toBe((vendor.book().at(-1)?.micros ?? 0) / 1_000_000);
});

it('hears of failed work, of what is no input and of a wrong key', async () => {
  vendor.sabotage.add({ kind: 'fail-content' });
  const ticket = randomUUID();
  await kling(sides, ticket);
  const look = () => client.getResponse({ taskUUID: ticket }).catch((error: unknown) => error);
  const refused = { error: { code: 'providerContentPolicyViolation', taskUUID: ticket } };
  await expect.poll(look, { interval: 10 }).toMatchObject(refused);
  const odd = kling({ width: 1281, height: 720 }, randomUUID());
  await expect(odd).rejects.toMatchObject({ error: { code: 'invalidValue', parameter: 'width' } });
  await expect(connect('other-key')).rejects.toMatchObject({ error: { code: 'invalidApiKey' } });
});
